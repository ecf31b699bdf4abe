"""Who leads and who co-ordinates, from the order of bodies and marks of role."""

from collections.abc import Iterable, Iterator, Sequence

from plans.enums import AgencyRole
from plans.reading.agencies.segments import ENTITIES, Part, Segment
from plans.reading.agencies.tokens import Kind

_LINE_ENDS = (Kind.STOP, Kind.BULLET, Kind.NUMBERED)


class _Roles:
    """A label ("Chủ trì: …") holds until the next one, "phối hợp với …" until its line ends; "… chủ trì" looks back."""

    def __init__(self, usual: AgencyRole) -> None:
        self.usual = usual
        self.ahead: AgencyRole | None = None
        self.waiting: list[Segment] = []
        self.given: list[tuple[Segment, AgencyRole]] = []

    def read_line(self, line: Sequence[Segment]) -> None:
        self._look_ahead_for(None)
        for clause in _split(line, (Kind.SEMICOLON,)):
            if self.ahead is AgencyRole.COORDINATE and _has_mark_of_its_own(clause):
                self._look_ahead_for(None)
            self._read_clause(clause)

    def _look_ahead_for(self, role: AgencyRole | None) -> None:
        self.ahead = role

    def _read_clause(self, clause: Sequence[Segment]) -> None:
        seen = False
        for place, segment in enumerate(clause):
            if segment.part in ENTITIES:
                seen = True
                self._meet(segment)
            elif segment.role is not None:
                self._turn(segment, segment.role, seen, clause[place + 1 :])
        self._settle(self.usual)

    def _meet(self, segment: Segment) -> None:
        if self.ahead is None:
            self.waiting.append(segment)
        else:
            self.given.append((segment, self.ahead))

    def _turn(self, mark: Segment, role: AgencyRole, seen: bool, rest: Sequence[Segment]) -> None:
        if mark.is_label:
            self._settle(self.usual)
            self.usual, self.ahead = role, None
        elif role is AgencyRole.LEAD:
            self._settle(AgencyRole.LEAD)
            self.ahead = None if seen else AgencyRole.LEAD
        elif _reaches_forward(rest) or not self.waiting:
            self._settle(AgencyRole.LEAD)
            self.ahead = AgencyRole.COORDINATE
        else:
            self._settle(self._reaching_back())
            self.ahead = None

    def _reaching_back(self) -> AgencyRole:
        """As in "A, B phối hợp thực hiện" with nobody leading yet: they do it together."""
        leads = any(role is AgencyRole.LEAD for _, role in self.given)
        return AgencyRole.COORDINATE if leads or len(self.waiting) < 2 else AgencyRole.LEAD

    def _settle(self, role: AgencyRole) -> None:
        self.given.extend((segment, role) for segment in self.waiting)
        self.waiting.clear()


def assign_roles(segments: Iterable[Segment], usual: AgencyRole) -> list[tuple[Segment, AgencyRole]]:
    """Each body, group and unknown name with its role; `usual` is the role where nothing tells another."""
    roles = _Roles(usual)
    for line in _split(list(segments), _LINE_ENDS):
        roles.read_line(line)
    return roles.given


def _split(segments: Sequence[Segment], kinds: tuple[Kind, ...]) -> Iterator[list[Segment]]:
    piece: list[Segment] = []
    for segment in segments:
        if segment.kind in kinds:
            yield piece
            piece = []
        else:
            piece.append(segment)
    yield piece


def _has_mark_of_its_own(clause: Sequence[Segment]) -> bool:
    first = next((place for place, segment in enumerate(clause) if segment.part in ENTITIES), len(clause))
    return any(segment.role is not None for segment in clause[first:])


def _reaches_forward(rest: Sequence[Segment]) -> bool:
    """As in "phối hợp với B", not "phối hợp, B …" nor "(phối hợp)"."""
    for segment in rest:
        if segment.part in ENTITIES:
            return True
        if segment.part is Part.MARK or segment.kind in (Kind.COMMA, Kind.CLOSE):
            return False
    return False
