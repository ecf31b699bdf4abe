"""What holds for any prose: it is read the same twice, no word of a duty is lost, no row takes another's place."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plans.reading.plan import read_plan
from plans.reading.results import Block, ReadPlan, ReadTask
from tests.reading.prose_plans import BINH_AN, END, LETTERHEAD, rows

MARKS = ["", "", "- ", "+ ", "1. ", "2. ", "1.1. ", "a) ", "b) ", "I. ", "II. ", "A. ", "Phần thứ nhất. ", "– "]
OPENINGS = [
    "NHIỆM VỤ",
    "TỔ CHỨC THỰC HIỆN",
    "MỤC TIÊU",
    "Giải pháp",
    "Công chức Văn phòng - Thống kê",
    "Công an xã có trách nhiệm:",
    "Đơn vị chủ trì:",
    "Đơn vị phối hợp: CC TP - HT",
    "Thời gian: quý",
    "Sản phẩm:",
    "Trên đây là",
    "Rà soát",
    "Giao Công an xã",
    "Đề nghị",
    "(Công an xã chủ trì)",
    "Kế hoạch này",
    "Căn cứ",
]
TEXT = (
    "thủ tục hành chính của xã và các văn bản; trước ngày 30/6/2024 phối hợp với Công an xã, định kỳ hàng quý báo cáo "
    "kết quả: 100% hồ sơ đúng hạn. chủ trì, tham mưu UBND xã (khi có yêu cầu) - + ; . , : ( ) “ ” II/2024 31/11"
)
WORDS = TEXT.split()
phrases = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
lines = st.builds("{}{} {}".format, st.sampled_from(MARKS), st.sampled_from(OPENINGS), phrases)
anything = st.one_of(lines, st.text(max_size=80))
documents = st.lists(anything, max_size=14)


def read(document: list[str]) -> ReadPlan:
    return read_plan([Block("p", text) for text in (*LETTERHEAD, "I. NHIỆM VỤ", *document, *END) if text], BINH_AN)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def words_of(task: ReadTask) -> str:
    return "".join((task.text, task.agency_text, task.deadline_text, task.product_text, task.note))


@settings(max_examples=250, deadline=None)
@given(documents)
@example(["1.", "- -", "+ (", "a) ", "Phần thứ nhất", "Phần thứ nhất"])
@example(["- Đơn vị phối hợp:", "+ Công an xã", "Đơn vị chủ trì:"])
@example(["Giao", "Giao Công an xã –", "phối hợp với"])
def test_any_prose_is_read_and_read_the_same_twice(document: list[str]) -> None:
    assert read(document) == read(document)


@settings(max_examples=150, deadline=None)
@given(documents)
def test_rows_only_say_what_the_document_says(document: list[str]) -> None:
    said = letters(" ".join((*document, *END)))
    for task in rows(read(document)):
        assert all(letters(line) in said for line in re.split(r"\n(?:\w+[.)]|[-+])?\s*", task.text))
        assert all(letters(word) in said for clause in task.deadline.clauses for word in clause.words.split())
        assert all(letters(word) in said for product in task.products for word in product.words.split())


sentences = st.lists(st.sampled_from(WORDS[:24]), min_size=3, max_size=20).map(
    lambda words: f"Rà soát {' '.join(words)} xã."
)
labels = st.lists(
    st.sampled_from(
        ("Đơn vị chủ trì: Công an xã.", "Cơ quan phối hợp: CC VP - TK", "Thời gian: quý I", "Kết quả: Báo cáo")
    ),
    max_size=4,
    unique=True,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("-", "a)", "{}.")), sentences, labels), min_size=1, max_size=6))
def test_every_letter_of_a_duty_stands_in_its_row(duties: list[tuple[str, str, list[str]]]) -> None:
    """The mark is the same for all, as in a list; labelled lines may lose the label of a time or a product."""
    mark = duties[0][0]
    document = []
    for number, (_, sentence, labelled) in enumerate(duties, 1):
        own = mark.format(number) if mark != "a)" else f"{'abcdđe'[number - 1]})"
        document += [f"{own} {sentence}", *labelled]
    found = rows(read(document))
    assert len(found) == len(duties)
    for (_, sentence, _), task in zip(duties, found, strict=True):
        assert letters(sentence) in letters(words_of(task))
    kept = "".join(letters(words_of(task)) for task in found)
    assert all(letters(label.partition(": ")[2]) in kept for _, _, labelled in duties for label in labelled)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("-", "")), sentences), min_size=1, max_size=9))
def test_items_have_places_of_their_own(items: list[tuple[str, str]]) -> None:
    found = rows(read([f"{mark} {sentence}".strip() for mark, sentence in items]))
    places = [task.where for task in found]
    assert places == ([f"Mục I, ý {n}" for n in range(1, len(items) + 1)] if len(items) > 1 else ["Mục I"])
