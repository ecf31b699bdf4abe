"""Which table is a task table, and what each of its columns holds: by the meaning of the header's words."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from cchc.text import fold
from plans.reading.results import Block


class Role(Enum):
    ORDINAL = auto()
    AREA = auto()
    TASK = auto()
    ACTION = auto()
    PRODUCT = auto()
    AGENCY = auto()
    LEAD = auto()
    COORDINATE = auto()
    TIME = auto()
    NOTE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of one task table: what each holds, its header words, and the first row below the header."""

    roles: tuple[Role, ...]
    words: tuple[str, ...]
    first_row: int
    top_row: int = 0

    def places(self, role: Role) -> tuple[int, ...]:
        return tuple(place for place, held in enumerate(self.roles) if held is role)


_ORDINAL = re.compile(r"(?:so )?(?:s\.?t\.?t|t\.?t|thu tu)\.?|so|no\.?|muc|ma(?: so)?|#")
_PERIOD = re.compile(
    r"(?:.*?\b(?P<unit>quy|q|thang|t)\b\W*|.*?\b(?P<short>[qt])(?=\d)|.*\s|)(?P<number>i{1,3}|iv|\d{1,2})"
    r"(?P<year>\s*[/.-]\s*20\d\d)?"
)
_NUMBER_ROW = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?")
_WORDS = (
    (Role.NOTE, "ghi chu|chu thich|luu y"),
    (Role.OTHER, "don vi tinh|dvt|kinh phi|du toan|nguon von|can cu|muc do"),
    (Role.AREA, "linh vuc|nhom nhiem vu|nhom noi dung"),
    (Role.PRODUCT, "san pham|ket qua|dau ra|minh chung|tai lieu kiem chung|hinh thuc van ban"),
    (
        Role.TIME,
        "thoi gian|thoi han|thoi diem|tien do|han hoan|han thuc|han chot|ky han|khi nao|ngay hoan|hoan thanh|lo trinh"
        "|bat dau|ket thuc",
    ),
    (Role.TIME, "quy i|quy 1|quy 2|quy 3|quy 4|thang "),
    (
        Role.AGENCY,
        "co quan|don vi|bo phan|nguoi |ca nhan|phan cong|trach nhiem|chu tri|phoi hop|phu trach|dau moi|chu the|ai lam"
        "|ai thuc hien",
    ),
    (Role.AGENCY, "to chuc thuc hien"),
    (Role.TASK, "nhiem vu|noi dung|cong viec|hoat dong|giai phap|bien phap|tieu chi|chi tieu|muc tieu|viec |hanh dong"),
)
_AIMS = ("tieu chi", "chi tieu", "muc tieu", "yeu cau")
_BROAD = ("tieu chi", "chi tieu", "muc tieu", "noi dung")
_NARROW = ("giai phap", "cong viec", "hoat dong", "bien phap", "hanh dong", "dau viec")
_SEARCHED_ROWS = 8
_LONGEST_PART = 40
_TIME_WORDS = ("thoi gian", "tien do", "lo trinh", "ke hoach")


def find_header(block: Block) -> Header | None:
    """The header of a task table, or None for any other table. A title row may stand above the header."""
    rows = range(min(_SEARCHED_ROWS, len(block.rows)))
    return next((found for row in rows if (found := header_at(block, row))), None)


def header_at(block: Block, row: int) -> Header | None:
    """The header that begins in this very row; a row that begins with a number is one of tasks, a sentence alone is a
    title."""
    filled = [text for text in block.rows[row] if text]
    if not filled or _NUMBER_ROW.fullmatch(fold(filled[0])) or (len(filled) == 1 and len(filled[0]) > _LONGEST_PART):
        return None
    height = _height(block, row)
    words = _header_words(block, row, height)
    roles = _settle(words)
    if not _is_task_table(roles):
        return None
    first = row + height
    if first < len(block.rows) and is_number_row(block.rows[first]):
        first += 1
    return Header(roles, words, first, row)


def is_repeated(header: Header, cells: tuple[str, ...]) -> bool:
    """A header printed again on a later page."""
    filled = [(place, fold(text)) for place, text in enumerate(cells) if text]
    same = sum(text == fold(header.words[place]) or text in fold(header.words[place]) for place, text in filled)
    return (len(filled) >= 2 and same == len(filled)) or (len(filled) >= 4 and same >= len(filled) - 1)


def is_number_row(cells: tuple[str, ...]) -> bool:
    """The row "(1) (2) (3) …" that some templates print under the header."""
    filled = [fold(text) for text in cells if text]
    return len(filled) >= 3 and len(filled) >= len(cells) - 1 and all(_NUMBER_ROW.fullmatch(t) for t in filled)


