"""Pasted text reads as the document it was copied from; nothing that can be pasted crashes the reader."""

import json
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.reading.agencies import Directory
from plans.reading.pasted import MAX_CHARACTERS, TOO_LONG, read_text
from plans.reading.pasted.reader import NO_TEXT, NOT_TEXT
from plans.reading.plan import plan_to_json, read_plan
from plans.reading.results import Block, ReadPlan, Unreadable
from plans.reading.sources import read_blocks
from plans.reading.syllables import is_cut, is_syllable, joined_words
from tests.reading.bodies import QUANG_TRUNG, TUY_PHUOC
from tests.reading.pastes import as_html, as_markdown, one_cell_a_line, paged, with_tabs, wrapped
from tests.reading.wordfiles import real_plan

DIRECTORIES = {"quang-trung-2023": QUANG_TRUNG, "tuy-phuoc-2024": TUY_PHUOC}
PROSE = ("doan-ket-2022", "ha-bac-2023-2025", "hoa-xuan-nam-2023-2025")
HEADER = "STT\tNhiệm vụ\tSản phẩm\tCơ quan thực hiện\tThời gian"


@cache
def blocks_of(name: str) -> tuple[Block, ...]:
    return read_blocks(f"{name}.docx", real_plan(name))


@cache
def own_plan(name: str) -> ReadPlan:
    return read_plan(blocks_of(name), DIRECTORIES[name])


def pasted(text: str, directory: Directory = QUANG_TRUNG) -> ReadPlan:
    return read_plan(read_text(text.encode()), directory)


def rows(plan: ReadPlan) -> list[tuple[object, ...]]:
    """Rows as they were read, blanks and line ends aside."""
    return [
        (
            section.title,
            task.ordinal,
            *(" ".join(text.split()) for text in (task.text, task.product_text, task.agency_text, task.deadline_text)),
            len(task.actions),
            task.agencies.lead,
            [clause.due for clause in task.deadline.clauses],
        )
        for section in plan.sections
        for task in section.tasks
    ]


def blocks(text: str) -> list[str | tuple[tuple[str, ...], ...]]:
    return [block.text if block.kind == "p" else block.rows for block in read_text(text.encode())]


@pytest.mark.parametrize("name", list(DIRECTORIES))
@pytest.mark.parametrize(
    "copied",
    [
        with_tabs,
        as_markdown,
        as_html,
        lambda given: paged(with_tabs(given), 5),
        lambda given: paged(with_tabs(given), 7),
        lambda given: paged(with_tabs(given), 13),
        lambda given: unicodedata.normalize("NFD", with_tabs(given)),
        lambda given: wrapped(with_tabs(given), 95),
    ],
    ids=["tabs", "markdown", "html", "pages of 5", "pages of 7", "pages of 13", "decomposed", "wrapped"],
)
def test_the_real_tables_read_the_same_when_pasted(name: str, copied: Callable[[tuple[Block, ...]], str]) -> None:
    plan, own = pasted(copied(blocks_of(name)), DIRECTORIES[name]), own_plan(name)
    assert [len(section.tasks) for section in plan.sections] == [len(section.tasks) for section in own.sections]
    assert rows(plan) == rows(own)
    assert (plan.number, plan.title, plan.signer, plan.recipients) == (
        own.number,
        own.title,
        own.signer,
        own.recipients,
    )


@pytest.mark.parametrize(("name", "count"), [("quang-trung-2023", 33), ("tuy-phuoc-2024", 51)])
@pytest.mark.parametrize(
    "copied",
    [one_cell_a_line, lambda given: with_tabs(given, cells_on_one_line=True)],
    ids=["a cell a line", "lists run together"],
)
def test_rows_are_found_where_cells_lost_their_lines(name: str, count: int, copied: Callable[..., str]) -> None:
    plan, own = pasted(copied(blocks_of(name)), DIRECTORIES[name]), own_plan(name)
    assert [len(section.tasks) for section in plan.sections] == [len(section.tasks) for section in own.sections]
    same = sum(mine == theirs for mine, theirs in zip(rows(plan), rows(own), strict=True))
    assert same >= count * 0.9
    assert [row[:3] for row in rows(plan)] == [row[:3] for row in rows(own)]


