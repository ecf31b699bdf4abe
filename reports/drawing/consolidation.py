"""What a government's report says of the bodies beneath it: their sums, who sent what when, each body's results."""

from collections.abc import Iterator

from cchc.paper.blocks import Block, Cell, Column, Note, Table
from cchc.paper.layout import LANDSCAPE_WIDTH
from cchc.paper.words import clean, short_date
from reports.drawing import tables
from reports.enums import SendingState
from reports.facts import Consolidation, Indicator, Sending, Tally

NOTHING = "–"

_SENDING_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Đơn vị", 50),
    Column("Số, ngày báo cáo", 52),
    Column("Hạn gửi", 25, "center"),
    Column("Ngày gửi", 25, "center"),
    Column("Lần gửi", 15, "center"),
    Column("Đúng hạn, muộn", 35),
    Column("Trạng thái", 35),
)
_NUMBER_WIDTH, _NAME_WIDTH, _TOTAL_WIDTH, _SHARE_WIDTH, _PERCENT_WIDTH = 9, 46, 14, 18, 16


def sums_blocks(found: Consolidation, number: int) -> Iterator[Block]:
    """The bodies' rows and duties together; `number` is the table's among those of the opening."""
    if found.bodies:
        tallies = (found.rows, found.period_tally)
        yield tables.tallies_table(f"Bảng {number}. Kết quả thực hiện của các {found.noun}", tallies)
        yield from tables.tally_notes(tallies)
    yield Note(f"{taken_words(found)}.")


def taken_words(found: Consolidation) -> str:
    """ "Số liệu của các xã, phường: theo 11 báo cáo đã nhận đến 09:00 ngày 18/06/2023"."""
    if not found.bodies:
        return f"Đến {found.until} chưa báo cáo nào của các {found.noun} được nhận"
    return f"Số liệu của các {found.noun}: theo {len(found.bodies)} báo cáo đã nhận đến {found.until}"


def appendices_of(found: Consolidation) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The two appendices: who sent what when; the results of each body, the silent ones among them."""
    if not found.sendings:
        return
    lines = tuple(_sending_line(place, one) for place, one in enumerate(found.sendings, start=1))
    exempt = (Note(f"Không phải gửi kỳ này: {'; '.join(found.exempt)}."),) if found.exempt else ()
    yield (
        f"Tình hình gửi báo cáo của các {found.noun}".upper(),
        (Table("", _SENDING_COLUMNS, lines), Note(f"Bảng có {len(lines)} dòng, đến {found.until}."), *exempt),
    )
    yield (
        f"Kết quả thực hiện kế hoạch của các {found.noun}".upper(),
        (
            _results_table("Nhiệm vụ của kế hoạch", found, [body.rows for body in found.bodies], found.rows),
            *tables.tally_notes((found.rows,)),
            _results_table(
                "Việc đến hạn trong kỳ", found, [body.period_tally for body in found.bodies], found.period_tally
            ),
            *tables.tally_notes((found.period_tally,)),
            Note(f"Mỗi bảng có {len(found.sendings)} {found.noun}; dấu {NOTHING}: chưa có báo cáo được nhận."),
        ),
    )


def state_words(sending: Sending) -> str:
    """The state of a sending in words."""
    return SendingState(sending.state).label


def lateness_words(sending: Sending) -> str:
    """ "Gửi đúng hạn", "Gửi muộn 2 ngày", "quá 3 ngày": the day and the state have columns of their own."""
    first, _, last = sending.words.partition(", ")
    return first if sending.sent_on else last


def _sending_line(place: int, one: Sending) -> tuple[Cell, ...]:
    return tuple(
        map(
            Cell,
            (
                str(place),
                clean(one.name),
                clean(one.document) or NOTHING,
                short_date(one.send_by),
                short_date(one.sent_on) if one.sent_on else NOTHING,
                str(one.attempt) if one.attempt else NOTHING,
                lateness_words(one),
                state_words(one),
            ),
        )
    )


def _results_table(caption: str, found: Consolidation, tallies: list[Tally], total: Tally) -> Table:
    states = tables.states_of((total,))
    known = dict(zip((body.name for body in found.bodies), tallies, strict=True))
    fixed = _NUMBER_WIDTH + _NAME_WIDTH + _TOTAL_WIDTH + _SHARE_WIDTH + _PERCENT_WIDTH
    columns = (
        Column("TT", _NUMBER_WIDTH, "center"),
        Column("Đơn vị", _NAME_WIDTH),
        Column("Tổng số", _TOTAL_WIDTH, "center"),
        *(Column(label, (LANDSCAPE_WIDTH - fixed) / len(states), "center") for label in states.values()),
        Column("Xong/ được tính", _SHARE_WIDTH, "center"),
        Column("Tỷ lệ", _PERCENT_WIDTH, "center"),
    )
    lines = [
        (Cell(str(place)), *_result_cells(one.name, known.get(one.name), tuple(states)))
        for place, one in enumerate(found.sendings, start=1)
    ]
    lines.append((Cell(""), *tables.tally_line("Cộng", total, tuple(states), bold=True)))
    return Table(caption, columns, tuple(lines))


def _result_cells(name: str, tally: Tally | None, states: tuple[str, ...]) -> tuple[Cell, ...]:
    if tally is None:
        return (Cell(clean(name)), *(Cell(NOTHING) for _ in range(len(states) + 3)))
    return tables.tally_line(clean(name), tally, states, bold=False)


def lacking_notes(indicators: tuple[Indicator, ...]) -> Iterator[Note]:
    """Whose figures a sum lacks, by the number of its line; lines that lack the same share a note."""
    groups: dict[str, list[str]] = {}
    for place, one in enumerate(indicators, start=1):
        if one.left_out:
            groups.setdefault(clean(one.left_out), []).append(str(place))
    yield from (Note(f"Dòng {', '.join(places)}: {words}.") for words, places in groups.items())
