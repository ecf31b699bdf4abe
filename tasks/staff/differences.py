"""What a filled-in workbook of people adds and changes, and every fault in it, in one pass. Nobody ends by not being
named in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cchc.orgs.enums import Role
from cchc.orgs.passwords import BAD_USERNAME, is_username
from cchc.orgs.spans import do_spans_meet, span_words
from cchc.text import fold
from tasks.exchange.differences import Fault
from tasks.staff.sheet import HEADINGS, SEPARATOR, Row

DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
_ROLES = {fold(role.label): role for role in Role}


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of the territory: the roles one may give there, its posts by every word that names them."""

    pk: int
    name: str
    roles: frozenset[Role]
    posts: Mapping[str, int]
    post_names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """An account that is there. One outside the territory is `out_of_reach`: nothing else of it is known here."""

    full_name: str = ""
    email: str = ""
    may_manage: bool = False
    may_give: bool = False
    out_of_reach: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """What a person is in a body."""

    body: int
    role: Role
    posts: frozenset[int]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role in force or to come; `seen` marks what it is now."""

    membership: int
    seen: str
    username: str
    term: Term
    may_change: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the workbook is compared with. `bodies` by every word that names one alone."""

    bodies: Mapping[str, KnownBody]
    people: Mapping[str, KnownPerson]
    roles: Mapping[int, KnownRole]

    def body_of(self, term: Term) -> KnownBody:
        return next(one for one in self.bodies.values() if one.pk == term.body)


@dataclass(frozen=True, slots=True)
class Change:
    """One row that adds or changes something. `membership` is None for a further role; `is_new` for a new account."""

    row: int
    membership: int | None
    seen: str
    username: str
    full_name: str
    email: str
    is_new: bool
    renames: bool
    term: Term
    before: str
    after: str


@dataclass(slots=True)
class Found:
    """What one pass found."""

    adds: list[Change] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    @property
    def all(self) -> list[Change]:
        return sorted((*self.adds, *self.changes), key=lambda change: change.row)


class _Reading:
    """One row being read; collects its faults."""

    def __init__(self, number: int, values: Mapping[str, str], known: Known) -> None:
        self.number, self.values, self.known = number, values, known
        self.faults: list[Fault] = []

    def fault(self, field: str, allowed: str) -> None:
        self.faults.append(Fault(self.number, HEADINGS[field], self.values[field], allowed))

    def body(self) -> KnownBody | None:
        found = self.known.bodies.get(fold(self.values["body"]))
        if found is None and len({one.pk for one in self.known.bodies.values()}) == 1 and not self.values["body"]:
            found = next(iter(self.known.bodies.values()))
        if found is None:
            self.fault("body", "tên một đơn vị trong địa bàn anh chị quản trị, như ở trang tính Danh mục")
        return found

    def role(self, body: KnownBody | None) -> Role | None:
        found = _ROLES.get(fold(self.values["role"]))
        allowed = [role.label for role in Role if body is None or role in body.roles]
        if found is None:
            self.fault("role", "; ".join(allowed))
        return found

    def posts(self, body: KnownBody | None) -> frozenset[int]:
        """A body's own posts, by name, short name or alias."""
        found = set()
        for words in self.values["posts"].replace("\n", SEPARATOR).split(SEPARATOR):
            if not words.strip() or body is None:
                continue
            pk = body.posts.get(fold(words))
            if pk is None:
                names = "; ".join(body.post_names.values()) or "để trống, đơn vị chưa có chức danh"
                self.faults.append(Fault(self.number, HEADINGS["posts"], words.strip(), names))
            else:
                found.add(pk)
        return frozenset(found)

    def day(self, field: str) -> date | None:
        text = self.values[field]
        for form in DAY_FORMATS if text else ():
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        if text:
            self.fault(field, "một ngày có trong lịch, ví dụ 01/07/2023, hoặc để trống")
        return None

    def number_of_role(self) -> KnownRole | None:
        text = self.values["membership"]
        found = self.known.roles.get(int(text)) if text.isascii() and text.isdecimal() else None
        if text and found is None:
            self.fault("membership", "mã của một vai trò đang có trong địa bàn, hoặc để trống cho vai trò mới")
        return found


@dataclass(slots=True)
class _Above:
    """What the rows above said: of whom, about which role, and since which row."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    terms: dict[tuple[str, int, Role], list[tuple[int, Term]]] = field(default_factory=dict)


def find_differences(rows: Sequence[Row], known: Known, *, today: date) -> Found:
    """Compare the workbook's rows with the people as they are now."""
    found, above = Found(), _Above()
    for number, values in rows:
        reading = _Reading(number, values, known)
        change = _change(reading, above, today)
        found.faults.extend(reading.faults)
        if reading.faults:
            continue
        if change is None:
            found.unchanged += 1
        else:
            (found.changes if change.membership else found.adds).append(change)
    return found