@pytest.mark.parametrize("name", [*DIRECTORIES, *PROSE])
@pytest.mark.parametrize("width", [0, 80, 100])
def test_prose_comes_back_whole(name: str, width: int) -> None:
    """All paragraphs where they were not wrapped; hardly one in ten is parted otherwise at the edge of the page."""
    text = with_tabs(blocks_of(name))
    found = {
        " ".join(line.split()) for line in blocks(wrapped(text, width) if width else text) if isinstance(line, str)
    }
    own = [" ".join(line.split()) for block in blocks_of(name) if block.kind == "p" for line in block.text.split("\n")]
    missing = [line for line in own if line not in found]
    assert len(missing) <= (len(own) * 0.12 if width else 2), missing


def test_rows_and_words_cut_by_a_page() -> None:
    text = (
        "KẾ HOẠCH\nCải cách hành chính năm 2024\n"
        f"{HEADER}\n1\tRà soát văn bản, tổ chức thực hi\tBáo cáo kết\tCC TP - HT\tQuý I\n\n12\n\f\n"
        f"{HEADER}\n\tện các kiến nghị\tquả\t\t\n2\tTriển khai dịch vụ công trực tu-\n\n- 13 -\n\n"
        f"{HEADER}\nyến\tKế hoạch\tCC VP - TK\tTháng 5\n3\tNiêm yết\tBiên bản\tCC VP - TK\tQuý III"
    )
    (section,) = pasted(text).sections
    assert [(task.ordinal, task.text, task.product_text, task.deadline_text) for task in section.tasks] == [
        ("1", "Rà soát văn bản, tổ chức thực hiện các kiến nghị", "Báo cáo kết quả", "Quý I"),
        ("2", "Triển khai dịch vụ công trực tuyến", "Kế hoạch", "Tháng 5"),
        ("3", "Niêm yết", "Biên bản", "Quý III"),
    ]


def test_a_paragraph_cut_by_a_page() -> None:
    text = (
        "Các bộ phận chuyên môn tổ chức thực hi\n\nTrang 3/14\n\f\nện kế hoạch này và báo cáo kết quả.\n"
        "Báo cáo gửi trước ngày 15."
    )
    assert blocks(text) == [
        "Các bộ phận chuyên môn tổ chức thực hiện kế hoạch này và báo cáo kết quả.",
        "Báo cáo gửi trước ngày 15.",
    ]


def test_heads_and_feet_of_pages_are_left_out() -> None:
    page = "UBND XÃ QUANG TRUNG - KẾ HOẠCH CCHC 2024\n- Nhiệm vụ thứ {}.\nTrang {}\n\f"
    text = "\n".join(page.format(word, number) for number, word in enumerate(("nhất", "hai", "ba"), 1))
    assert blocks(text) == ["- Nhiệm vụ thứ nhất.", "- Nhiệm vụ thứ hai.", "- Nhiệm vụ thứ ba."]


def test_captions_that_come_back_are_no_heads_of_pages() -> None:
    text = "".join(f"PHỤ LỤC {n}\n{HEADER}\n1\tRà soát\tBáo cáo\tCC TP - HT\tQuý I\n{n}\n\f\n" for n in (1, 2, 3))
    plan = pasted(f"KẾ HOẠCH\nCải cách hành chính năm 2024\n{text}")
    assert [(section.label, len(section.tasks)) for section in plan.sections] == [
        ("PHỤ LỤC 1", 1),
        ("PHỤ LỤC 2", 1),
        ("PHỤ LỤC 3", 1),
    ]


