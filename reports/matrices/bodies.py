"""A body as a line of a matrix."""

from dataclasses import dataclass
from datetime import date

from cchc.orgs.enums import OrganizationKind
from tasks.periods import Period, Timetable

TYPES = ("Xã", "Phường", "Thị trấn", "Đặc khu", "Huyện", "Quận", "Thị xã", "Thành phố", "Tỉnh")
"""What the names of bodies begin with."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of government with the timetable it reports by. `above` names the government over it; `has_plan`: one of
    the year was accepted; `had_plan`: one of the year before; `waiting`: reports that it sent and nobody received."""

    pk: int
    name: str
    kind: OrganizationKind
    above: str
    valid_from: date | None
    valid_to: date | None
    has_plan: bool
    had_plan: bool
    waiting: int
    timetable: Timetable

    @property
    def type(self) -> str:
        """ "Phường", as its name begins; its level where the name tells nothing."""
        return next((one for one in TYPES if self.name.startswith(f"{one} ")), self.kind.label)

    def began_by(self, day: date) -> bool:
        return self.valid_from is None or self.valid_from <= day

    def lives_on(self, day: date) -> bool:
        return self.began_by(day) and (self.valid_to is None or day <= self.valid_to)

    def lives_in(self, year: int) -> bool:
        """Whether it existed on any day of the year."""
        return self.began_by(date(year, 12, 31)) and (self.valid_to is None or self.valid_to.year >= year)

    def owes(self, of: Period) -> bool:
        """Whether it must report of a period: its regime asks, and the cut-off (of its own timetable) lies in its
        life. What began or ended in mid-year owes only the periods that close while it exists."""
        return self.timetable.asks_for(of) and self.lives_on(of.cutoff_on)

    @property
    def life_words(self) -> str:
        """ "từ 01/06/2023", "đến 30/06/2023"; "" for a body that was always there."""
        since = f"từ {self.valid_from:%d/%m/%Y}" if self.valid_from else ""
        until = f"đến {self.valid_to:%d/%m/%Y}" if self.valid_to else ""
        return " ".join(filter(None, (since, until)))