def _change(reading: _Reading, above: _Above, today: date) -> Change | None:
    """The change of one row; None where nothing differs, or where it has faults."""
    username = reading.values["username"].lower()
    full_name, email = reading.values["full_name"], reading.values["email"]
    person = reading.known.people.get(username)
    _check_person(reading, person, above.names, username)
    term, known = _term(reading), reading.number_of_role()
    if reading.faults or term is None:
        return None
    known = known or _same_role(reading, username, term)
    _check_role(reading, known, username, term, above.taken)
    _check_meeting(reading, username, term, above)
    renames = person is not None and (full_name, email) != (person.full_name, person.email)
    if reading.faults or (known and known.term == term and not renames):
        return None
    _check_rights(reading, person, known, term, renames=renames, today=today)
    return Change(
        row=reading.number,
        membership=known.membership if known else None,
        seen=known.seen if known else "",
        username=username,
        full_name=full_name,
        email=email,
        is_new=person is None,
        renames=renames,
        term=term,
        before=_words(reading.known, person.full_name if person else "", known.term) if known else "",
        after=_words(reading.known, full_name, term),
    )


def _term(reading: _Reading) -> Term | None:
    """The role, posts and days of a row, as far as they can be read."""
    body = reading.body()
    role, posts = reading.role(body), reading.posts(body)
    first_on, last_on = reading.day("valid_from"), reading.day("valid_to")
    if first_on and last_on and last_on < first_on:
        reading.fault("valid_to", f"một ngày từ {first_on:%d/%m/%Y} trở đi")
    return Term(body.pk, role, posts, first_on, last_on) if body and role else None


def _check_person(
    reading: _Reading, person: KnownPerson | None, names: dict[str, tuple[str, str]], username: str
) -> None:
    """Who it is: an account of the territory, or a new one; the same in every row."""
    values = reading.values
    if not values["full_name"]:
        reading.fault("full_name", "họ và tên của người đó")
    if person is None and not is_username(username):
        reading.fault("username", BAD_USERNAME)
    if person and person.out_of_reach:
        reading.fault("username", "tên chưa ai dùng: tên này của người ở đơn vị ngoài địa bàn")
    if values["email"] and ("@" not in values["email"][1:-1] or " " in values["email"]):
        reading.fault("email", "một địa chỉ như ten@quangtrung.gov.vn, hoặc để trống")
    mine = (values["full_name"], values["email"])
    if names.setdefault(username, mine) != mine:
        reading.fault("full_name", "cùng họ tên và thư điện tử ở mọi dòng của một tên đăng nhập")


def _same_role(reading: _Reading, username: str, term: Term) -> KnownRole | None:
    """A row without a number means the role that the person already has there, so that a workbook sent twice changes
    nothing."""
    same = [
        one
        for one in reading.known.roles.values()
        if (one.username, one.term.body, one.term.role) == (username, term.body, term.role) and _meet(one.term, term)
    ]
    if len(same) > 1:
        reading.fault("membership", "mã của vai trò cần sửa: người này có hơn một thời gian giữ vai trò đó")
    return same[0] if len(same) == 1 else None


def _check_role(reading: _Reading, known: KnownRole | None, username: str, term: Term, taken: dict[int, int]) -> None:
    if known is None:
        return
    first = taken.setdefault(known.membership, reading.number)
    if first != reading.number:
        reading.fault("membership", f"mỗi vai trò một dòng; dòng {first} đã ghi vai trò này")
    if known.username != username:
        reading.fault("username", f"{known.username}: đổi tên đăng nhập ở trang của người đó")
    if known.term.body != term.body:
        reading.fault("body", "đơn vị đang giữ: chuyển đơn vị thì cho thôi ở đơn vị cũ và thêm dòng mới")


def _check_meeting(reading: _Reading, username: str, term: Term, above: _Above) -> None:
    same = above.terms.setdefault((username, term.body, term.role), [])
    for number, other in same:
        if _meet(other, term):
            reading.fault("role", f"một dòng cho một vai trò: dòng {number} trùng người, vai trò và thời gian")
    same.append((reading.number, term))


def _check_rights(
    reading: _Reading,
    person: KnownPerson | None,
    known: KnownRole | None,
    term: Term,
    *,
    renames: bool,
    today: date,
) -> None:
    """The same rights as in the forms; the actions ask them again."""
    if renames and person and not person.may_manage:
        reading.fault("full_name", "như đang có: tài khoản này anh chị không sửa được")
    if known and known.term == term:
        return
    if known and not known.may_change:
        reading.fault("membership", "giữ nguyên dòng này: không ai tự sửa vai trò của mình")
    if known is None and person and not person.may_give:
        reading.fault("username", "một người khác: không ai tự giao vai trò cho mình")
    allowed = reading.known.body_of(term).roles
    if term.role not in allowed and not (known and known.term.role == term.role):
        reading.fault("role", "; ".join(role.label for role in Role if role in allowed))
    if term.valid_to and term.valid_to < today:
        reading.fault("valid_to", f"một ngày từ hôm nay ({today:%d/%m/%Y}) trở đi, hoặc để trống")


def _meet(first: Term, second: Term) -> bool:
    return do_spans_meet((first.valid_from, first.valid_to), (second.valid_from, second.valid_to))


def _words(known: Known, full_name: str, term: Term) -> str:
    body = known.body_of(term)
    posts = ", ".join(name for pk, name in body.post_names.items() if pk in term.posts)
    days = span_words(term.valid_from, term.valid_to)
    return " · ".join(filter(None, (full_name, body.name, term.role.label, posts, days)))
