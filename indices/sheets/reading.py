"""A filled-in workbook read back: every fault in one pass, with row, column, value and what is allowed. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cchc.numbers import UnreadableError, read_number
from cchc.text import fold
from indices.enums import RuleKind
from indices.scoring.rules import Rule
from indices.scoring.rules import flaws_of as rule_flaws
from indices.sheets.head_reading import read_head
from indices.sheets.outline import (
    DEEPEST,
    DEPTH_NAMES,
    HOW_CODE,
    LARGEST,
    MOST_LINES,
    NAME_LENGTH,
    PROOF_LENGTH,
    Head,
    Line,
    Outline,
    next_code,
    one_line,
    read_code,
    tidied,
)
from indices.sheets.rows import Numbered, Values, rows_of_office
from indices.sheets.rule_sentences import HOW as HOW_SAID
from indices.sheets.rule_sentences import rule_said
from indices.sheets.rule_words import BadRule, kind_named, read_rule
from indices.sheets.workbook import CRITERIA, HEADINGS
from plans.reading.archive import Archive
from plans.reading.workbooks.sheets import Line as Row
from plans.reading.workbooks.sheets import Sheet, read_sheets
from tasks.exchange.differences import Fault

REQUIRED = ("code", "name", "maximum")
_ALIASES = {
    "code": r"ma|stt|tt|ma so|so tt|so thu tu|ma tieu chi",
    "depth": r"cap",
    "name": r"(?:ten |cac )*(?:linh vuc|tieu chi|noi dung|chi so)(?: (?:danh gia|thanh phan|tieu chi))*"
    r"(?: ?[/,;-] ?(?:va )?(?:linh vuc|tieu chi|noi dung)(?: (?:danh gia|thanh phan))?)*|ten",
    "maximum": r"(?:muc )?diem(?: (?:toi da|chuan))?(?: \(?100\)?)?|thang diem",
    "kind": r"(?:cach|phuong phap|huong dan|quy dinh|tieu chuan)(?: (?:tinh|cham|danh gia|cho))+(?: diem)?",
    "parts": r"tham so",
    "is_bonus": r"ngoai thang diem",
    "may_not_apply": r"co the khong ap dung",
    "proof": r"(?:tai lieu|minh chung|ho so|van ban)(?: (?:kiem chung|minh chung|chung minh))*",
}
"""The headings of each column, folded; as our workbook writes them and as offices do."""
_DEPTHS = {fold(name): depth for depth, name in enumerate(DEPTH_NAMES, start=1)} | {
    str(depth): depth for depth in range(1, DEEPEST + 1)
}
_FLAGS = {"co": True, "x": True, "": False, "khong": False}
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_NUMBERED = re.compile(r"\d+,\d+")
DATED = "Excel đã đổi ô này thành ngày; định dạng ô là Text rồi ghi lại"
NO_TABLE = (
    "Không thấy các cột “Mã” (hoặc STT), “Tên lĩnh vực, tiêu chí”, “Điểm tối đa”, “Cách tính” trong tệp; "
    "hãy tải sổ từ trang này rồi điền, hoặc đặt tên cột như thế trong bảng của đơn vị."
)


class NotASet(Exception):
    """The file holds no table of criteria; the message is one Vietnamese sentence."""


@dataclass(slots=True)
class ReadSet:
    """What the workbook says; it counts only without faults. `notes` tell what was understood otherwise than it
    stands."""

    outline: Outline
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_workbook(data: bytes, head: Head) -> ReadSet:
    """The set of a workbook; `head` holds where it has no sheet of general data. Raises NotASet, and `Unreadable` for a
    file that cannot be opened safely."""
    sheets = read_sheets(Archive(data))
    found = _table(sheets)
    if found is None:
        raise NotASet(NO_TABLE)
    places, rows = found
    reading = _Reading()
    filled, notes = rows_of_office(_filled(places, rows))
    for number, values in filled:
        reading.take(number, values)
    reading.check_groups()
    faults = list(reading.faults)
    said = read_head(sheets, head, {line.code for line in reading.lines}, faults)
    return ReadSet(Outline(said, tidied(reading.lines)), faults, [*notes, *reading.notes])


def _table(sheets: Sequence[Sheet]) -> tuple[dict[str, int], Sequence[Row]] | None:
    """Where each column stands, and the rows beneath the headings; our own sheet first, else the first that fits."""
    for sheet in sorted(sheets, key=lambda one: fold(one.name) != fold(CRITERIA)):
        for at, row in enumerate(sheet.lines):
            headings = [fold(text) for text in row.cells]
            places = {
                name: place
                for name, pattern in _ALIASES.items()
                if (place := next((n for n, words in enumerate(headings) if re.fullmatch(pattern, words)), None))
                is not None
            }
            if all(name in places for name in REQUIRED):
                return places, sheet.lines[at + 1 :]
    return None


def _filled(places: Mapping[str, int], rows: Sequence[Row]) -> Iterator[Numbered]:
    """Rows that say something and do not repeat the headings."""
    for row in rows:
        values = {name: row.cells[place] for name, place in places.items()}
        is_heading = all(re.fullmatch(_ALIASES[name], fold(values[name])) for name in ("code", "name"))
        if not is_heading and any(values.values()):
            yield row.number, {"kind": ""} | values


class _Reading:
    """The rows so far: lines, faults, and what was understood otherwise."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.numbers: list[int] = []
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self.rows: dict[str, int] = {}

    def take(self, number: int, values: Values) -> None:
        """One row."""
        if len(self.lines) >= MOST_LINES:
            if len(self.lines) == MOST_LINES:
                self.fault(number, "code", values["code"], f"nhiều nhất {MOST_LINES} dòng")
            return
        depth = self._depth(number, values)
        code = self._code(number, values.get("code", ""), depth)
        maximum = self._maximum(number, values["maximum"])
        rule = self._rule(number, values, maximum)
        line = Line(
            code=code or "",
            depth=depth or (self.lines[-1].depth if self.lines else 1),
            name=self._text(number, "name", one_line(values["name"]), NAME_LENGTH, is_required=True),
            maximum=maximum or Decimal(1),
            rule=rule,
            is_bonus=self._flag(number, "is_bonus", values),
            may_not_apply=self._flag(number, "may_not_apply", values),
            proof=self._text(number, "proof", values.get("proof", ""), PROOF_LENGTH),
        )
        self.lines.append(line)
        self.numbers.append(number)

    def fault(self, row: int, name: str, value: str, allowed: str) -> None:
        self.faults.append(Fault(row, HEADINGS[name], value, allowed))

    def check_groups(self) -> None:
        """Lines with something beneath them have no rule."""
        for at, line in enumerate(self.lines[:-1]):
            if line.rule and self.lines[at + 1].depth > line.depth:
                allowed = "để trống: dòng này có mục con nên không có cách tính riêng"
                self.fault(self.numbers[at], "kind", line.rule.kind.label, allowed)

    def _depth(self, row: int, values: Mapping[str, str]) -> int | None:
        """The level as written, else by the dots of the code; at most one deeper than the line above."""
        words = values.get("depth", "")
        code = values["code"].rstrip(".").replace(",", ".")
        depth = _DEPTHS.get(fold(words)) if words else min(code.count(".") + 1, DEEPEST)
        deepest = self.lines[-1].depth + 1 if self.lines else 1
        if depth is None or depth > deepest:
            names = ", ".join(DEPTH_NAMES[: min(deepest, DEEPEST)])
            self.fault(row, "depth", words or values["code"], f"một trong: {names} (không nhảy cấp so với dòng trên)")
            return None
        return depth

    def _code(self, row: int, text: str, depth: int | None) -> str | None:
        """The code; where Excel made a number of 1.10, the one that comes next says so."""
        expected = self._expected(depth) if depth else ""
        code = read_code(text)
        dated = _DATE.fullmatch(text)
        if dated:
            code = expected if expected and expected in _undated(dated) else None
            if code is None:
                self.fault(row, "code", text, DATED + (f", có lẽ là {expected}" if expected else ""))
                return None
        elif code is not None and _NUMBERED.fullmatch(text) and expected != code and _is_same(expected, code):
            code = expected
        if code is None:
            self.fault(row, "code", text, HOW_CODE)
        elif code in self.rows:
            hint = f"; nếu là {expected} thì định dạng ô là Text rồi ghi lại" if expected else ""
            self.fault(row, "code", text, f"mỗi mã một dòng; dòng {self.rows[code]} đã ghi mã này{hint}")
        else:
            self.rows[code] = row
            if code == expected and read_code(text) != code:
                self.notes.append(f"Dòng {row}: mã “{text}” do Excel đổi, đọc là {code} theo thứ tự.")
        return code

    def _expected(self, depth: int) -> str:
        """The code that would come next at that depth."""
        siblings: list[str] = []
        for line in reversed(self.lines):
            if line.depth < depth:
                return next_code(line.code, siblings) if line.code else ""
            if line.depth == depth and not siblings:
                siblings = [line.code]
        return next_code("", siblings)

    def _maximum(self, row: int, text: str) -> Decimal | None:
        allowed = "một số lớn hơn 0, dấu phẩy trước số lẻ, ví dụ 1,5"
        bare = text.removesuffix("điểm").removesuffix("đ").strip()
        try:
            value = None if _DATE.fullmatch(bare) else read_number(bare)
        except UnreadableError:
            value = None
        if value is None or not 0 < value <= LARGEST:
            self.fault(row, "maximum", text, DATED if _DATE.fullmatch(bare) else allowed)
            return None
        return value

    def _rule(self, row: int, values: Mapping[str, str], maximum: Decimal | None) -> Rule | None:
        words, parts = values["kind"], values.get("parts", "")
        if not words:
            if parts:
                self.fault(row, "parts", parts, "để trống khi chưa chọn cách tính")
            return None
        kind = kind_named(words)
        if kind is None:
            return self._said(row, words, maximum)
        try:
            rule = read_rule(kind, parts)
        except BadRule as bad:
            self.fault(row, "parts", parts, DATED if _DATE.fullmatch(parts) else str(bad))
            return None
        for flaw in rule_flaws(rule, maximum) if maximum else ():
            self.fault(row, "parts", parts, flaw)
        return rule

    def _said(self, row: int, words: str, maximum: Decimal | None) -> Rule | None:
        """A rule in words of one's own."""
        rule = rule_said(words, maximum)
        if rule is None:
            names = "; ".join(one.label for one in RuleKind)
            self.fault(row, "kind", words, f"để trống (dòng có mục con), hoặc một trong: {names}; {HOW_SAID}")
            return None
        for flaw in rule_flaws(rule, maximum) if maximum else ():
            self.fault(row, "kind", words, flaw)
        return rule

    def _flag(self, row: int, name: str, values: Mapping[str, str]) -> bool:
        text = values.get(name, "")
        found = _FLAGS.get(fold(text))
        if found is None:
            self.fault(row, name, text, "Có, hoặc để trống")
        return bool(found)

    def _text(self, row: int, name: str, text: str, most: int, *, is_required: bool = False) -> str:
        if len(text) > most or (is_required and not text):
            self.fault(row, name, text[:60], f"từ {int(is_required)} đến {most} ký tự")
        return text


def _is_same(expected: str, code: str) -> bool:
    """Whether both are the same number: 1.10 and 1.1."""
    numbers = [one if re.fullmatch(r"\d+\.\d+", one) else "" for one in (expected, code)]
    return all(numbers) and Decimal(numbers[0]) == Decimal(numbers[1])


def _undated(found: re.Match[str]) -> set[str]:
    """The codes of which Excel may have made that day: "1.2" or "2.1" of 01/02, "1.2.3" of 01/02/2003."""
    day, month, year = int(found[1]), int(found[2]), int(found[3] or 0)
    short = year % 100
    return {f"{day}.{month}", f"{month}.{day}", f"{day}.{month}.{short}", f"{month}.{day}.{short}"}
