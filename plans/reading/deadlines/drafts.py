"""A clause while it is being read: its words by place, its dates not yet settled in a year."""

from dataclasses import dataclass

from plans.enums import DeadlineKind, Every
from plans.reading.deadlines.points import Part, Point, Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """Words `begin` (included) to `end` (excluded) of a piece. `due` is the point it falls due on, or the last of a
    stretch that begins with `start`; `before` leaves that point out. `told` are the places of the trigger or source.
    `firm`: it carries a word that makes it a deadline (trước, trong, hàng); without one it may be part of a label
    ("Kế hoạch năm 2024: quý I")."""

    kind: DeadlineKind
    begin: int
    end: int
    due: Point | None = None
    start: Point | None = None
    before: bool = False
    every: Every | None = None
    day: int | None = None
    on_demand: bool = False
    told: tuple[int, int] | None = None
    codes: tuple[str, ...] = ()
    firm: bool = False

    @property
    def is_free(self) -> bool:
        """Waits for an event or another document: its words run on to the end of the sentence."""
        return self.kind in (DeadlineKind.EVENT, DeadlineKind.EXTERNAL)

    @property
    def is_day_alone(self) -> bool:
        """ "trước ngày 20": a day of a month that is not named."""
        return self.kind is DeadlineKind.FIXED and self.due is not None and self.due.is_bare_day

    @property
    def is_year_alone(self) -> bool:
        return self.kind is DeadlineKind.FIXED and self.due is not None and self.due.is_bare_year and not self.before

    @property
    def is_onward(self) -> bool:
        """ "từ quý II/2024": a beginning with no end."""
        return self.kind is DeadlineKind.CONTINUOUS and self.start is not None and self.due is None

    @property
    def is_vague(self) -> bool:
        """ "đầu quý II", "tuần 2 tháng 5"."""
        if self.kind is DeadlineKind.FIXED and self.due is not None and self.due.unit is not Unit.MONTHS:
            return self.due.part in (Part.FIRST, Part.MIDDLE)
        return self.kind is DeadlineKind.UNKNOWN and "vague_time" in self.codes

    @property
    def is_stretch(self) -> bool:
        """Dates that can bound a standing duty: "trong năm 2023", "từ tháng 3 đến tháng 10"."""
        if self.kind not in (DeadlineKind.FIXED, DeadlineKind.RANGE) or self.due is None or self.before:
            return False
        return self.start is not None or self.due.unit is not Unit.DAY


# What a reader of the grammar gives back: the drafts of one expression and the place after it.
Found = tuple[list[Draft], int]
