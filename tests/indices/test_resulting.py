"""Tables of others as plain values: reading, doubts, distances, what-if; PCI 2021 as it was published."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.orgs.enums import OrganizationKind
from indices.enums import IndexKind
from indices.forms.results import TableForm
from indices.resulting.differences import Stored, compare
from indices.resulting.doubts import doubts_of
from indices.resulting.figures import NotAFigure, is_nothing, read_figure, read_list, read_rank
from indices.resulting.headers import columns_of, field_of
from indices.resulting.lines import Line, Wanted, is_duty_only, wanted_from_json, wanted_to_json
from indices.resulting.matching import Known, Matcher
from indices.resulting.reading import Given, NoTable, Read, read_table, rows_of_text
from indices.resulting.standing import moved, percent, to_above, to_class, to_percent, to_rank, weak_of
from indices.resulting.stated import stated_result
from indices.resulting.what_if import faults_of, what_if
from indices.resulting.workbook import table_book
from indices.scoring.bands import USUAL, class_of
from indices.scoring.composite import Component, sum_of
from indices.scoring.ranking import Contender, ranked
from plans.reading.achieved import find_achieved
from plans.reading.archive import Archive
from plans.reading.plan import figure_to_json
from plans.reading.sources import read_blocks
from plans.reading.workbooks.sheets import read_sheets
from reports.demo.indices_results import PCI_BANDS, PCI_FILE, PCI_WEIGHTS
from tests.cast import TODAY
from tests.marked import WORD_FILES

TUY_PHUOC = (
    Component("1", "Cải cách hành chính", Decimal(60), Decimal(60)),
    Component("2", "Khảo sát công chức", Decimal(10), Decimal(10)),
    Component("3", "Hài lòng của người dân", Decimal(30), Decimal(30)),
)
PRINTED = {"1": Decimal("51.15"), "2": Decimal("6.71"), "3": Decimal("23.27")}


def table_of(text: str, maxima: tuple[Decimal, ...] = (), weights: tuple[Decimal, ...] = ()) -> Read:
    return read_table(rows_of_text(text), Given((), maxima, weights))


def pci() -> Read:
    return table_of(PCI_FILE.read_text(encoding="utf-8"), maxima=(Decimal(10),), weights=PCI_WEIGHTS)


def test_pci_2021_adds_up_within_two_hundredths_and_ranks_as_published() -> None:
    read = pci()
    assert (len(read.lines), len(read.components), read.places, read.faults) == (21, 10, 2, [])
    sums = {line.name: sum_of(read.components, line.values) for line in read.lines}
    gaps = [abs(sums[line.name].exact - Fraction(line.total)) for line in read.lines]
    assert max(gaps) <= Fraction(2, 100)
    places = ranked(Contender(line.name, line.total) for line in read.lines)
    assert [places[line.name].rank for line in read.lines] == [line.rank for line in read.lines] == [*range(1, 22)]
    assert [class_of(line.total, PCI_BANDS) for line in read.lines] == [line.class_name for line in read.lines]
    assert doubts_of(read.components, read.lines, PCI_BANDS, read.places) == []


def test_export_reads_back_without_a_difference() -> None:
    read = pci()
    data = table_book(("PCI 2021", "pcivietnam.vn"), read.components, read.lines, as_of=TODAY, author="Bình Định")
    rows = [(line.number, line.cells) for line in read_sheets(Archive(data))[0].lines]
    again = read_table(rows, Given())
    assert (again.faults, again.components, again.lines) == ([], read.components, read.lines)
    stored = [Stored(n, line, None) for n, line in enumerate(read.lines)]
    found = compare(stored, again.lines, {}, again.components)
    assert (found.changed, found.unchanged, found.left) == ([], 21, 0)


def test_parts_that_do_not_add_up_are_a_doubt_with_both_numbers() -> None:
    line = Line("Huyện Tuy Phước", PRINTED, Decimal("82.13"), 4, 11)
    (doubt,) = doubts_of(TUY_PHUOC, [line])
    assert (doubt.name, doubt.words) == (
        "Huyện Tuy Phước",
        "các thành phần 51,15 + 6,71 + 23,27 cộng lại được 81,13 nhưng tổng điểm ghi 82,13, lệch 1.",
    )
    assert doubts_of(TUY_PHUOC, [Line("Huyện Tuy Phước", PRINTED, Decimal("81.13"), 4, 11)]) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([Line("A", {"1": Decimal(61)})], "“Cải cách hành chính” ghi 61, quá điểm tối đa 60."),
        ([Line("A", {}, Decimal(101))], "tổng điểm ghi 101, quá mức cao nhất 100."),
        ([Line("A", {}, Decimal(70), 12, 11)], "xếp hạng 12 nhưng ghi chỉ có 11 đơn vị."),
        ([Line("A", {}, Decimal(70), 1, 2, "Tốt")], "tổng điểm 70 thuộc loại “Trung bình” nhưng ghi “Tốt”."),
        (
            [Line("A", {}, Decimal(70), 1), Line("B", {}, Decimal(71), 2)],
            "hạng 2 có 71 điểm, cao hơn A hạng 1 có 70 điểm.",
        ),
        (
            [Line("A", {}, Decimal(70), 1), Line("B", {}, Decimal(69), 1)],
            "cùng hạng 1 với A nhưng 69 điểm khác 70 điểm.",
        ),
        ([Line("A", {}, Decimal(70), 1), Line("B", {}, Decimal(70), 1)], None),
        ([Line("A", {"1": Decimal(50), "2": None, "3": Decimal(20)}, Decimal(70))], None),
    ],
)
def test_other_contradictions(lines: list[Line], words: str | None) -> None:
    assert [one.words for one in doubts_of(TUY_PHUOC, lines, USUAL)] == ([words] if words else [])


def test_columns_in_any_order_with_maxima_in_the_header() -> None:
    read = table_of(
        "Xếp loại;Hạng;STT;Thể chế (20 điểm);Tên đơn vị;Thủ tục (tối đa 30);Tổng điểm\n"
        "Tốt;1/2;1;18,5;Xã A;28;46,5\n"
        "–;;2;không có kết quả;Xã B;-;"
    )
    first, second = read.lines
    assert read.faults == []
    assert [(one.name, one.maximum, one.weight) for one in read.components] == [
        ("Thể chế", Decimal(20), Decimal(20)),
        ("Thủ tục", Decimal(30), Decimal(30)),
    ]
    assert (first.name, first.rank, first.of_how_many, first.total, first.class_name) == (
        *("Xã A", 1, 2),
        *(Decimal("46.5"), "Tốt"),
    )
    assert (second.values, second.total, second.rank, second.has_result) == ({"1": None, "2": None}, None, None, False)


def test_rows_of_maxima_and_weights() -> None:
    read = table_of("Tỉnh\tA\tB\tTổng điểm\nĐiểm tối đa\t10\t10\t100\nTrọng số\t30\t70\t\nHà Nội\t5\t6\t57")
    assert [(one.maximum, one.weight) for one in read.components] == [(Decimal(10), Decimal(w)) for w in (30, 70)]
    assert [line.name for line in read.lines] == ["Hà Nội"]
    assert doubts_of(read.components, read.lines) == []


def test_two_columns_of_one_name_keep_their_own_values() -> None:
    (line,) = table_of("Đơn vị\tĐiểm A\tĐiểm A\tTổng điểm\nXã A\t1\t2\t3", maxima=(Decimal(10),)).lines
    assert line.values == {"1": Decimal(1), "2": Decimal(2)}


def test_a_line_does_not_take_the_name_of_another() -> None:
    stored = [
        Stored(1, Line("Quang Trung", {}, Decimal(80)), 7),
        Stored(2, Line("Xã Quang Trung", {}, Decimal(70)), None),
    ]
    found = compare(stored, [Line("Xã Quang Trung", {}, Decimal(81))], {"Xã Quang Trung": 7}, ())
    assert [line.total for line in found.after] == [81, 70]
    assert [(one.pk, one.line.name, one.line.total) for one in found.changed] == [(1, "Quang Trung", 81)]


def test_what_has_no_column_stays() -> None:
    stored = [Stored(1, Line("Xã A", {"1": Decimal(5)}, Decimal(80), 2, 7, "Khá"), None)]
    read = table_of("Đơn vị\tTổng điểm\nXã A\t81")
    found = compare(stored, read.lines, {}, (), read.fields)
    assert (read.fields, found.after) == (("total",), [Line("Xã A", {"1": Decimal(5)}, Decimal(81), 2, 7, "Khá")])
    assert [move.field for move in found.moved[0].moves] == ["Tổng điểm"]


def test_one_pass_lists_every_fault() -> None:
    read = table_of(
        "Đơn vị\tThể chế\tTổng điểm\tXếp hạng\nXã A\tabc\t80\t0\n\t5\t\t\nXã A\t5\t1.234\t2\nXã C\t-5\t80\t3",
        maxima=(Decimal(10),),
    )
    assert [(one.row, one.column, one.value) for one in read.faults] == [
        (2, "Thể chế", "abc"),
        (2, "Xếp hạng", "0"),
        (3, "Đơn vị", ""),
        (4, "Đơn vị", "Xã A"),
        (5, "Thể chế", "-5"),
    ]
    assert read.faults[3].allowed == "mỗi đơn vị một dòng: dòng 2 đã ghi đơn vị này"


def test_a_component_needs_its_maximum() -> None:
    fault, other = table_of("Đơn vị\tThể chế\tTổng điểm\nXã A\tx\t80").faults
    assert (fault.row, fault.column, other.row, other.value) == (1, "Thể chế", 2, "x")
    assert "Điểm tối đa" in fault.allowed


def test_what_is_no_table() -> None:
    with pytest.raises(NoTable, match="Không thấy dòng đầu bảng"):
        table_of("Chỉ là mấy chữ")
    with pytest.raises(NoTable, match="không có dòng đơn vị"):
        table_of("Đơn vị\tTổng điểm")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        *[(words, "name") for words in ("Tên đơn vị", "Tỉnh, thành phố", "Xã, phường, thị trấn", "Huyện/thị xã")],
        *[(words, "total") for words in ("Tổng điểm", "PAR INDEX 2023", "Chỉ số PCI năm 2021", "Tổng điểm (%)")],
        *[(words, "rank") for words in ("Xếp hạng", "Thứ hạng", "Vị trí")],
        *[(words, "class_name") for words in ("Xếp loại", "Nhóm")],
        *[
            (words, "")
            for words in ("Tính minh bạch", "Chi phí thời gian", "Điểm cải cách hành chính", "Cải cách tổ chức")
        ],
        ("Trên tổng số", "of_how_many"),
        ("STT", "skip"),
    ],
)
def test_headers_are_known_by_their_words(words: str, field: str) -> None:
    assert field_of(words) == field


def test_a_line_of_prose_is_no_header() -> None:
    assert columns_of(["Kết quả xếp hạng các đơn vị", "", ""]) is None


def test_figures_as_people_write_them() -> None:
    assert [read_figure(text) for text in ("82,13 %", "82.13", "0", "–", "Không có kết quả")] == [
        *(Decimal("82.13"), Decimal("82.13"), Decimal(0)),
        *(None, None),
    ]
    assert read_figure("7.125", dots=True) == Decimal("7.125")
    assert [read_rank(text) for text in ("04/11", "4", "")] == [(4, 11), (4, None), (None, None)]
    assert read_list("5,5,20") == read_list("5; 5; 20") == read_list("5 5 20") == [Decimal(n) for n in (5, 5, 20)]
    assert [is_nothing(text) for text in ("\u2013", "0")] == [True, False]
    for text in ("7.125", "-5", "tám", "1,23456"):
        with pytest.raises(NotAFigure):
            read_figure(text)


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ("Tốt: từ 90; Khá: 80", 0),
        ("Tốt 90", 1),
        ("Tốt: 90; Tốt: 80", 1),
        ("Tốt: 90; Khá: 90", 1),
        ("", 0),
    ],
)
def test_classes_as_typed(typed: str, faults: int) -> None:
    form = TableForm({"bands": typed}, levels=[OrganizationKind.COMMUNE])
    assert len(form.errors.get("bands", [])) == faults
    if typed and not faults:
        assert form.cleaned_data["bands"] == USUAL[:2]


def test_names_of_bodies() -> None:
    known = [
        Known(1, ("Xã Quang Trung", "Quang Trung", "Ủy ban nhân dân xã Quang Trung")),
        Known(2, ("Phường Ba Đình", "Ba Đình")),
        Known(3, ("Phường Quang Vinh", "Quang Vinh")),
        Known(4, ("Xã Quang Vinh", "Quang Vinh")),
        Known(5, ("Huyện Tĩnh Gia", "Tĩnh Gia")),
    ]
    matcher = Matcher(known)
    names = ("xã Quang Trung", "Quang Trung", "UBND xã Quang Trung", "quang trung", "P. Ba Đình", "Phường Quang Trung")
    assert [matcher.match(name) for name in names] == [1, 1, 1, 1, None, None]
    assert [matcher.match(name) for name in ("Quang Vinh", "xã Quang Vinh", "Tĩnh Gia", "Lạ", "")] == [
        *(None, 4, 5),
        *(None, None),
    ]


def test_distances() -> None:
    own = Line("A", {"1": Decimal(40), "2": Decimal(9), "3": None}, Decimal("76.5"), 3, 4, "Trung bình")
    others = [
        Line("B", {}, Decimal(85), 1),
        Line("C", {}, Decimal(80), 2),
        Line("D", {}, Decimal(70), 4),
        Line("E", {}, None),
    ]
    assert (to_above(own, others).points, to_above(own, others).what) == (Decimal("3.5"), "C, hạng 2")
    assert to_above(others[0], [own, *others[1:]]) is None
    assert (to_rank(own, others, 1).points, to_rank(own, others, 3).is_reached) == (Decimal("8.5"), True)
    assert to_percent("par-index", TUY_PHUOC, own).points == Decimal("3.5")
    assert to_class(own, USUAL, "Khá").points == Decimal("3.5")
    assert percent("par-index", (), own) == Decimal("76.5")
    assert [(one.component.code, one.percent) for one in weak_of(TUY_PHUOC, own)] == [("1", Decimal("66.67"))]
    before = Line("A", {}, Decimal(75), 5)
    assert (moved(before, own), moved(None, own)) == ((Decimal("1.5"), 2), (None, None))


def test_what_a_rise_brings() -> None:
    own = Line("A", PRINTED, Decimal("82.13"), 4, 11, "Khá")
    others = [Line("B", {}, Decimal("90.5"), 1), Line("C", {}, Decimal(85), 2), Line("D", {}, Decimal("82.5"), 3)]
    found = what_if(TUY_PHUOC, USUAL, 2, own, others, {"1": Decimal(55), "2": Decimal("6.71")})
    assert found is not None
    assert ([step.component.code for step in found.steps], found.after, found.gain) == (
        ["1"],
        Decimal("85.98"),
        Decimal("3.85"),
    )
    assert (found.rank, found.ranked, found.class_name, [one.name for one in found.passed]) == (2, 4, "Khá", ["D", "C"])
    assert what_if(TUY_PHUOC, USUAL, 2, Line("A"), others, {}) is None
    missing = Line("A", {"1": None}, Decimal(5))
    assert faults_of(TUY_PHUOC, missing, {"1": Decimal(5), "2": Decimal(11)}).keys() == {"1", "2"}


def test_weights_count_in_what_a_rise_brings() -> None:
    read = pci()
    own, others = read.lines[10], [line for n, line in enumerate(read.lines) if n != 10]
    found = what_if(read.components, PCI_BANDS, 2, own, others, {"3": Decimal("7.23")})
    assert found is not None
    assert (own.name, found.after, found.rank) == ("Bình Định", Decimal("70.32"), 5)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=8))
def test_more_points_never_rank_lower(pairs: list[tuple[int, int]]) -> None:
    part = (Component("1", "Một", Decimal(100), Decimal(100)),)
    (own, wish), *rest = pairs
    others = [Line(str(n), {}, Decimal(total), None) for n, (total, _) in enumerate(rest)]
    line = Line("A", {"1": Decimal(own)}, Decimal(own))
    low = what_if(part, (), 2, line, others, {"1": Decimal(min(own, wish))})
    high = what_if(part, (), 2, line, others, {"1": Decimal(max(own, wish))})
    assert low is not None
    assert high is not None
    assert (low.rank or 0) >= (high.rank or 0)


def test_the_result_that_a_plan_states() -> None:
    blocks = read_blocks("tuy-phuoc-2024.docx", WORD_FILES["tuy-phuoc-2024"])
    figures = [figure_to_json(one) for one in find_achieved(block.text for block in blocks if block.kind == "p")]
    found = stated_result(figures, 2024)
    assert found is not None
    assert (found.kind.value, found.year, found.total, found.rank, found.of_how_many) == (
        *("par-index", 2023),
        *(Decimal("82.13"), 4, 11),
    )
    assert [part.maximum for part in found.components] == [Decimal(60), Decimal(10), Decimal(30)]
    assert (dict(found.values), found.inferred) == (PRINTED, "Điểm cải cách hành chính")
    assert found.source == "Quyết định số 264/QĐ-UBND ngày 22/01/2024"
    assert stated_result([], 2024) is None


def test_a_table_survives_its_parcel() -> None:
    read = pci()
    from_file = Wanted(IndexKind.PCI, "province", 2021, read.components, read.lines, PCI_BANDS, 2, "Nguồn", TODAY)
    assert wanted_from_json(wanted_to_json(from_file)) == from_file


def test_who_has_duties_only() -> None:
    assert [is_duty_only(kind, level) for kind in ("papi", "sipas") for level in ("commune", "province")] == [
        *(True, False),
        *(False, False),
    ]


@pytest.mark.parametrize(("value", "is_weak"), [("7999.6", True), ("8000", False), ("8000.1", False), ("0", True)])
def test_weak_by_the_exact_ratio_not_as_printed(value: str, is_weak: bool) -> None:
    part = Component("1", "Thể chế", Decimal(10_000), Decimal(100))
    assert bool(weak_of([part], Line("A", {"1": Decimal(value)}))) is is_weak
