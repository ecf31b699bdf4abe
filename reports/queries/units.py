"""What a change of bodies would do: who carries on what, with how much is open, told before it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from cchc.orgs.becoming import Fate, Known, Line, Movers, Reading, communes_after, departments_after
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.heirs import goes_on, heir_of_post, office_of
from cchc.orgs.models import Membership, Organization, Position
from cchc.orgs.queries.units import all_codes, live_beneath, live_communes, people_in, posts_in
from plans.enums import PlanState
from reports.enums import ReportState
from reports.models import Report
from reports.rules import OPEN
from tasks.models import Obligation

UNSENT = (*OPEN, ReportState.APPROVED)


@dataclass(frozen=True, slots=True)
class Handing:
    """One body's work to one that carries it on: `heir` is None where that is founded; a body that is its own heir
    goes on."""

    body: Organization
    heir: Organization | None
    name: str
    what: str
    people: Movers = Movers.ALL

    @property
    def goes_on(self) -> bool:
        return self.heir is not None and self.heir.pk == self.body.pk


@dataclass(frozen=True, slots=True)
class PostTaken:
    """A post of an ended body that its heir has under no like name, who takes it over, and who else could."""

    post: Position
    taker: str
    choices: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """A body before the change: its open duties, its unsent reports, what it received and has not answered, who moves
    and who does not. `posts` are those that the heir has under no like name."""

    name: str
    goes_on: bool
    duties: int
    reports: int
    received: int
    moving: tuple[str, ...]
    leaving: tuple[str, ...]
    posts: tuple[PostTaken, ...]


@dataclass(frozen=True, slots=True)
class After:
    """A body after the change, with those whose work it carries on."""

    name: str
    what: str
    before: tuple[Before, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """All bodies after, in the order written; the sums are over what changes hands."""

    after: tuple[After, ...]

    @property
    def ended(self) -> tuple[Before, ...]:
        return tuple(one for after in self.after for one in after.before if not one.goes_on)

    @property
    def duties(self) -> int:
        return sum(one.duties for one in self.ended)

    @property
    def reports(self) -> int:
        return sum(one.reports for one in self.ended)

    @property
    def received(self) -> int:
        return sum(one.received for one in self.ended)

    @property
    def moving(self) -> int:
        return sum(len(one.moving) for one in self.ended)

    @property
    def leaving(self) -> int:
        return sum(len(one.leaving) for one in self.ended)


def preview_of(handings: Sequence[Handing], today: date) -> Preview:
    """In a fixed number of queries, however many bodies."""
    bodies = [handing.body for handing in handings]
    heirs = [handing.heir for handing in handings if handing.heir and not handing.goes_on]
    duties, reports, received = _open_duties(bodies), _unsent(bodies), _received(bodies)
    people, posts = people_in(bodies, today), posts_in([*bodies, *heirs])
    found: dict[str, list[Handing]] = {}
    for handing in handings:
        found.setdefault(handing.name, []).append(handing)
    return Preview(
        tuple(
            After(
                name,
                group[0].what,
                tuple(
                    Before(
                        name=one.body.name,
                        goes_on=one.goes_on,
                        duties=duties.get(one.body.pk, 0),
                        reports=reports.get(one.body.pk, 0),
                        received=received.get(one.body.pk, 0),
                        moving=_names(m for m in people[one.body.pk] if not one.goes_on and goes_on(m, one.people)),
                        leaving=_names(m for m in people[one.body.pk] if not (one.goes_on or goes_on(m, one.people))),
                        posts=tuple(_posts_taken(one, posts)),
                    )
                    for one in group
                ),
            )
            for name, group in found.items()
        )
    )


def _posts_taken(handing: Handing, posts: Mapping[int, list[Position]]) -> Iterable[PostTaken]:
    """Posts without one of a like name in a heir of the same kind are set up there; others fall to its office."""
    if handing.heir is None or handing.goes_on:
        return
    theirs = posts[handing.heir.pk]
    for post in posts[handing.body.pk]:
        if heir_of_post(post, theirs):
            continue
        office = office_of(theirs)
        is_copied = handing.body.kind == handing.heir.kind
        taker = f"lập thêm ở {handing.heir}" if is_copied else office.name if office else "người điều phối"
        yield PostTaken(post, taker, tuple(theirs))


def _names(memberships: Iterable[Membership]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(membership.user.display_name for membership in memberships))


def _open_duties(bodies: Sequence[Organization]) -> dict[int, int]:
    found = Obligation.objects.open().filter(task__organization__in=bodies, task__plan__state=PlanState.ACCEPTED)
    return dict(found.order_by().values_list("task__organization").annotate(Count("pk")))


def _unsent(bodies: Sequence[Organization]) -> dict[int, int]:
    found = Report.objects.filter(organization__in=bodies, state__in=UNSENT)
    return dict(found.order_by().values_list("organization").annotate(Count("pk")))


def _received(bodies: Sequence[Organization]) -> dict[int, int]:
    found = Report.objects.filter(recipient__in=bodies, state=ReportState.SUBMITTED)
    return dict(found.order_by().values_list("recipient").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Counts:
    """What a body has open."""

    duties: int
    reports: int
    received: int


def counts_of(body: Organization) -> Counts:
    pk, bodies = body.pk, [body]
    return Counts(_open_duties(bodies).get(pk, 0), _unsent(bodies).get(pk, 0), _received(bodies).get(pk, 0))


def reports_since(bodies: Sequence[Organization], day: date) -> QuerySet[Report]:
    """Reports that these bodies made of periods that closed on that day or later."""
    found = Report.objects.filter(organization__in=bodies, cutoff_on__gte=day)
    return found.select_related("organization").order_by("cutoff_on", "pk")


@dataclass(frozen=True, slots=True)
class District:
    """A district and what stands beneath it and beside it: everything that lines about its end are read against."""

    body: Organization
    province: Organization
    communes: tuple[Organization, ...]
    departments: tuple[Organization, ...]
    heirs: tuple[Organization, ...]
    others: tuple[Organization, ...]
    codes: tuple[str, ...]

    def read(self, lines: Sequence[Line]) -> Reading:
        """The communes' and the departments' lines as fates, with every fault."""
        parts = {body.code for body in self.departments}
        of_parts = [line for line in lines if line.code in parts]
        of_communes = [line for line in lines if line.code not in parts]
        communes = communes_after(of_communes, _known(self.communes), _known(self.others), self.codes)
        departments = departments_after(of_parts, _known(self.departments), _known(self.heirs))
        return Reading((*communes.fates, *departments.fates), (*communes.faults, *departments.faults))

    def ending(self, fates: Iterable[Fate]) -> list[Organization]:
        """The bodies that end."""
        lasting = {fate.body.pk for fate in fates if fate.goes_on}
        return [one for one in (*self.communes, *self.departments, self.body) if one.pk not in lasting]

    def parted(self, fates: Iterable[Fate]) -> tuple[list[Fate], list[Fate]]:
        """The communes' fates and the departments'."""
        communes = {body.pk for body in self.communes}
        found = list(fates)
        return [f for f in found if f.body.pk in communes], [f for f in found if f.body.pk not in communes]


def district_of(body: Organization, province: Organization) -> District:
    """A fixed number of queries."""
    beneath = live_beneath(body)
    above = live_beneath(province)
    parts = [one for one in above if one.kind == OrganizationKind.DEPARTMENT]
    return District(
        body=body,
        province=province,
        communes=tuple(one for one in beneath if one.kind != OrganizationKind.DEPARTMENT),
        departments=tuple(one for one in beneath if one.kind == OrganizationKind.DEPARTMENT),
        heirs=(province, *parts),
        others=tuple(one for one in live_communes(province) if one.parent_id != body.pk),
        codes=tuple(all_codes()),
    )


def ending_of(district: District, fates: Sequence[Fate], people: Movers, today: date) -> Preview:
    """What the end of a district does, body by body, the district itself last."""
    bodies = {one.pk: one for one in (*district.communes, *district.departments, *district.heirs, *district.others)}
    sizes: dict[str, int] = {}
    for fate in fates:
        sizes[fate.code] = sizes.get(fate.code, 0) + 1
    handings = [
        Handing(
            body=bodies[fate.body.pk],
            heir=bodies[fate.after.pk] if fate.after else None,
            name=fate.name,
            what=_what(fate, fates, district, sizes[fate.code]),
            people=fate.people,
        )
        for fate in sorted(fates, key=lambda fate: not fate.goes_on)
    ]
    own = Handing(district.body, district.province, district.province.name, f"kế thừa {district.body}", people)
    return preview_of([*handings, own], today)


def _what(fate: Fate, fates: Sequence[Fate], district: District, size: int) -> str:
    """What becomes of the body under this fate's name, in words."""
    if fate.after is None:
        return f"thành lập mới từ {size} đơn vị" if size > 1 else "thành lập mới"
    own = next((one for one in fates if one.goes_on and one.body.pk == fate.after.pk), None)
    if own is None:
        return "tiếp nhận công việc của đơn vị kết thúc"
    first = f"đổi tên từ {own.body.name}" if own.is_renamed else "giữ nguyên tên"
    merged = f", nhận thêm {size - 1} đơn vị" if size > 1 else ""
    return f"{first}, thuộc {district.province}{merged}"


def _known(bodies: Iterable[Organization]) -> list[Known]:
    return [Known(body.pk, body.code, body.name) for body in bodies]
