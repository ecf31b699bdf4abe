"""Writes the sections, rows, targets and points of a reading; part of `store_reading`, inside its transaction."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cchc.orgs.enums import OrganizationKind, PositionKind
from cchc.orgs.models import Organization, Position
from cchc.text import fold, nfc, searchable
from plans.enums import AgencyRole
from plans.models import Doubt, Plan, PlanItem, Product, Responsibility, Section, Target
from plans.queries import named_bodies
from plans.reading.agencies import fans_out, names_departments
from plans.reading.deadlines import clause_to_json
from plans.reading.results import AgencyReading, ReadPlan, ReadProduct, ReadSection, ReadTarget, ReadTask
from plans.reading.results import Doubt as ReadDoubt

LEADERS = ("chu tich", "pho chu tich")
LARGEST_VALUE = Decimal(10) ** 14
OUT_OF_COLUMN = "Con số của chỉ tiêu quá lớn; hãy ghi theo đơn vị lớn hơn, ví dụ triệu đồng."
TOO_LARGE = "Con số của chỉ tiêu quá lớn nên không giữ được thành số; câu của văn bản vẫn còn, hãy xem lại."


def cut(text: str, length: int) -> str:
    """Text that fits its column; the whole of it stands in the document's words."""
    text = nfc(text).strip()
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def folded_words(item: PlanItem) -> str:
    """What search compares: all the words of the row, corrected ones too, without accents."""
    words = (item.text, item.product_text, item.agency_text, item.deadline_text, item.note)
    return searchable(*words, item.corrected_product, item.corrected_deadline)


def folded_heading(title: str, number: str) -> str:
    """What search compares of a plan itself."""
    return searchable(title, number)


def write_products(item: PlanItem, products: Iterable[ReadProduct]) -> None:
    Product.objects.bulk_create(
        Product(item=item, order=order, words=cut(product.words, 500), clauses=list(product.clauses))
        for order, product in enumerate(products)
    )


def fits(value: Decimal, value_to: Decimal | None) -> bool:
    """Whether the column of a target can hold its figures."""
    return max(abs(value), abs(value_to or Decimal(0))) < LARGEST_VALUE


def keep_targets(plan: Plan, found: Iterable[ReadTarget], *, first: int = 0) -> list[Target]:
    """Keep these targets, whose figures fit, in their order from `first` on."""
    return Target.objects.bulk_create(
        Target(
            plan=plan,
            order=order,
            text=nfc(target.text),
            subject=nfc(target.subject),
            comparator=target.comparator,
            value=target.value,
            value_to=target.value_to,
            unit=cut(target.unit, 60),
            place=cut(target.where, 120),
        )
        for order, target in enumerate(found, start=first)
    )


