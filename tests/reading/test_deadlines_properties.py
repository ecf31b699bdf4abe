"""What holds for every text, sensible or not: nothing crashes, nothing is dropped, nothing unclear is silent."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchc.text import squeeze
from plans.enums import DeadlineKind
from plans.reading.deadlines import read_deadline, to_json
from plans.reading.results import DeadlineReading
from tests.reading.test_deadlines import cases

VOCABULARY = (
    "ngày|tháng|quý|năm|tuần|hàng|hằng|mỗi|định kỳ|thường xuyên|đột xuất|trước|sau|khi|sau khi|trước khi|đến|đến hết|"
    "từ|kể từ|trong|vào|chậm nhất|hoàn thành|cuối|đầu|giữa|nửa|cả|lần|các|của|và|hoặc|theo|theo quy định|giai đoạn|"
    "dự kiến|nếu có|báo cáo|Báo cáo:|xây dựng kế hoạch|UBND huyện|kết quả|có yêu cầu|sự thay đổi|làm việc|một|hai|mười|"
    "hết|trong vòng|1|2|3|06|9|12|13|15|20|31|2023|2024|20233|24|I|II|III|IV|V|15/12|31/9/2024|15.12.2024|01/2024|"
    "17h00|12/KH-UBND|-|–|/|.|,|;|:|(|)|\n|\n- |; - |năm sau|tháng sau|tháng cuối quý|6 tháng đầu năm|nt|%|…"
)
PARTS = tuple(VOCABULARY.split("|"))
phrases = st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join)
texts = st.one_of(phrases, st.text(max_size=60), st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
years = st.tuples(st.integers(2000, 2060), st.integers(0, 5)).map(lambda pair: (pair[0], sum(pair)))

JOINERS = re.compile(r"(và|hoặc|hay|cùng với|cùng|đồng thời|hoặc là|[a-z]\)|\d{1,2}[.)]|[\W_])*", re.IGNORECASE)
FREE = (DeadlineKind.EVENT, DeadlineKind.EXTERNAL, DeadlineKind.UNKNOWN)


def read(text: str, span: tuple[int, int] = (2024, 2024)) -> DeadlineReading:
    return read_deadline(text, from_year=span[0], to_year=span[1])


@settings(max_examples=1000, deadline=None)
@given(texts, years)
@example("Từ 29/02/2024 đến 28/02", (2024, 2024))
@example("- - -", (2024, 2024))
@example("quý " * 30, (2024, 2024))
@example("1/1/0000", (2024, 2024))
@example("năm 99999999999999999999", (2024, 2024))
@example("٣/٤/٢٠٢٤ ngày ²", (2024, 2024))
def test_every_text_gives_clauses_and_no_unclear_one_is_silent(text: str, span: tuple[int, int]) -> None:
    reading = read(text, span)
    assert reading.text == text
    assert reading.clauses != ()
    unknown = [clause.words for clause in reading.clauses if clause.kind is DeadlineKind.UNKNOWN]
    doubted = [doubt.words for doubt in reading.doubts]
    assert [words for words in unknown if words not in doubted] == []
    assert [doubt.message for doubt in reading.doubts if "{" in doubt.message and "{" not in text] == []


def _covers(cell: str, quotes: list[str]) -> bool:
    """Whether the quotes stand in the cell one after the other with nothing but joining marks between them."""
    if not quotes:
        return JOINERS.fullmatch(cell) is not None
    place = cell.find(quotes[0])
    while place >= 0:
        if JOINERS.fullmatch(cell[:place]) and _covers(cell[place + len(quotes[0]) :], quotes[1:]):
            return True
        place = cell.find(quotes[0], place + 1) if quotes[0] else -1
    return False


@settings(max_examples=1000, deadline=None)
@given(texts)
@example("Xây dựng KH: quý I; - Báo cáo kết quả định kỳ hàng quý. Khác")
@example("Báo cáo kết quả:\n- Hàng quý\n- Khi có yêu cầu")
@example("0]\u00ad0")
@example("1] Quý I")
@example("1) 1")
def test_clauses_quote_the_cell_in_order_and_drop_no_word(text: str) -> None:
    cell, quotes = squeeze(text), [clause.words for clause in read(text).clauses]
    assert _covers(cell, quotes), (cell, quotes)


@settings(max_examples=1000, deadline=None)
@given(texts, years)
def test_every_kind_carries_its_fields(text: str, span: tuple[int, int]) -> None:
    for clause in read(text, span).clauses:
        kind = clause.kind
        assert (clause.every is not None) == (kind is DeadlineKind.RECURRING)
        assert clause.day is None or (kind is DeadlineKind.RECURRING and 1 <= clause.day <= 31)
        assert (clause.trigger is not None) == (kind is DeadlineKind.EVENT)
        assert (clause.source is not None) == (kind is DeadlineKind.EXTERNAL)
        if kind is DeadlineKind.FIXED:
            assert (clause.start, clause.due is not None) == (None, True)
        if kind in (DeadlineKind.RANGE, DeadlineKind.CONTINUOUS):
            assert clause.start is not None
            assert clause.due is not None
            assert clause.start <= clause.due
        if kind in FREE:
            assert (clause.start, clause.due) == (None, None)


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2023, 1, 2), date(2025, 12, 31)), st.sampled_from(("{0:%d/%m/%Y}", "{0.day}.{0.month}.{0.year}")))
def test_before_leaves_out_the_day_it_names(day: date, shape: str) -> None:
    named = shape.format(day)
    due = [clause.due for clause in read(f"Chậm nhất ngày {named}", (2023, 2025)).clauses]
    before = [clause.due for clause in read(f"Trước ngày {named}", (2023, 2025)).clauses]
    assert due == [day]
    assert before == [date.fromordinal(day.toordinal() - 1)]


def test_json_has_exactly_the_keys_of_the_specification() -> None:
    printed = to_json(read("Hoàn thành trước tháng 11/2024"))
    assert printed == {
        "text": "Hoàn thành trước tháng 11/2024",
        "clauses": [
            {
                "kind": "fixed",
                "label": None,
                "every": None,
                "day": None,
                "start": None,
                "due": "2024-10-31",
                "on_demand": False,
                "words": "Hoàn thành trước tháng 11/2024",
            }
        ],
        "doubts": [],
    }
    keys = ["kind", "label", "every", "day", "start", "due", "on_demand", "words"]
    event = to_json(read("Khi có hồ sơ trễ hẹn"))["clauses"]
    external = to_json(read("Theo quy định của tỉnh"))["clauses"]
    assert [list(clause) for clause in event] == [[*keys, "trigger"]]  # type: ignore[attr-defined]
    assert [list(clause) for clause in external] == [[*keys, "source"]]  # type: ignore[attr-defined]
    assert to_json(read("Quý V"))["doubts"] == [
        {
            "code": "no_such_period",
            "message": "Không có tháng, quý hoặc ngày như “Quý V”; chưa đặt thời hạn, hãy sửa lại.",
            "words": "Quý V",
        }
    ]


RESPELT: dict[str, Callable[[str], str]] = {
    "a final full stop": lambda text: f"{text}.",
    "a final semicolon": lambda text: f"{text};",
    "a small first letter": lambda text: text[:1].lower() + text[1:],
    "a capital first letter": lambda text: text[:1].upper() + text[1:],
    "capitals": str.upper,
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "doubled blanks": lambda text: text.replace(" ", "  "),
    "blanks that do not break": lambda text: text.replace(" ", "\u00a0"),
    "blanks around": lambda text: f"  {text} \n",
    "blanks beside a slash": lambda text: re.sub(r"(\d)/(\d)", r"\1 / \2", text),
    "en dashes": lambda text: text.replace("-", "–"),
    "em dashes": lambda text: text.replace("–", "—"),
    "hyphens": lambda text: text.replace("–", "-"),
    "true hyphens": lambda text: text.replace("-", "‐"),
    "hằng": lambda text: text.replace("hàng", "hằng"),
    "quí": lambda text: text.replace("quý", "quí").replace("Quý", "Quí"),
}


@pytest.mark.parametrize("spelling", RESPELT)
def test_spelling_never_changes_a_reading(spelling: str) -> None:
    phrases = [case[:3] for name in ("deadline_phrases.txt", "deadline_exam.txt") for case in cases(name)]
    respelt = [(text, RESPELT[spelling](text), (first, last)) for text, first, last in phrases]
    assert [text for text, other, span in respelt if _dates(other, span) != _dates(text, span)] == []


def _dates(text: str, span: tuple[int, int]) -> list[tuple[object, ...]]:
    return [(c.kind, c.every, c.day, c.start, c.due, c.on_demand) for c in read(text, span).clauses]


ENDLESS = (
    "quý I, |15/12, |hàng |trước |1/|định kỳ |đến |Báo cáo; |trước ngày 15 (|15/6; |quý I: |thường xuyên trong quý I, |"
    "từ 1 đến |- A quý I |khi có, |- Quý I - Quý II |Hàng quý (ngày 15/3, |(|1 |x "
)


@pytest.mark.parametrize("unit", ENDLESS.split("|"))
def test_a_very_long_cell_is_read_in_time(unit: str) -> None:
    begun = process_time()
    read((unit * 20_000)[:20_000])
    assert process_time() - begun < 5


def test_a_phrase_takes_about_a_millisecond() -> None:
    texts = ("Thường xuyên trong năm 2023", "- Xây dựng KH: quý I/2023;\n- Báo cáo kết quả định kỳ hàng quý.") * 100
    begun = process_time()
    for text in texts:
        read(text)
    assert process_time() - begun < 2 * len(texts) / 1000
