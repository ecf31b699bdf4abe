"""Criteria sets as values: the starting sets, rules in words, and the workbook that reads back the same."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cchc.orgs.enums import OrganizationKind
from indices.enums import RuleKind, TieKind
from indices.scoring.bands import Band
from indices.scoring.ranking import TieRule
from indices.scoring.rules import (
    Choice,
    Deduction,
    Judged,
    Met,
    Option,
    PerUnit,
    Rule,
    Share,
    Steps,
    Survey,
    Tier,
)
from indices.sheets.differences import Change, differences
from indices.sheets.flaws import doubts_of, flaws_of
from indices.sheets.head_words import BadHead, bands_text, read_bands
from indices.sheets.outline import (
    Head,
    Line,
    Outline,
    bonus_of,
    hundred_of,
    leaves_of,
    next_code,
    read_code,
    sum_beneath,
    tidied,
)
from indices.sheets.paper import SetPaper, draw_docx, draw_pdf
from indices.sheets.parcel import outline_from_json, outline_to_json
from indices.sheets.reading import NotASet, read_workbook
from indices.sheets.rule_words import BadRule, read_rule, rule_parts
from indices.sheets.shifting import shifted_text, shifts_of
from indices.sheets.starting import LEVELS, starting_outline
from indices.sheets.workbook import CRITERIA, GENERAL, write_workbook

LETTERS = st.characters(categories=("L", "N"), max_codepoint=0x1EFF).filter(
    lambda one: unicodedata.is_normalized("NFC", one)
)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4).map(
    lambda found: unicodedata.normalize("NFC", " ".join(found))
)
POINTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(999), places=2)
PERCENTS = st.decimals(min_value=0, max_value=100, places=2)


def d(text: str) -> Decimal:
    return Decimal(text)


@st.composite
def rules(draw: Callable[..., Any], maximum: Decimal) -> Rule:
    """A rule without flaws."""
    under = st.decimals(min_value=0, max_value=maximum, places=2)
    kind = draw(st.sampled_from(RuleKind))
    match kind:
        case RuleKind.CHOICE:
            labels = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
            points = [maximum, *(draw(under) for _ in labels[1:])]
            return Choice(tuple(Option(*pair) for pair in zip(labels, points, strict=True)))
        case RuleKind.STEPS:
            levels = sorted(draw(st.lists(PERCENTS, min_size=1, max_size=4, unique=True)), reverse=True)
            points = sorted([maximum, *(draw(under) for _ in levels[1:])], reverse=True)
            return Steps(tuple(Tier(*pair) for pair in zip(levels, points, strict=True)))
        case RuleKind.SHARE:
            return Share(draw(PERCENTS))
        case RuleKind.PER_UNIT:
            return PerUnit(draw(POINTS))
        case RuleKind.DEDUCTION:
            return Deduction(draw(POINTS))
    plain: dict[RuleKind, Rule] = {RuleKind.MET: Met(), RuleKind.SURVEY: Survey(), RuleKind.JUDGED: Judged()}
    return plain[kind]


@st.composite
def outlines(draw: Callable[..., Any]) -> Outline:
    """A set as the pages store it: up to four levels, codes by place, every rule."""
    depths = [1]
    for _ in range(draw(st.integers(0, 25))):
        depths.append(draw(st.integers(1, min(depths[-1] + 1, 4))))
    codes: list[int] = []
    lines = []
    for at, depth in enumerate(depths):
        codes = [*codes[:depth], *[0] * (depth - len(codes))][:depth]
        codes[-1] += 1
        maximum = draw(POINTS)
        is_leaf_here = at + 1 == len(depths) or depths[at + 1] <= depth
        lines.append(
            Line(
                code=".".join(map(str, codes)),
                depth=depth,
                name=draw(WORDS),
                maximum=maximum,
                rule=draw(st.none() | rules(maximum)) if is_leaf_here else None,
                is_bonus=draw(st.booleans()),
                may_not_apply=draw(st.booleans()),
                proof=draw(st.just("") | WORDS),
            )
        )
    bands = draw(st.lists(st.tuples(WORDS, PERCENTS), max_size=4, unique_by=(lambda one: one[0], lambda one: one[1])))
    tie = TieRule(TieKind.CRITERION, lines[0].code)
    ordered = sorted(bands, key=lambda one: one[1], reverse=True)
    head = Head(
        name=draw(WORDS),
        source=draw(st.just("") | WORDS),
        places=draw(st.integers(0, 4)),
        threshold=draw(PERCENTS),
        bands=tuple(Band(*one) for one in ordered),
        ties=tuple(draw(st.lists(st.sampled_from((tie, TieRule(TieKind.BASE), TieRule(TieKind.EXACT))), unique=True))),
        is_example=draw(st.booleans()),
    )
    return Outline(head, tidied(lines))


SMALL = Outline(
    Head("Bộ tiêu chí thử", bands=(Band("Tốt", d("90")), Band("Khá", d("0")))),
    (
        Line("1", 1, "Chỉ đạo", d("12")),
        *(Line(f"1.{n}", 2, f"Tiêu chí {n}", d("1"), Met()) for n in range(1, 11)),
        Line("1.11", 2, "Hồ sơ đúng hạn", d("2"), Steps((Tier(d("90"), d("2")), Tier(d("80"), d("1"))))),
    ),
)


def changed(change: Callable[[Any], None], outline: Outline = SMALL) -> bytes:
    """The workbook of a set after somebody worked in it."""
    book = load_workbook(BytesIO(write_workbook(outline)))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def faults(data: bytes) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.value) for one in read_workbook(data, SMALL.head).faults]


class TestStartingSets:
    @pytest.mark.parametrize("level", LEVELS)
    def test_are_whole(self, level: OrganizationKind) -> None:
        outline = starting_outline(level, 2023)
        areas = {line.code: sum_beneath(outline.lines, at) for at, line in enumerate(outline.lines) if line.depth == 1}
        assert (flaws_of(outline), doubts_of(outline)) == ([], [])
        assert (hundred_of(outline.lines), bonus_of(outline.lines)) == (d("100"), d("5"))
        assert {line.rule.kind for line in outline.lines if line.rule} == set(RuleKind)
        assert list(areas) == [str(n) for n in range(1, 11)]
        assert sum(areas[str(n)] or 0 for n in range(1, 9)) == 60
        survey = {line.code: line.maximum for line in outline.lines if line.code in ("9.1", "9.2")}
        assert survey == {"9.1": 30, "9.2": 10}

    def test_names_its_year_and_says_that_it_is_an_example(self) -> None:
        head = starting_outline(OrganizationKind.COMMUNE, 2023).head
        assert ("2023" in head.name, head.is_example) == (True, True)


class TestRuleWords:
    @pytest.mark.parametrize(
        ("kind", "text", "rule"),
        [
            (RuleKind.MET, "", Met()),
            (
                RuleKind.CHOICE,
                "Trước 31/12 = 1; sau = 0,5",
                Choice((Option("Trước 31/12", d("1")), Option("sau", d("0.5")))),
            ),
            (RuleKind.CHOICE, "a = b = 1 điểm\nc=0", Choice((Option("a = b", d("1")), Option("c", d("0"))))),
            (
                RuleKind.CHOICE,
                "Trước 31/12: 1 điểm; báo cáo: chậm: 0,5",
                Choice((Option("Trước 31/12", d("1")), Option("báo cáo: chậm", d("0.5")))),
            ),
            (RuleKind.STEPS, "90: 2; 80: 1", Steps((Tier(d("90"), d("2")), Tier(d("80"), d("1"))))),
            (RuleKind.STEPS, "Từ 90 %: 2 điểm\n≥ 80% = 1,5", Steps((Tier(d("90"), d("2")), Tier(d("80"), d("1.5"))))),
            (RuleKind.SHARE, "", Share(d("0"))),
            (RuleKind.SHARE, "từ 50 %", Share(d("50"))),
            (RuleKind.PER_UNIT, "0,5 điểm mỗi sáng kiến", PerUnit(d("0.5"))),
            (RuleKind.DEDUCTION, "0,25", Deduction(d("0.25"))),
        ],
    )
    def test_what_people_write_is_read(self, kind: RuleKind, text: str, rule: Rule) -> None:
        assert read_rule(kind, text) == rule
        assert read_rule(kind, rule_parts(rule)) == rule

    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            (RuleKind.MET, "1"),
            (RuleKind.CHOICE, "Có; không = 0"),
            (RuleKind.STEPS, "chín mươi: 2"),
            (RuleKind.PER_UNIT, ""),
            (RuleKind.PER_UNIT, "mỗi 2 sáng kiến 0,5"),
            (RuleKind.PER_UNIT, "-1"),
            (RuleKind.DEDUCTION, "0.25"),
        ],
    )
    def test_what_is_no_rule_is_said(self, kind: RuleKind, text: str) -> None:
        with pytest.raises(BadRule):
            read_rule(kind, text)

    def test_classes(self) -> None:
        bands = (Band("Tốt", d("90")), Band("Khá", d("80.5")))
        assert read_bands("Khá: từ 80,5 điểm; Tốt: 90") == bands == read_bands(bands_text(bands))
        with pytest.raises(BadHead):
            read_bands("Tốt 90")


class TestFlaws:
    def test_every_flaw_is_named(self) -> None:
        lines = (
            Line("1", 1, "A", d("5")),
            Line("1.1", 2, "B", d("2"), Steps((Tier(d("90"), d("1")),))),
            Line("1.2", 2, "C", d("1.125"), Met()),
            Line("2", 1, "D", d("1")),
        )
        head = Head("x", bands=(Band("Tốt", d("90")), Band("Khá", d("90"))), ties=(TieRule(TieKind.CRITERION, "7"),))
        assert [flaw.code for flaw in flaws_of(Outline(head, lines))] == ["", "", "1", "1.1", "1.2", "2"]
        assert [flaw.text for flaw in flaws_of(Outline(head, ()))] == [
            "Bộ tiêu chí chưa có tiêu chí nào; hãy thêm lĩnh vực và tiêu chí."
        ]

    def test_a_total_other_than_100_is_a_doubt(self) -> None:
        assert (flaws_of(SMALL), len(doubts_of(SMALL))) == ([], 1)


class TestWorkbook:
    @settings(max_examples=60, deadline=None)
    @given(outlines())
    def test_reads_back_the_same(self, outline: Outline) -> None:
        read = read_workbook(write_workbook(outline), Head("khác"))
        assert (read.faults, differences(outline, read.outline), read.outline) == ([], [], outline)
        assert outline_from_json(outline_to_json(outline)) == outline

    @pytest.mark.parametrize("level", LEVELS)
    def test_starting_sets_read_back_the_same(self, level: OrganizationKind) -> None:
        outline = starting_outline(level, 2023)
        assert read_workbook(write_workbook(outline), Head("khác")).outline == outline

    def test_moved_columns_blank_rows_and_other_spellings_change_nothing(self) -> None:
        def work(book: Any) -> None:
            sheet = book[CRITERIA]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            sheet.delete_rows(1, sheet.max_row)
            for n, row in enumerate(rows):
                moved = [None, row[2], row[3], row[0], *row[4:], row[1]]
                for at in (n * 2 + 3, *([3] if n == 0 else [])):
                    for column, value in enumerate(moved, start=1):
                        words = unicodedata.normalize("NFD", value) if isinstance(value, str) else value
                        words = words.replace(" ", "\u00a0") if isinstance(words, str) else words
                        words = str(words).replace(".", ",") if column == 3 and n else words
                        sheet.cell(at, column).value = words

        read = read_workbook(changed(work), SMALL.head)
        assert (read.faults, differences(SMALL, read.outline)) == ([], [])

    def test_codes_that_excel_made_numbers_or_days_of_are_known_by_their_place(self) -> None:
        def work(book: Any) -> None:
            sheet = book[CRITERIA]
            for row in range(2, 14):
                sheet.cell(row, 1).number_format = "General"
                sheet.cell(row, 1).value = float(str(sheet.cell(row, 1).value))
            sheet.cell(4, 1).value = datetime(2023, 2, 1)
            sheet.cell(4, 1).number_format = "dd/mm/yyyy"

        read = read_workbook(changed(work), SMALL.head)
        assert (read.faults, differences(SMALL, read.outline)) == ([], [])
        assert len(read.notes) == 2

    def test_a_code_that_could_be_two_is_a_fault_with_a_hint(self) -> None:
        def work(book: Any) -> None:
            book[CRITERIA].cell(12, 1).value = "1.1"

        found = read_workbook(changed(work), SMALL.head).faults
        assert [(one.row, one.value, "1.10" in one.allowed) for one in found] == [(12, "1.1", True)]

    def test_every_fault_in_one_pass(self) -> None:
        def work(book: Any) -> None:
            sheet, general = book[CRITERIA], book[GENERAL]
            sheet.cell(3, 4).value = "mười"
            sheet.cell(4, 5).value = "theo ý"
            sheet.cell(5, 2).value = "Tổ"
            sheet.cell(6, 3).value = None
            sheet.cell(7, 7).value = "có lẽ"
            sheet.cell(8, 6).value = "5"
            sheet.cell(9, 4).value = date(2023, 5, 1)
            sheet.cell(13, 6).value = "90: 3"
            general.cell(5, 3).value = 120
            general.append(["Khi bằng điểm", "Tỷ lệ điểm của một lĩnh vực, tiêu chí cao hơn", "7.7"])

        assert faults(changed(work)) == [
            (3, "Điểm tối đa", "mười"),
            (4, "Cách tính", "theo ý"),
            (5, "Cấp", "Tổ"),
            (6, "Tên lĩnh vực, tiêu chí", ""),
            (7, "Ngoài thang điểm", "có lẽ"),
            (8, "Tham số", "5"),
            (9, "Điểm tối đa", "01/05/2023"),
            (13, "Tham số", "90: 3"),
            (5, "Ngưỡng yếu (%)", "120"),
            (9, "Khi bằng điểm", "7.7"),
        ]

    def test_a_table_of_ones_own_without_levels_is_read(self) -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        rows: list[list[Any]] = [
            ["BỘ TIÊU CHÍ"],
            ["TT", "Nội dung", "Điểm tối đa", "Cách tính"],
            ["1", "Chỉ đạo", 3, None],
            ["1.1.", "Kế hoạch", "1,5", "đạt / không đạt"],
            ["1.2", "Báo cáo", 1.5, "b/a x điểm tối đa"],
        ]
        for row in rows:
            sheet.append(row)
        out = BytesIO()
        book.save(out)
        read = read_workbook(out.getvalue(), SMALL.head)
        assert (read.faults, read.outline.head) == ([], SMALL.head)
        assert [(one.code, one.depth, one.maximum, one.rule) for one in read.outline.lines] == [
            ("1", 1, d("3"), None),
            ("1.1", 2, d("1.5"), Met()),
            ("1.2", 2, d("1.5"), Share()),
        ]

    def test_another_workbook_is_refused(self) -> None:
        out = BytesIO()
        Workbook().save(out)
        with pytest.raises(NotASet):
            read_workbook(out.getvalue(), SMALL.head)


class TestDifferences:
    def test_a_moved_code_is_the_same_criterion(self) -> None:
        lines = (*SMALL.lines[:2], replace(SMALL.lines[2], code="1.12"), *SMALL.lines[3:])
        found = differences(SMALL, Outline(SMALL.head, lines))
        assert [(one.change, one.code, one.what, one.before, one.after) for one in found] == [
            (Change.CHANGED, "1.12", "Mã", "1.2", "1.12")
        ]

    def test_added_removed_and_reordered(self) -> None:
        more = Line("1.12", 2, "Mới", d("1"), Judged())
        lines = (SMALL.lines[0], SMALL.lines[2], SMALL.lines[1], *SMALL.lines[3:-1], more)
        found = differences(SMALL, Outline(replace(SMALL.head, places=3), lines))
        assert [(one.change, one.code, one.what) for one in found] == [
            (Change.CHANGED, "", "Số lẻ của điểm"),
            (Change.ADDED, "1.12", ""),
            (Change.REMOVED, "1.11", ""),
            (Change.CHANGED, "", "Thứ tự các dòng"),
        ]


class TestSmallThings:
    def test_codes(self) -> None:
        assert [read_code(text) for text in ("1.2.", " 1,2 ", "III.4", "a b", "", "1..2")] == [
            "1.2",
            "1.2",
            "III.4",
            None,
            None,
            None,
        ]
        assert [next_code("1", []), next_code("1", ["1.9"]), next_code("", ["4"]), next_code("", ["IV"])] == [
            "1.1",
            "1.10",
            "5",
            "",
        ]

    def test_years_move_along_and_symbols_of_documents_stay(self) -> None:
        text = "Kế hoạch năm 2023, trước 31/12/2022, theo Nghị định 76/2021/NĐ-CP và 33/2023/NĐ-CP, 20234 hồ sơ"
        moved = "Kế hoạch năm 2024, trước 31/12/2023, theo Nghị định 76/2021/NĐ-CP và 33/2023/NĐ-CP, 20234 hồ sơ"
        assert shifted_text(text, 2023, 2024) == moved
        line = Line("1", 1, "Năm 2023", d("1"), Choice((Option("Trước 31/12/2022", d("1")), Option("Không", d("0")))))
        assert [one.after for one in shifts_of((line,), 2023, 2025)] == ["Năm 2025", "Trước 31/12/2024"]

    def test_the_appendix_is_drawn_the_same_each_time(self) -> None:
        paper = SetPaper("Ủy ban nhân dân thị xã Bỉm Sơn", SMALL)
        day = date(2023, 6, 10)
        assert draw_docx(paper, day) == draw_docx(paper, day)
        assert draw_docx(paper, day)[:2] == b"PK"
        assert draw_pdf(paper, day)[:5] == b"%PDF-"
        assert len(leaves_of(SMALL.lines)) == 11