def test_tags_marks_and_blanks_that_nobody_wrote() -> None:
    text = (
        "# **KẾ HOẠCH**\n\n## Cải cách&nbsp;hành chính năm\u00a02024\n\n---\n\n"
        "* Rà soát \\- *cắt giảm* thủ tục <b>nội bộ</b>&amp; công khai;\n+ niêm\u00ad yết [tại đây](https://a.vn/x).\n"
        "> 1\\. Số: ____/KH-UBND, ti\u200blệ < 50% và > 20%\n`X`."
    )
    assert blocks(text) == [
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2024",
        "- Rà soát - cắt giảm thủ tục nội bộ& công khai;",
        "+ niêm yết tại đây.",
        "1. Số: ____/KH-UBND, tilệ < 50% và > 20%",
        "X.",
    ]


def test_marks_that_word_parts_with_tabs_are_no_cells() -> None:
    assert blocks("I.\tMỤC TIÊU\n1.\tRà soát thủ tục.\n-\tNiêm yết.\n\tThụt đầu dòng.") == [
        "I. MỤC TIÊU",
        "1. Rà soát thủ tục.",
        "- Niêm yết.",
        "Thụt đầu dòng.",
    ]


def test_a_merged_header_pasted_as_fewer_cells() -> None:
    text = (
        "STT\tNhiệm vụ\tCơ quan thực hiện\tThời gian\n\t\tChủ trì\tPhối hợp\t\n(1)\t(2)\t(3)\t(4)\t(5)\n"
        "1\tRà soát\tCC TP - HT\tCC VP - TK\tQuý I"
    )
    (section,) = pasted(f"KẾ HOẠCH\nCải cách hành chính năm 2024\n{text}").sections
    (task,) = section.tasks
    assert (task.text, task.agencies.lead, task.agencies.coordinate, task.deadline_text) == (
        "Rà soát",
        ("Công chức Tư pháp - Hộ tịch",),
        ("Công chức Văn phòng - Thống kê",),
        "Quý I",
    )


def test_cells_that_excel_quoted() -> None:
    text = f'{HEADER}\n1\t"Rà soát\n""nội bộ"""\tBáo cáo\tCC TP - HT\t"- Quý I\n- Quý II"'
    assert blocks(text) == [
        (tuple(HEADER.split("\t")), ("1", 'Rà soát\n"nội bộ"', "Báo cáo", "CC TP - HT", "- Quý I\n- Quý II"))
    ]


def test_areas_and_groups_that_stand_alone_on_their_line() -> None:
    text = (
        f"KẾ HOẠCH\nCải cách hành chính năm 2024\n{HEADER}\nI. CẢI CÁCH THỂ CHẾ\nNội dung cần khắc phục\n"
        "1\tRà soát\tBáo cáo\tCC TP - HT\tQuý I\nII\tCẢI CÁCH CÔNG VỤ\t\t\t\n1\tTập huấn\tBáo cáo\tCC VP - TK\tQuý II\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Các bộ phận báo cáo hàng quý."
    )
    plan = pasted(text)
    assert [
        (section.label, section.title, len(section.tasks)) for section in plan.sections if section.label != "III"
    ] == [
        ("I", "CẢI CÁCH THỂ CHẾ", 0),
        ("", "Nội dung cần khắc phục", 1),
        ("II", "CẢI CÁCH CÔNG VỤ", 1),
    ]
    assert [block.text for block in plan.blocks if block.kind == "p"][-2:] == [
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Các bộ phận báo cáo hàng quý.",
    ]


def test_the_end_of_a_document_in_two_columns() -> None:
    text = "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tCHỦ TỊCH\n- Lưu: VP.\tNguyễn Văn An"
    plan = pasted(f"KẾ HOẠCH\nCải cách hành chính năm 2024\nI. MỤC TIÊU\n1. Rà soát.\n{text}")
    assert (plan.recipients, plan.authority, plan.signer_title, plan.signer) == (
        ("Như trên", "Lưu: VP"),
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn An",
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\n \t \n", NO_TEXT),
        (b"<br>&nbsp;\n---\n**", NO_TEXT),
        (b"K\xea\xec hoa\xf2ch", NOT_TEXT),
        ("Kế hoạch".encode("utf-16-le"), NOT_TEXT),
        (b"\xff\xfe\x00\xd8\x00", NOT_TEXT),
        (b"a" * (MAX_CHARACTERS + 1), TOO_LONG),
    ],
)
def test_what_is_no_readable_text_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_text(data)
    assert str(refusal.value) == sentence


