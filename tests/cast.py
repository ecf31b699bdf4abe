"""The fixed cast of bodies and people: the only set-up of tests.

Tỉnh Thanh Hóa › Thị xã Bỉm Sơn (Phòng Nội vụ, Phòng Tài chính - Kế hoạch) › Xã Quang Trung, Phường Ba Đình
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actions.posts import add_position
from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, PositionKind, Role
from cchc.orgs.models import Organization, Position, User

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2023, 6, 10)
NOW = datetime(2023, 6, 10, 9, 0, tzinfo=ZONE)
PASSWORD = "Mat-khau-thu-2023"
POSITIONS = {
    "vptk": ("Công chức Văn phòng - Thống kê", "CC VP - TK", ()),
    "tpht": ("Công chức Tư pháp - Hộ tịch", "CC TP - HT", ()),
    "tckt": ("Công chức Tài chính - Kế toán", "CC TC - KT", ()),
    "vhxh": ("Công chức Văn hóa - Xã hội", "CC VH - XH", ()),
    "tntkq": ("Bộ phận tiếp nhận và trả kết quả", "BP TN&TKQ", ("Bộ phận Một cửa",)),
    "chutich": ("Chủ tịch Ủy ban nhân dân xã", "Chủ tịch", ()),
}


def at(text: str) -> datetime:
    """An instant in local time: at("2023-03-14 23:59")."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass(slots=True)
class Cast:
    """Bodies, posts, people and actors by short names; `people["ba-dinh.vptk"]` is the other commune's coordinator."""

    province: Organization
    district: Organization
    home_affairs: Organization
    quang_trung: Organization
    ba_dinh: Organization
    positions: dict[str, Position] = field(default_factory=dict)
    people: dict[str, User | AnonymousUser] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """A browser signed in as that person ("" for nobody)."""
        client = Client()
        if name:
            client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
        return client


def make_cast() -> Cast:
    """Put the whole cast into the database."""
    province = _found("thanh-hoa", "Tỉnh Thanh Hóa", OrganizationKind.PROVINCE, "Thanh Hóa", None)
    district = _found("bim-son", "Thị xã Bỉm Sơn", OrganizationKind.DISTRICT, "Bỉm Sơn", province)
    cast = Cast(
        province=province,
        district=district,
        home_affairs=_department("noi-vu-bim-son", "Phòng Nội vụ", district),
        quang_trung=_found("quang-trung", "Xã Quang Trung", OrganizationKind.COMMUNE, "Quang Trung", district),
        ba_dinh=_found("ba-dinh", "Phường Ba Đình", OrganizationKind.COMMUNE, "Ba Đình", district),
    )
    _department("tckh-bim-son", "Phòng Tài chính - Kế hoạch", district)
    _people_of(cast, cast.quang_trung, "")
    _people_of(cast, cast.ba_dinh, "ba-dinh.")
    _enlist(cast, "noivu", cast.home_affairs, Role.REVIEWER, ())
    _enlist(cast, "admin", province, Role.ADMINISTRATOR, ())
    return cast


def _found(code: str, name: str, kind: OrganizationKind, place: str, parent: Organization | None) -> Organization:
    issuer = f"Ủy ban nhân dân {name[0].lower()}{name[1:]}"
    return found_organization(
        actor=None, code=code, name=name, kind=kind, issuer_name=issuer, place_name=place, parent=parent, now=NOW
    )


def _department(code: str, name: str, district: Organization) -> Organization:
    return found_organization(
        actor=None,
        code=code,
        name=f"{name} thị xã Bỉm Sơn",
        kind=OrganizationKind.DEPARTMENT,
        issuer_name=f"{name} thị xã Bỉm Sơn",
        place_name="Bỉm Sơn",
        parent=district,
        aliases=(name, f"{name} Thị xã"),
        now=NOW,
    )


def _people_of(cast: Cast, body: Organization, prefix: str) -> None:
    system = Actor.system(body)
    for order, (key, (name, short, aliases)) in enumerate(POSITIONS.items()):
        cast.positions[f"{prefix}{key}"] = add_position(
            actor=system,
            organization=body,
            name=name,
            short_name=short,
            aliases=aliases,
            kind=PositionKind.SECTION if key == "tntkq" else PositionKind.POST,
            order=order,
            now=NOW,
        )
    _enlist(cast, f"{prefix}vptk", body, Role.COORDINATOR, (f"{prefix}vptk", f"{prefix}tntkq"))
    for key in ("tpht", "tckt", "vhxh"):
        _enlist(cast, f"{prefix}{key}", body, Role.OFFICER, (f"{prefix}{key}",))
    _enlist(cast, f"{prefix}chutich", body, Role.LEADER, (f"{prefix}chutich",))


def _enlist(cast: Cast, key: str, body: Organization, role: Role, posts: tuple[str, ...]) -> None:
    system = Actor.system(body)
    user = add_user(actor=system, organization=body, username=key, full_name=f"Người {key}", password=PASSWORD, now=NOW)
    positions = tuple(cast.positions[post] for post in posts)
    add_membership(actor=system, user=user, organization=body, role=role, positions=positions, now=NOW)
    cast.people[key] = user
    cast.actors[key] = Actor(user=user, organization=body, role=role, positions=positions)