class RowWriter:
    """Writes one reading; knows the bodies that its names mean."""

    def __init__(self, plan: Plan, reading: ReadPlan) -> None:
        self.plan, self.reading = plan, reading
        self.named = named_bodies(plan.organization)
        self.items: list[tuple[str, PlanItem]] = []

    def write(self) -> None:
        """Everything below the plan's own heading."""
        for section, read in self._sections():
            for order, task in enumerate(read.tasks):
                self._write_item(section, None, order, task)
        unheld = [target for target in self.reading.targets if not fits(target.value, target.value_to)]
        keep_targets(self.plan, [target for target in self.reading.targets if target not in unheld])
        too_large = [ReadDoubt("target_size", TOO_LARGE, target.text, target.where) for target in unheld]
        self._write_doubts([*self._foreign(), *self.reading.doubts, *too_large])

    def write_row(self, section: Section, order: int, task: ReadTask) -> PlanItem:
        """One row that was read apart from the whole document."""
        self._write_item(section, None, order, task)
        return self.items[0][1]

    def _foreign(self) -> list[ReadDoubt]:
        """A document whose letterhead names another place was perhaps uploaded to the wrong body."""
        issuer, body = self.reading.issuer, self.plan.organization
        if not issuer or fold(body.place_name) in fold(issuer):
            return []
        message = f"Văn bản do {issuer} ban hành, không phải {body}; hãy xem có tải nhầm tệp không."
        return [ReadDoubt("other_issuer", message, issuer, "Đầu văn bản")]

    def _sections(self) -> Iterator[tuple[Section, ReadSection]]:
        """Sections under their parents; one without a lead of its own has that of the section above it."""
        above: list[tuple[int, Section]] = []
        for order, read in enumerate(self.reading.sections):
            while above and above[-1][0] >= read.depth:
                above.pop()
            parent = above[-1][1] if above else None
            section = Section.objects.create(
                plan=self.plan,
                parent=parent,
                order=order,
                kind=read.kind,
                label=cut(read.label, 60),
                title=cut(read.title, 500),
                area=cut(read.area, 120),
                lead_text=cut(read.lead_text, 300),
                lead=self._first_post(read.lead) or (parent.lead if parent else None),
            )
            above.append((read.depth, section))
            yield section, read

    def _first_post(self, names: Iterable[str]) -> Position | None:
        found = (self.named.get(name) for name in names)
        return next((post for post in found if isinstance(post, Position)), None)

    def _write_item(self, section: Section, parent: PlanItem | None, order: int, task: ReadTask) -> None:
        item = PlanItem(section=section, parent=parent, order=order, ordinal=cut(task.ordinal, 20))
        self.fill(item, task)

    def fill(self, item: PlanItem, task: ReadTask) -> None:
        """Write the words of a row and their reading into `item`, a new one or one written before."""
        if item.pk:
            for parts in (item.children, item.products, item.responsibilities):
                parts.all().delete()
        item.text, item.product_text, item.agency_text = nfc(task.text), nfc(task.product_text), nfc(task.agency_text)
        item.deadline_text, item.note, item.place = nfc(task.deadline_text), nfc(task.note), cut(task.where, 120)
        item.clauses = [clause_to_json(clause) for clause in task.deadline.clauses]
        item.groups, item.unknown_agencies = list(task.agencies.groups), list(task.agencies.unknown)
        item.folded = folded_words(item)
        item.save()
        self.items.append((task.where, item))
        write_products(item, task.products)
        Responsibility.objects.bulk_create(self._responsibilities(item, task.agencies))
        for place, child in enumerate((*task.actions, *task.subtasks)):
            self._write_item(item.section, item, place, child)

    def _responsibilities(self, item: PlanItem, agencies: AgencyReading) -> list[Responsibility]:
        """Each body once. A group that stands for each of its members names them all; one that is named by itself as
        well has the role that it is named with."""
        beside = [group for group in agencies.groups if group in agencies.coordinating_groups]
        leading = [group for group in agencies.groups if group not in beside]
        given = (
            (AgencyRole.LEAD, [self.named[name] for name in agencies.lead if name in self.named]),
            (AgencyRole.COORDINATE, [self.named[name] for name in agencies.coordinate if name in self.named]),
            (AgencyRole.LEAD, self._members(leading)),
            (AgencyRole.COORDINATE, self._members(beside)),
        )
        roles: dict[Position | Organization, AgencyRole] = {}
        for role, bodies in given:
            for body in bodies:
                roles.setdefault(body, role)
        return [responsibility(item, body, role) for body, role in roles.items()]

    def _members(self, groups: Iterable[str]) -> list[Position | Organization]:
        return [member for group in groups for member in self._members_of(group)]

    def _members_of(self, group: str) -> list[Position | Organization]:
        """Every post of the commune for "các công chức chuyên môn", every commune beneath for "UBND các xã"; the
        government itself for "các phòng chuyên môn huyện", its departments as a whole."""
        own, bodies = self.plan.organization, [body for body in self.named.values() if isinstance(body, Organization)]
        match fans_out(group):
            case "positions":
                return [body for body in self.named.values() if isinstance(body, Position) and _is_specialist(body)]
            case "communes":
                return [body for body in bodies if body.kind == OrganizationKind.COMMUNE and body != own]
        departments = (body for body in bodies if body.kind == OrganizationKind.DEPARTMENT)
        return [own] if names_departments(group) and any(body.parent_id == own.pk for body in departments) else []

    def _write_doubts(self, doubts: Iterable[ReadDoubt]) -> None:
        Doubt.objects.bulk_create(
            Doubt(
                plan=self.plan,
                item=self._item_at(doubt.where),
                order=order,
                code=cut(doubt.code, 40),
                message=nfc(doubt.message),
                words=nfc(doubt.words),
                place=cut(doubt.where, 200),
            )
            for order, doubt in enumerate(doubts)
        )

    def _item_at(self, where: str) -> PlanItem | None:
        """The row that a doubt's place names, or the nearest row whose place it begins with."""
        inside = [(len(place), item) for place, item in self.items if place and _is_within(where, place)]
        return max(inside, key=lambda found: found[0])[1] if inside else None


def _is_specialist(post: Position) -> bool:
    """Whether a post is one of "các công chức chuyên môn": its leaders are not."""
    return post.kind == PositionKind.POST and not fold(post.name).startswith(LEADERS)


def responsibility(item: PlanItem, body: Position | Organization, role: AgencyRole) -> Responsibility:
    if isinstance(body, Position):
        return Responsibility(item=item, position=body, role=role)
    return Responsibility(item=item, body=body, role=role)


def _is_within(where: str, place: str) -> bool:
    """ "Phụ lục số 01, mục 1" holds "Phụ lục số 01, mục 1, hành động 2" and not "…, mục 10"."""
    return where == place or (where.startswith(place) and not where[len(place)].isalnum())
