"""Communes of Bỉm Sơn that sent reports with known figures, and the people who make the district's own report."""

from dataclasses import replace
from datetime import date, datetime

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Organization, User
from reports.actions.freezing import freeze
from reports.collecting import collect_facts
from reports.enums import ReportState
from reports.facts import Indicator, NarrativeSection, Paragraph, ReportFacts, Tally
from reports.models import Report, Submission
from tasks.enums import State
from tasks.tallies import tally_of
from tests.cast import NOW, PASSWORD, Cast, at
from tests.reports.sample import sample
from tests.reports.year import quarter

Counts = dict[State, int]
IN_TIME, LATE = at("2023-03-15 15:00"), at("2023-03-20 08:00")
UNTIL = at("2023-03-20 09:00")
DOSSIERS = "Hồ sơ giải quyết đúng hạn, trước hạn trên tổng số đã giải quyết"


def commune(cast: Cast, code: str, name: str, **more: date | None) -> Organization:
    """One more commune of the district; `valid_from` and `valid_to` may be given."""
    body = found_organization(
        actor=None,
        code=code,
        name=name,
        kind=OrganizationKind.COMMUNE,
        issuer_name=f"Ủy ban nhân dân {name[0].lower()}{name[1:]}",
        place_name=name,
        parent=cast.district,
        now=NOW,
    )
    Organization.objects.filter(pk=body.pk).update(**more)
    return Organization.objects.get(pk=body.pk)


def makers(cast: Cast, government: Organization | None = None) -> tuple[Actor, Actor]:
    """The coordinator and the leader of a government, the district's unless another is given."""
    government = government or cast.district
    found = []
    for role in (Role.COORDINATOR, Role.LEADER):
        name = f"{government.code}.{role.value}"
        system = Actor.system(government)
        user = add_user(
            actor=system, organization=government, username=name, full_name=f"Người {name}", password=PASSWORD, now=NOW
        )
        add_membership(actor=system, user=user, organization=government, role=role, now=NOW)
        cast.people[name] = user
        found.append(Actor(user=user, organization=government, role=role))
    return found[0], found[1]


def also_coordinates(cast: Cast, who: str, government: Organization) -> User:
    """The same person, coordinator of a government besides."""
    user = cast.people[who]
    assert isinstance(user, User)
    add_membership(actor=Actor.system(government), user=user, organization=government, role=Role.COORDINATOR, now=NOW)
    return user


def tally(title: str, counts: Counts, things: str = "nhiệm vụ") -> Tally:
    return tally_of((state for state, number in counts.items() for _ in range(number)), title=title, things=things)


def ratio(numerator: str, denominator: str, value: str, name: str = DOSSIERS, code: str = "on_time") -> Indicator:
    return Indicator(name, "hồ sơ", numerator, denominator, value, code=code)


def said(*told: tuple[str, str]) -> tuple[NarrativeSection, ...]:
    """Sections of the built-in outline by key, a gap where the text is empty."""
    return tuple(
        NarrativeSection(key, key.count(".") + 1, "Mục", (Paragraph(text or "chưa ghi", gap=not text),), key)
        for key, text in told
    )


def sends(
    body: Organization,
    counts: Counts,
    *,
    recipient: Organization,
    sent_at: datetime = IN_TIME,
    state: ReportState = ReportState.ACCEPTED,
    **more: object,
) -> Report:
    """A report of quý I that the body sent, with these rows and as many duties; `more` replaces parts of its facts."""
    of = quarter(1)
    report = Report.objects.create(
        organization=body,
        recipient=recipient,
        period_kind=of.kind,
        period_year=of.year,
        period_number=of.number,
        period_name=of.name,
        start_on=of.start_on,
        cutoff_on=of.cutoff_on,
        send_by=of.send_by,
        as_of=of.cutoff_on,
        known_on=of.cutoff_on,
        state=state,
        number="12",
        issued_on=date(2023, 3, 15),
        signer="Phạm Ngọc Thắng",
        drafted_at=sent_at,
        approved_at=sent_at,
        submitted_at=sent_at,
        received_at=sent_at if state == ReportState.ACCEPTED else None,
        return_comment="Sửa mục II." if state == ReportState.RETURNED else "",
    )
    _send(report, facts_of_body(body, counts, **more), sent_at)
    return report


def gathered_report(cast: Cast) -> Report:
    """The district's own report of quý I, made from what its communes had sent by then, and sent to the province."""
    of = quarter(1)
    facts = collect_facts(
        actor=Actor.system(cast.district), organization=cast.district, period=of, as_of=of.cutoff_on, until=NOW
    )
    return sends(cast.district, {}, recipient=cast.province, consolidation=facts.consolidation)


def facts_of_body(body: Organization, counts: Counts, **more: object) -> ReportFacts:
    facts = sample(approved=True)
    head = replace(facts.letterhead, issuer=body.issuer_name, number="12", issued_on=date(2023, 3, 15))
    known: dict[str, object] = {
        "organization": body.issuer_name,
        "letterhead": head,
        "rows": tally("Nhiệm vụ của kế hoạch", counts),
        "period_tally": tally("Việc đến hạn trong kỳ", counts, "việc"),
        "narrative": (),
        "indicators": (),
        "appendices": (),
        "areas": (),
    }
    return replace(facts, **(known | more))  # type: ignore[arg-type]


def _send(report: Report, facts: ReportFacts, sent_at: datetime) -> None:
    snapshot = freeze(report, facts, now=sent_at)
    Submission.objects.create(
        report=report, snapshot=snapshot, attempt=report.attempt, submitted_at=sent_at, submitted_by="Người vptk"
    )
