"""What becomes of the bodies of a district that ends: from what was written, a line each, to the bodies after. Pure.

A line says the name that its body's work goes on under. The same name keeps a body as it is, one name on several lines
merges them, the name of a body that is there merges into it, a name of its own renames.
"""

import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cchc.labels import Labelled
from cchc.text import fold, squeeze

LEVELS = ("Xã", "Phường", "Thị trấn", "Đặc khu")
OLD_CODE, NEW_NAME, NEW_CODE, PEOPLE = "Mã cũ", "Tên mới", "Mã mới", "Người"
LONGEST_NAME, LONGEST_CODE = 200, 50
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


class Movers(Labelled):
    """Which people of an ended body go on in the one that carries on its work, from its first day."""

    ALL = "all", "Chuyển tất cả"
    STAFF = "staff", "Chuyển công chức, không chuyển lãnh đạo"
    NONE = "none", "Không chuyển ai"


@dataclass(frozen=True, slots=True)
class Known:
    """A body that is there."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One body as written: `name` is what it becomes ("" leaves it as it is), `where` the place of the line."""

    where: str
    code: str
    name: str = ""
    new_code: str = ""
    people: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, and what is allowed."""

    where: str
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}, cột “{self.column}”, giá trị “{self.value}”: {self.message}"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one body: `after` is the body that carries on its work, None where one is founded under `code`
    and `name`; a body that is its own `after` goes on, under `name`."""

    body: Known
    after: Known | None
    code: str
    name: str
    people: Movers = Movers.ALL

    @property
    def goes_on(self) -> bool:
        return self.after is not None and self.after.pk == self.body.pk

    @property
    def is_renamed(self) -> bool:
        return self.goes_on and self.name != self.body.name


@dataclass(frozen=True, slots=True)
class Reading:
    """All lines as fates, and everything that is wrong with them; only one without faults is carried out."""

    fates: tuple[Fate, ...]
    faults: tuple[Fault, ...]


def communes_after(
    lines: Sequence[Line], communes: Sequence[Known], others: Sequence[Known], taken_codes: Iterable[str]
) -> Reading:
    """The communes of the district; `others` are the province's live ones beside them. Every commune needs a line."""
    known = {one.code: one for one in communes}
    placed, faults = _placed(lines, known)
    taken = set(taken_codes)
    by_name = {key_of(one.name): one for one in (*others, *communes)}
    by_code = {one.code: one for one in (*others, *communes)}
    goals = {line.code: _goal(line, known[line.code], by_name, by_code) for line in placed}
    members: dict[str, list[Line]] = {}
    for line in placed:
        members.setdefault(goals[line.code], []).append(line)
    fates = []
    for goal, group in members.items():
        faults += _group_faults(goal, group, goals, known, by_code, taken)
        fates += _fates_of(goal, group, known, by_code, taken)
    return Reading(tuple(fates), tuple(faults))


def departments_after(lines: Sequence[Line], departments: Sequence[Known], heirs: Sequence[Known]) -> Reading:
    """The departments of the district, each to one of the province, or to the province itself (the first heir), which
    also carries on what no line names. Their people look over less than the province's, so they move only where it is
    written."""
    known = {one.code: one for one in departments}
    named = {one.code: one for one in heirs} | {key_of(one.name): one for one in heirs}
    placed, faults = _placed(lines, known, all_needed=False)
    fates = []
    written = {line.code: line for line in placed}
    for body in departments:
        line = written.get(body.code, Line("", body.code))
        wanted = line.new_code or line.name
        heir = heirs[0] if not wanted else named.get(line.new_code) or named.get(key_of(line.name))
        if heir is None:
            allowed = "; ".join(one.name for one in heirs)
            faults.append(Fault(line.where, NEW_NAME, wanted, f"chỉ ghi được một trong: {allowed}."))
        else:
            fates.append(Fate(body, heir, heir.code, heir.name, _movers(line.people) or Movers.NONE))
    return Reading(tuple(fates), tuple(faults))


def key_of(name: str) -> str:
    """One key for the spellings of one name: case, blanks and the letter that carries the tone ("Hòa", "Hoà") do not
    matter; accents do ("Phước An" is not "Phước Ân")."""
    return " ".join(map(_tone_last, squeeze(name).lower().split()))


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if c not in _TONES) + "".join(c for c in parts if c in _TONES)


def slug(name: str) -> str:
    """ "Xã Tuy Phước Đông" as a code: "tuy-phuoc-dong"."""
    return "-".join("".join(c if c.isalnum() else " " for c in fold(place_of(name))).split())[:LONGEST_CODE]


def place_of(name: str) -> str:
    """The place that a commune is named after: "Tuy Phước Đông"."""
    level = next((one for one in LEVELS if fold(name).startswith(f"{fold(one)} ")), "")
    return name[len(level) :].strip()


