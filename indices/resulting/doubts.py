"""What in a published table contradicts itself. It is shown with both numbers in words and never mended: the published
table stays as it was published."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from cchc.numbers import shown
from indices.resulting.lines import Line
from indices.scoring.bands import Band, class_of, words_of
from indices.scoring.composite import Component, sum_of, whole_of


@dataclass(frozen=True, slots=True)
class Doubt:
    """One contradiction in the line of `name`."""

    name: str
    words: str


def doubts_of(
    components: Sequence[Component], lines: Sequence[Line], bands: Sequence[Band] = (), places: int = 2
) -> list[Doubt]:
    """Every contradiction, line by line, then those between lines."""
    found = [Doubt(line.name, words) for line in lines for words in _of_line(components, line, bands, places)]
    return [*found, *_of_order(lines)]


def _of_line(components: Sequence[Component], line: Line, bands: Sequence[Band], places: int) -> Iterator[str]:
    for one in line.parts(components):
        value = line.values.get(one.code)
        if value is not None and value > one.maximum:
            yield f"“{one.name}” ghi {shown(value)}, quá điểm tối đa {shown(one.maximum)}."
    yield from _of_sum(components, line, places)
    if line.rank is not None and line.of_how_many is not None and line.rank > line.of_how_many:
        yield f"xếp hạng {line.rank} nhưng ghi chỉ có {line.of_how_many} đơn vị."
    yield from _of_class(line, bands)


def _of_sum(components: Sequence[Component], line: Line, places: int) -> Iterator[str]:
    found = sum_of(components, line.values, places) if components else None
    if line.total is None:
        return
    if found is not None and found.differs_from(line.total):
        gap = abs(line.total - found.printed)
        yield (
            f"các thành phần {_parts(components, line)} được {shown(found.printed)} "
            f"nhưng tổng điểm ghi {shown(line.total)}, lệch {shown(gap)}."
        )
    elif components and line.total > whole_of(components):
        yield f"tổng điểm ghi {shown(line.total)}, quá mức cao nhất {shown(whole_of(components))}."


def _parts(components: Sequence[Component], line: Line) -> str:
    """ "51,15 + 6,71 + 23,27" where components count as they are; otherwise what is done with them."""
    if all(one.maximum == one.weight for one in components):
        values = (line.values.get(one.code) for one in components)
        return " + ".join(shown(value) for value in values) + " cộng lại"
    return "tính theo trọng số"


def _of_class(line: Line, bands: Sequence[Band]) -> Iterator[str]:
    if not bands or not line.class_name or line.total is None:
        return
    expected = class_of(line.total, bands)
    if line.class_name not in {band.name for band in bands}:
        yield f"xếp loại “{line.class_name}” không có trong các loại của bảng ({words_of(bands)})."
    elif expected != line.class_name:
        belongs = f"thuộc loại “{expected}”" if expected else "không thuộc loại nào"
        yield f"tổng điểm {shown(line.total)} {belongs} nhưng ghi “{line.class_name}”."


def _of_order(lines: Iterable[Line]) -> Iterator[Doubt]:
    """Ranks beside totals: a better rank never has fewer points, and only equal points share a rank."""
    placed = sorted(
        (line.rank, -line.total, line.name) for line in lines if line.rank is not None and line.total is not None
    )
    for (rank, less, name), (next_rank, next_less, next_name) in pairwise(placed):
        more, other = -less, -next_less
        if rank == next_rank and more != other:
            yield Doubt(next_name, f"cùng hạng {rank} với {name} nhưng {shown(other)} điểm khác {shown(more)} điểm.")
        elif rank < next_rank and more < other:
            words = f"hạng {next_rank} có {shown(other)} điểm, cao hơn {name} hạng {rank} có {shown(more)} điểm."
            yield Doubt(next_name, words)


def gap_of(components: Sequence[Component], line: Line, places: int = 2) -> Decimal | None:
    """By how much the printed total differs from the components' sum; None where one of them is missing."""
    found = sum_of(components, line.values, places) if components else None
    return None if found is None or line.total is None else abs(line.total - found.printed)
