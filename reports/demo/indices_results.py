"""Published results of the demonstration: PCI 2021 as published; PAR INDEX of earlier years of Bỉm Sơn, made up and
named so; what the plans themselves state and aim at."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization, User
from cchc.orgs.queries.people import actor_of
from indices.actions.aims import set_aim
from indices.actions.results import keep_table
from indices.enums import IndexKind
from indices.models import Aim, ResultTable
from indices.queries.entering import proposed_aims, stated_of, wanted_of
from indices.resulting.aims import AimWords
from indices.resulting.lines import Line, Wanted
from indices.resulting.reading import Given, read_table, rows_of_text
from indices.scoring.bands import USUAL, Band
from indices.scoring.composite import Component
from reports.demo.indices_criteria import demo_set

PCI_FILE = Path(settings.BASE_DIR) / "fixtures" / "pci-2021.tsv"
PCI_HEADER = "\t".join(
    (
        "Tỉnh, thành phố",
        *("Gia nhập thị trường", "Tiếp cận đất đai", "Tính minh bạch", "Chi phí thời gian", "Chi phí không chính thức"),
        *("Cạnh tranh bình đẳng", "Tính năng động", "Hỗ trợ doanh nghiệp", "Đào tạo lao động", "Thiết chế pháp lý"),
        *("Tổng điểm", "Xếp hạng", "Xếp loại"),
    )
)
PCI_WEIGHTS = tuple(Decimal(weight) for weight in (5, 5, 20, 5, 10, 5, 5, 20, 20, 5))
PCI_BANDS = (Band("Rất tốt", Decimal(73)), Band("Tốt", Decimal(68)), Band("Khá", Decimal(65)))
"""The publication names classes and no limits: these least values class its first 21 provinces as printed."""
MADE_UP = "Số liệu minh họa cho bản dùng thử"
YEARS: dict[int, dict[str, str]] = {
    2020: {
        "Phường Ba Đình": "8 4 9,5 4 6 5 8 3,5 33,75",
        "Xã Quang Trung": "7,5 3,5 8,5 4 5,5 4,5 7 3 32,5",
    },
    2021: {
        "Phường Ba Đình": "8,25 4,25 10,25 4 6,5 5 8,75 3,75 33,5",
        "Xã Quang Trung": "8 3,75 9,5 4 6 5 7,5 3,5 33,5",
    },
}
"""By the areas of the set of 2022, so that the years can be compared."""
OUTSIDE = "10"
"""The area of bonus and minus, which is no component."""
STATED = ("noivu.tuyphuoc",)
AIMS = ("vptk.hoaxuannam",)


def load_results(now: datetime) -> None:
    """Each only where it is not there yet."""
    _pci(now)
    for year, lines in YEARS.items():
        _par_index(year, lines, now)
    for username in STATED:
        _stated(username, now)
    for username in AIMS:
        _aims(username, now)
    _aim_of_quang_trung(now)


def _actor(username: str, body: str, now: datetime) -> Actor:
    user = User.objects.get(username=username)
    membership = user.memberships.filter(organization__code=body).values_list("pk", flat=True).first()
    actor = actor_of(user, membership_id=membership, today=now.date())
    if actor is None:
        raise LookupError(f"{username} has no role in {body}")
    return actor


def _keep(actor: Actor, wanted: Wanted, now: datetime) -> None:
    known = ResultTable.objects.filter(
        organization=actor.organization.government, kind=wanted.kind, level=wanted.level, year=wanted.year
    )
    if not known.exists():
        keep_table(actor=actor, wanted=wanted, seen=None, now=now)


def _pci(now: datetime) -> None:
    """The first 21 provinces; Bình Định is one of them."""
    body = PCI_FILE.read_text(encoding="utf-8").partition("\n")[2]
    given = Given(maxima=(Decimal(10),), weights=PCI_WEIGHTS)
    read = read_table(rows_of_text(f"{PCI_HEADER}\n{body}"), given)
    lines = tuple(
        Line(one.name, one.values, one.total, one.rank, one.of_how_many or 63, one.class_name) for one in read.lines
    )
    wanted = Wanted(
        IndexKind.PCI,
        OrganizationKind.PROVINCE,
        2021,
        read.components,
        lines,
        PCI_BANDS,
        read.places,
        source="pcivietnam.vn, 21 tỉnh đầu bảng",
    )
    _keep(_actor("noivu.binhdinh", "noi-vu-binh-dinh", now), wanted, now)


def _par_index(year: int, found: dict[str, str], now: datetime) -> None:
    areas = demo_set(2022).criteria.filter(parent=None).exclude(code=OUTSIDE)
    parts = tuple(Component(one.code, one.name, one.maximum, one.maximum) for one in areas)
    values = {name: tuple(Decimal(one.replace(",", ".")) for one in numbers.split()) for name, numbers in found.items()}
    lines = tuple(
        Line(
            name,
            {part.code: value for part, value in zip(parts, own, strict=True)},
            sum(own, Decimal(0)),
            rank,
            len(values),
            next(band.name for band in USUAL if sum(own) >= band.least),
        )
        for rank, (name, own) in enumerate(values.items(), start=1)
    )
    wanted = Wanted(IndexKind.PAR_INDEX, OrganizationKind.COMMUNE, year, parts, lines, USUAL, source=MADE_UP)
    _keep(_actor("noivu.bimson", "noi-vu-bim-son", now), wanted, now)


def _stated(username: str, now: datetime) -> None:
    """What the plan's opening says, doubt and all. The plan of 2024 lies after the day of the demonstration: its result
    is there to be looked at."""
    actor = _actor(username, "tuy-phuoc", now)
    for found in stated_of(actor, actor.organization):
        _keep(actor, wanted_of(found, actor.organization), now)


def _aims(username: str, now: datetime) -> None:
    """What the plans name."""
    actor = _actor(username, "hoa-xuan-nam", now)
    for found in proposed_aims(actor, actor.organization):
        set_aim(actor=actor, organization=actor.organization, words=found.aim, plan=found.plan, now=now)


def _aim_of_quang_trung(now: datetime) -> None:
    body = Organization.objects.get(code="quang-trung")
    if Aim.objects.filter(organization=body, kind=IndexKind.PAR_INDEX, year=2023).exists():
        return
    words = AimWords(IndexKind.PAR_INDEX, 2023, rank=1, score=Decimal(90), text=f"{MADE_UP}: giữ hạng 1, đạt loại tốt")
    set_aim(actor=_actor("vptk.quangtrung", "quang-trung", now), organization=body, words=words, now=now)