def issuer_of(name: str) -> str:
    """ "Ủy ban nhân dân xã Tuy Phước Đông"."""
    return f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"


def name_fault(name: str) -> str:
    """Why this is no name of a commune; "" where it is."""
    if not any(fold(name).startswith(f"{fold(level)} ") for level in LEVELS):
        return f"tên phải bắt đầu bằng {', '.join(LEVELS[:-1])} hoặc {LEVELS[-1]}."
    return "tên dài quá 200 ký tự." if len(name) > LONGEST_NAME else ""


def _placed(
    lines: Sequence[Line], known: Mapping[str, Known], *, all_needed: bool = True
) -> tuple[list[Line], list[Fault]]:
    """The lines whose body is known, each once."""
    found: dict[str, Line] = {}
    faults = []
    for line in lines:
        if line.code not in known:
            allowed = f"mã phải là một trong: {', '.join(known)}." if known else "huyện không có đơn vị nào như vậy."
            faults.append(Fault(line.where, OLD_CODE, line.code, allowed))
        elif line.code in found:
            faults.append(Fault(line.where, OLD_CODE, line.code, f"đã ghi ở {found[line.code].where}."))
        else:
            found[line.code] = line
        if line.people and _movers(line.people) is None:
            allowed = f"chỉ ghi được một trong: {'; '.join(one.label for one in Movers)}."
            faults.append(Fault(line.where, PEOPLE, line.people, allowed))
    if all_needed:
        missing = (one for code, one in known.items() if code not in found)
        faults += [Fault("Cuối bảng", OLD_CODE, one.code, f"chưa ghi {one.name} trở thành gì.") for one in missing]
    return list(found.values()), faults


def _goal(line: Line, body: Known, by_name: Mapping[str, Known], by_code: Mapping[str, Known]) -> str:
    """What several lines that mean one body have in common: the code of one that is there, else the new code, else the
    new name."""
    if line.new_code:
        return line.new_code
    if not line.name or key_of(line.name) == key_of(body.name):
        return body.code
    found = by_name.get(key_of(line.name))
    return found.code if found else f" {key_of(line.name)}"


def _group_faults(
    goal: str,
    group: Sequence[Line],
    goals: Mapping[str, str],
    known: Mapping[str, Known],
    by_code: Mapping[str, Known],
    taken: Container[str],
) -> list[Fault]:
    faults = [
        Fault(line.where, NEW_NAME, line.name, fault)
        for line in group
        if line.name and (fault := name_fault(line.name))
    ]
    if goal in known and goals.get(goal, goal) != goal:
        message = f"{known[goal].name} cũng kết thúc; hãy ghi thẳng tên đơn vị cuối cùng."
        faults += [Fault(line.where, NEW_NAME, line.name or line.new_code, message) for line in group]
    names = {key_of(line.name): line for line in group if line.name}
    if len(names) > 1:
        told = " và ".join(f"“{line.name}”" for line in names.values())
        faults.append(Fault(group[-1].where, NEW_NAME, group[-1].name, f"cùng một đơn vị mới mà ghi hai tên: {told}."))
    if goal in by_code or goal.startswith(" "):
        return faults
    if not names:
        faults.append(Fault(group[0].where, NEW_NAME, "", f"đơn vị mới “{goal}” cần có tên."))
    if goal in taken:
        faults.append(Fault(group[0].where, NEW_CODE, goal, "mã này đã dùng cho đơn vị khác; hãy chọn mã khác."))
    if slug(goal) != goal:
        faults.append(Fault(group[0].where, NEW_CODE, goal, "mã chỉ gồm chữ thường không dấu, số và dấu gạch nối."))
    return faults


def _fates_of(
    goal: str,
    group: Sequence[Line],
    known: Mapping[str, Known],
    by_code: Mapping[str, Known],
    taken: set[str],
) -> list[Fate]:
    name = next((squeeze(line.name) for line in group if line.name), "")
    after = by_code.get(goal)
    if after is None and len(group) == 1 and goal.startswith(" "):
        after = known[group[0].code]
    code = after.code if after else free_code(goal if not goal.startswith(" ") else slug(name), taken)
    taken.add(code)
    if after and (after.code not in known or key_of(name) in ("", key_of(after.name))):
        name = after.name
    return [Fate(known[line.code], after, code, name, _movers(line.people) or Movers.ALL) for line in group]


def free_code(code: str, taken: Container[str]) -> str:
    """The code, with a number behind it where another body has it already."""
    found, number = code, 1
    while found in taken:
        number += 1
        found = f"{code}-{number}"
    return found


def _movers(words: str) -> Movers | None:
    return next((one for one in Movers if fold(words) in (one.value, fold(one.label))), None)