def period_of(words: str) -> str:
    """The quarter or month that a column stands for, as the deadline reader knows it: "Quý I" for "Thời gian (quý) I",
    "Tháng 3" for "T3"; nothing for any other column. A bare roman numeral is a quarter, a figure a month."""
    bare = fold(words)
    found = _PERIOD.fullmatch(bare)
    is_named = bare.startswith(_TIME_WORDS) or (found is not None and 0 in (found.start("unit"), found.start("short")))
    if found is None or not is_named:
        return ""
    unit = found["unit"] or found["short"] or ("thang" if found["number"].isdigit() else "quy")
    return f"{'Quý' if unit[0] == 'q' else 'Tháng'} {found['number'].upper()}{found['year'] or ''}"


def _height(block: Block, row: int) -> int:
    """Rows of the header: as many as its merged cells, or two when the second holds only parts of the first."""
    tallest = max((span.height for span in block.spans if span.row == row), default=1)
    if tallest > 1:
        return min(tallest, 3)
    if row + 1 >= len(block.rows):
        return 1
    below = block.rows[row + 1]
    parts = [text for text in below if text]
    empty_above = any(not top and part for top, part in zip(block.rows[row], below, strict=True))
    covers = accumulate(block.rows[row], _cover)
    covered = [f"{cover} {text}" for cover, text in zip(covers, below, strict=True) if text]
    is_header = parts and all(
        len(text) < _LONGEST_PART and (role_of(text) is not Role.OTHER or period_of(whole))
        for text, whole in zip(parts, covered, strict=True)
    )
    return 2 if is_header and empty_above and len(parts) < len(below) else 1


def _cover(left: str, own: str) -> str:
    return own or left


def _header_words(block: Block, row: int, height: int) -> tuple[str, ...]:
    """The words over each column; a part ("Chủ trì") carries the words of the cell merged above it."""
    widths = {(s.row, s.column): s.width for s in block.spans}
    columns: list[list[str]] = [[] for _ in block.rows[row]]
    for line in range(row, row + height):
        cover, left = "", 0
        for place, text in enumerate(block.rows[line]):
            if text:
                cover, left = text, widths.get((line, place), 1)
                if (line, place) not in widths and line < row + height - 1 and not block.spans:
                    left = 1 + _blank_run(block, line, place)
            if left > 0:
                columns[place].append(cover)
                left -= 1
    return tuple(" ".join(words) for words in columns)


def _blank_run(block: Block, line: int, place: int) -> int:
    """Empty cells right of a header cell that have words of their own one row below."""
    run = 0
    for right in range(place + 1, len(block.rows[line])):
        if block.rows[line][right] or not block.rows[line + 1][right]:
            break
        run += 1
    return run


def _settle(words: tuple[str, ...]) -> tuple[Role, ...]:
    """Roles of the columns together: of two task columns the broader is the task and the narrower its action."""
    roles = [role_of(text) for text in words]
    tasks = [place for place, role in enumerate(roles) if role is Role.TASK]
    for place in tasks[1:]:
        if any(word in fold(words[place]) for word in _AIMS) and "nhiem vu" in fold(words[tasks[0]]):
            roles[place] = Role.OTHER
    tasks = [place for place in tasks if roles[place] is Role.TASK]
    if len(tasks) > 1:
        ranked = sorted(tasks, key=lambda place: (_breadth(words[place]), place))
        roles[ranked[1]] = Role.ACTION
        for place in ranked[2:]:
            roles[place] = Role.OTHER
    if not tasks and Role.AREA in roles:
        roles[roles.index(Role.AREA)] = Role.TASK
    return tuple(roles)


def role_of(words: str) -> Role:
    """The role whose word comes first: "Cơ quan thực hiện nhiệm vụ" is about agencies."""
    bare = fold(words) + " "
    if _ORDINAL.fullmatch(bare.strip()):
        return Role.ORDINAL
    if bare.strip() == "han" or period_of(words):
        return Role.TIME
    found = [(bare.find(word), -len(word), role) for role, known in _WORDS for word in known.split("|") if word in bare]
    if not found or len(bare) > 120:
        return Role.OTHER
    role = min(found, key=lambda hit: hit[:2])[2]
    return _agency_role(bare) if role is Role.AGENCY else role


def _agency_role(bare: str) -> Role:
    """ "Cơ quan thực hiện Chủ trì" leads; a column that names both roles is read cell by cell."""
    leads = "chu tri" in bare or "dau moi" in bare
    joins = "phoi hop" in bare
    if leads and not joins:
        return Role.LEAD
    return Role.COORDINATE if joins and not leads else Role.AGENCY


def _breadth(words: str) -> int:
    bare = fold(words)
    if any(word in bare for word in _NARROW):
        return 2
    if "nhiem vu" in bare:
        return 1
    return 0 if any(word in bare for word in _BROAD) else 1


def _is_task_table(roles: tuple[Role, ...]) -> bool:
    if Role.TASK not in roles:
        return False
    bodies = {Role.AGENCY, Role.LEAD, Role.COORDINATE} & set(roles)
    told = [bool(bodies), Role.TIME in roles, Role.PRODUCT in roles]
    return sum(told) >= 2 or (any(told[:2]) and Role.ORDINAL in roles)
