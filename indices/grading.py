"""How many officials of a body may be graded excellent, what exceeds it, what a year's grades add up to. Pure, exact.

The classes are those of Nghị định 90/2020/NĐ-CP; Nghị định 335/2025/NĐ-CP, in force from 1/1/2026, keeps all four. Who
worked less than six months of the year is not classified (Nghị định 90/2020/NĐ-CP, khoản 3 Điều 2). That decree named
no share of excellent officials; since Nghị định 48/2023/NĐ-CP (khoản 1 Điều 1) it must not exceed that of the Party's
rules, and Nghị định 335/2025/NĐ-CP says 20 % of those graded "hoàn thành tốt nhiệm vụ". Plans set shares of their own
(doan-ket-2022: 30 %). So the share is data with its source, and may be unset.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc.numbers import shown
from cchc.text import fold
from indices.enums import CapBase, Grade
from tasks.tallies import percent_words

SHORT = {
    Grade.EXCELLENT: "Xuất sắc",
    Grade.GOOD: "Tốt",
    Grade.DONE: "Hoàn thành",
    Grade.NOT_DONE: "Không hoàn thành",
}
UNDER_SIX_MONTHS = "Chưa đủ 06 tháng công tác trong năm (khoản 3 Điều 2 Nghị định 90/2020/NĐ-CP)"
GRADED_ABOVE = "Do cơ quan cấp trên có thẩm quyền xếp loại"
REASONS = (UNDER_SIX_MONTHS, GRADED_ABOVE, "Đã chuyển công tác", "Đã nghỉ hưu", "Nghỉ chế độ thai sản")
"""Why somebody is not classified, as a form offers it; other reasons may be written."""
_OF_BASE: dict[CapBase, tuple[Grade, ...]] = {
    CapBase.ALL: tuple(Grade),
    CapBase.GOOD_UP: (Grade.EXCELLENT, Grade.GOOD),
    CapBase.GOOD: (Grade.GOOD,),
}


@dataclass(frozen=True, slots=True)
class Cap:
    """The largest share of excellent officials in per cent, of what, and who says so; no `percent`: none is set."""

    percent: Decimal | None = None
    base: CapBase = CapBase.GOOD_UP
    source: str = ""

    @property
    def words(self) -> str:
        """ "không quá 20 % số người hoàn thành tốt trở lên (Kế hoạch số …)"."""
        if self.percent is None:
            return "chưa đặt tỷ lệ xuất sắc tối đa"
        source = f" ({self.source})" if self.source else ""
        return f"không quá {shown(self.percent)} % {self.base.label}{source}"


LAW_YEAR = 2026
LAW = Cap(Decimal(20), CapBase.GOOD, "Nghị định 335/2025/NĐ-CP")
"""What holds from 2026 on where no plan says less."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A body's grades under its cap. `allowed` is None where none is set."""

    cap: Cap
    excellent: int
    base: int
    allowed: int | None

    @property
    def excess(self) -> int:
        return 0 if self.allowed is None else max(0, self.excellent - self.allowed)

    @property
    def words(self) -> str:
        """ "được nhiều nhất 3 trong 11 người, đang đề nghị 4"."""
        if self.allowed is None:
            return f"{self.cap.words}; đang đề nghị {self.excellent} người xuất sắc"
        return f"được nhiều nhất {self.allowed} trong {self.base} người, đang đề nghị {self.excellent}"

    @property
    def refusal(self) -> str:
        """What is wrong, by which rule, and what to do; "" within the cap."""
        if not self.excess:
            return ""
        return (
            f"Xuất sắc {self.cap.words}: {self.words}. Hãy hạ bớt người xuất sắc xuống mức hoàn thành tốt, hoặc sửa tỷ "
            "lệ và căn cứ nếu ghi sai."
        )


def weigh(cap: Cap, grades: Iterable[Grade]) -> Weighing:
    """How many may be excellent among these grades: the share rounded down to whole people."""
    counts = Counter(grades)
    base = sum(counts[grade] for grade in _OF_BASE[cap.base])
    allowed = None if cap.percent is None else int(cap.percent * base // 100)
    return Weighing(cap, counts[Grade.EXCELLENT], base, allowed)


@dataclass(frozen=True, slots=True)
class Share:
    """How many people have a grade, and which part they are of all that are classified ("27,3 %")."""

    grade: Grade
    number: int
    percent: str


def shares_of(grades: Sequence[Grade]) -> tuple[Share, ...]:
    """Every class with its number and part, the best first."""
    counts = Counter(grades)
    return tuple(Share(grade, counts[grade], percent_words(counts[grade], len(grades))) for grade in Grade)


_PERCENT = r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%"
_MOST = re.compile(rf"xuat sac[^%;.]*?(?:khong (?:vuot )?qua|toi da|nhieu nhat)[^%;.]*?{_PERCENT}([^%;.]*)")
_BEFORE = re.compile(rf"{_PERCENT}[^%;.]*?(?:xep loai|hoan thanh)[^%;.]*?xuat sac")
_PEOPLE = re.compile(r"can bo|cong chuc|vien chuc|nguoi")


def read_cap(texts: Iterable[str], source: str) -> Cap | None:
    """The share of excellent officials that sentences of a plan name, e.g. "100% cán bộ, công chức … hoàn thành tốt
    nhiệm vụ trở lên, trong đó có 30% … hoàn thành xuất sắc nhiệm vụ"; None where none does."""
    return next((cap for text in texts if (cap := _read(fold(text), source))), None)


def _read(text: str, source: str) -> Cap | None:
    if not _PEOPLE.search(text):
        return None
    if most := _MOST.search(text):
        return _cap(most[1], _base(most[2]), source)
    if before := _BEFORE.search(text):
        is_part = "tro len" in text[: before.start()] and "trong do" in text[: before.start()]
        return _cap(before[1], CapBase.GOOD_UP if is_part else CapBase.ALL, source)
    return None


def _base(words: str) -> CapBase:
    """What the share is taken of, by the words after it."""
    if "hoan thanh tot" not in words:
        return CapBase.ALL
    return CapBase.GOOD_UP if "tro len" in words else CapBase.GOOD


def _cap(number: str, base: CapBase, source: str) -> Cap | None:
    percent = Decimal(number.replace(",", "."))
    return Cap(percent, base, source) if percent <= 100 else None


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What the system knows of a person's year: what his posts led that fell due, and his initiatives. `silent` are
    those overdue without a single word."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    overdue: int = 0
    silent: int = 0
    registered: int = 0
    adopted: int = 0

    @property
    def words(self) -> str:
        """ "12 việc đến hạn: 10 đúng hạn, 1 xong muộn, 1 quá hạn (1 chưa có lời nào); 1 sáng kiến được công nhận"."""
        return f"{self._work}; {self._ideas}"

    @property
    def _work(self) -> str:
        if not self.due:
            return "không có việc đến hạn"
        silent = f" ({self.silent} chưa có lời nào)" if self.silent else ""
        parts = (
            f"{self.on_time} đúng hạn" if self.on_time else "",
            f"{self.late} xong muộn" if self.late else "",
            f"{self.overdue} quá hạn{silent}" if self.overdue else "",
        )
        told = ", ".join(filter(None, parts)) or "chưa xong việc nào"
        return f"{self.due} việc đến hạn: {told}"

    @property
    def _ideas(self) -> str:
        if not self.registered:
            return "chưa có sáng kiến"
        return f"{self.registered} sáng kiến, {self.adopted} được công nhận"
