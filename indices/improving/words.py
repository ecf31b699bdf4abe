"""What an improvement plan says besides its table, in officials' words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cchc.numbers import shown
from cchc.paper.blocks import Block, Heading, Text
from cchc.paper.words import clean
from cchc.text import lower_first
from indices.improving.facts import Draft

KIND = "Kế hoạch"
SUBJECT = "Khắc phục tồn tại, hạn chế và nhiệm vụ, giải pháp nâng cao {index} của {body} năm {year}"
PURPOSE = (
    "a) Khắc phục những tồn tại, hạn chế trong thực hiện nhiệm vụ cải cách hành chính năm {base}, những tiêu chí chưa "
    "đạt hoặc đạt điểm thấp trong kết quả đánh giá {index} năm {base}; xác định nhiệm vụ, giải pháp cụ thể nhằm tiếp "
    "tục nâng cao {index} trong năm {year}.",
    "b) Nâng cao trách nhiệm của người đứng đầu và mỗi cán bộ, công chức trong việc thực hiện đồng bộ, quyết liệt các "
    "giải pháp nhằm nâng cao {index} trong các năm tiếp theo.",
)
DEMAND = (
    "Kế hoạch phải được triển khai thực hiện đồng bộ, có sự phối hợp chặt chẽ giữa các cơ quan, đơn vị có liên quan; "
    "bảo đảm việc thực hiện các nội dung, nhiệm vụ đạt hiệu quả và tiến độ Kế hoạch đề ra."
)
CARRYING_OUT = (
    "1. Các cơ quan, đơn vị, cá nhân được giao nhiệm vụ căn cứ Kế hoạch này tổ chức thực hiện, khắc phục tồn tại, hạn "
    "chế; định kỳ báo cáo kết quả thực hiện (qua {watcher} để tổng hợp).",
    "2. {watcher} theo dõi, đôn đốc việc thực hiện Kế hoạch; kịp thời báo cáo những vấn đề phát sinh và đề xuất giải "
    "pháp khắc phục.",
)
CLOSING = "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các cơ quan, đơn vị phản ánh về {watcher} để xem xét./."


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a result that the opening names."""

    name: str
    points: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result as the opening tells it; `total` is in per cent or, where the index is none, in points. `source` is the
    document that told it."""

    index: str
    body: str
    year: int
    source: str
    total: Decimal | None
    is_percent: bool
    rank: int | None
    of_how_many: int | None
    class_name: str
    parts: tuple[Part, ...]


def subject_of(index: str, body: str, year: int) -> str:
    """The usual title without "Kế hoạch"; `index` as it stands in a sentence."""
    return SUBJECT.format(index=index, body=body, year=year)


def opening_of(outcome: Outcome) -> str:
    """ "Theo kết quả đánh giá …; kết quả … đạt 82,13 %, xếp vị trí thứ 04/11 …. Trong đó, …" as the result says it."""
    told = f" {outcome.source}" if outcome.source else ""
    reached = f"{', '.join(filter(None, (_total(outcome), _rank(outcome))))}{_class(outcome)}"
    first = f"Theo kết quả đánh giá, xếp hạng {outcome.index} năm {outcome.year}{told}"
    result = f"kết quả xếp hạng {outcome.index} của {outcome.body} {reached}" if reached else ""
    sentence = "; ".join(filter(None, (first, result))) + "."
    parts = ", ".join(
        f"{_in_sentence(part.name)} đạt {shown(part.points)}/{shown(part.maximum)} điểm" for part in outcome.parts
    )
    return f"{sentence} Trong đó, {parts}." if parts else sentence


def sum_doubt(added: Decimal, printed: Decimal) -> str:
    """Why the parts of a result do not fit its total."""
    return (
        f"Cộng các thành phần được {shown(added)}, kết quả công bố ghi {shown(printed)}; hãy kiểm lại văn bản công bố "
        "trước khi nêu số liệu."
    )


def prose_of(draft: Draft) -> Iterator[Block]:
    """The text of the plan around its table."""
    named = {
        "index": draft.index,
        "base": draft.base_year,
        "year": draft.year,
        "watcher": draft.watcher,
    }
    yield from (Text(line) for line in clean(draft.opening).split("\n") if line)
    yield Heading(1, "I. MỤC ĐÍCH, YÊU CẦU")
    yield Heading(2, "1. Mục đích")
    yield from (Text(line.format(**named)) for line in PURPOSE)
    yield Heading(2, "2. Yêu cầu")
    yield Text(DEMAND)
    yield Heading(1, "II. NHIỆM VỤ, GIẢI PHÁP")
    yield Text("(Cụ thể theo Phụ lục kèm theo Kế hoạch này)", italic=True)
    yield Heading(1, "III. TỔ CHỨC THỰC HIỆN")
    yield from (Text(line.format(**named)) for line in (*CARRYING_OUT, CLOSING))


def _total(outcome: Outcome) -> str:
    if outcome.total is None:
        return ""
    return f"đạt {shown(outcome.total)}{'%' if outcome.is_percent else ' điểm'}"


def _rank(outcome: Outcome) -> str:
    if outcome.rank is None:
        return ""
    of_all = f"/{outcome.of_how_many:02}" if outcome.of_how_many else ""
    return f"xếp vị trí thứ {outcome.rank:02}{of_all}"


def _class(outcome: Outcome) -> str:
    return f" (loại {outcome.class_name})" if outcome.class_name else ""


def _in_sentence(name: str) -> str:
    return lower_first(clean(name))