def test_text_of_notepad_with_its_mark() -> None:
    for data in ("\ufeffKế hoạch".encode(), "Kế hoạch".encode("utf-16")):
        assert read_text(data) == (Block("p", "Kế hoạch"),)


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("tổ chức thực hi", "ện các", True),
        ("kế ho", "ạch", True),
        ("cải cá", "ch hành chính", True),
        ("trực tu-", "yến", True),
        ("KẾ HO", "ẠCH NĂM", True),
        ("các cơ", "quan", False),
        ("thanh", "tra", False),
        ("phần", "II", False),
        ("điểm đ", "khoản 2", False),
        ("Tài chính -", "kế hoạch", False),
        ("", "ện", False),
    ],
)
def test_words_cut_in_two(above: str, below: str, cut: bool) -> None:
    assert is_cut(above, below) is cut


def test_no_two_words_of_the_real_plans_are_run_together() -> None:
    for name in (*DIRECTORIES, *PROSE):
        for block in blocks_of(name):
            for text in (block.text, *(cell for row in block.rows for cell in row)):
                words = [word for word in text.split() if len(word) > 1]
                assert [pair for pair in pairwise(words) if is_cut(*pair)] == []


def test_syllables() -> None:
    assert all(map(is_syllable, ["nghiêng", "quyết", "giữ", "khuỷu", "huyện", "ước", "ở", "à", "điện"]))
    assert not any(map(is_syllable, ["ện", "qu", "th", "ngh", "kế-hoạch", "ubnd", "ạch", "b"]))
    assert joined_words("thực hi", "ện") == "thực hiện"


BITS = (
    "STT;Nhiệm vụ;Sản phẩm;Cơ quan;Thời gian;1;2;I;CẢI CÁCH THỂ CHẾ;Quý I;Phụ lục 1;KẾ HOẠCH;|;| --- |;\f;<br>;**;- "
    ';";\r\n;\x0b;&nbsp\t;\t;\n;\n;\t;<tr><td>;ện;thực hi;12;Cải cách hành chính năm 2024;Nơi nhận:;TM. ỦY BAN'
    ";(1);#;\\|;1.\t;a)"
)
PIECES = st.sampled_from(BITS.split(";"))


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        plan = pasted(text)
    except (Unreadable, UnicodeEncodeError):
        return
    assert json.dumps(plan_to_json(plan))


WORDS = "Rà soát báo cáo CC VP quý II năm 2024"
CELL = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(st.lists(CELL, min_size=4, max_size=4))
def test_every_word_of_a_pasted_row_is_kept(cells: list[str]) -> None:
    table = f"{HEADER}\n1\t{chr(9).join(cells)}\n2\tNiêm yết\tBiên bản\tCC TP - HT\tQuý I"
    text = f"KẾ HOẠCH\nCải cách hành chính năm 2024\n{table}"
    (section,) = pasted(text).sections
    task = section.tasks[0]
    assert [task.text, task.product_text, task.agency_text, task.deadline_text] == cells


def test_long_text_is_read_in_time() -> None:
    """A thousand rows, and a text that never ends a line."""
    row = "Rà soát văn bản\tBáo cáo\tCC TP - HT\tQuý I\n"
    table = f"{HEADER}\n" + "".join(f"{number}\t{row}" for number in range(1, 1001))
    (block,) = read_text(table.encode())
    assert len(block.rows) == 1001
    assert len(read_text(("thực hiện " * 90_000).encode())) == 1
    assert len(read_text(("<br " * 100_000 + "\t" * 100_000).encode())) >= 1
