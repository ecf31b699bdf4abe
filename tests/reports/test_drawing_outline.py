"""What stands in a report: the sums, the gaps, the formulas of the decree."""

from dataclasses import replace

from cchc.paper.blocks import Heading, Note, Table, Text
from reports.drawing.outline import outline
from reports.facts import NarrativeSection, Paragraph, ReportFacts
from tests.reports.sample import TITLE, sample

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def tables(facts: ReportFacts) -> list[Table]:
    return [block for block in outline(facts).blocks if isinstance(block, Table)]


def notes(facts: ReportFacts) -> list[str]:
    return [block.text for block in outline(facts).blocks if isinstance(block, Note)]


def narrative(facts: ReportFacts, *sections: NarrativeSection) -> list[Heading | Text]:
    """The headings and paragraphs that follow the opening tables."""
    blocks = outline(replace(facts, narrative=sections)).blocks
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Heading))
    return [block for block in blocks[first:] if isinstance(block, Heading | Text)]


def test_states_add_up_to_the_total() -> None:
    states, *_ = tables(sample())
    numbers = [[int(cell.text) for cell in row[1:]] for row in states.rows[:9]]
    assert [row[0].text for row in states.rows[8:]] == [
        "Tổng số",
        "Đã xong trên số được tính tỷ lệ",
        "Tỷ lệ hoàn thành",
    ]
    assert [sum(column) for column in zip(*numbers[:8], strict=True)] == numbers[8] == [33, 17]


def test_appendices_add_up_to_the_plan() -> None:
    _, areas = tables(sample())
    numbers = [[int(cell.text) for cell in row[1:10]] for row in areas.rows]
    assert len(numbers) == 8
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert [sum(row[1:]) for row in numbers] == [row[0] for row in numbers]


def test_every_percentage_names_what_it_leaves_out() -> None:
    facts = sample()
    assert notes(facts)[0] == (
        "Nhiệm vụ của kế hoạch – không tính vào tỷ lệ: "
        "2 nhiệm vụ đang chờ, 1 nhiệm vụ không phát sinh, 1 nhiệm vụ đã hủy."
    )
    for tally in (facts.rows, facts.period_tally, *(area.tally for area in facts.areas)):
        assert not tally.left_out or any(note.endswith(tally.left_out[1:]) for note in notes(facts))


def test_the_span_of_the_data_is_named() -> None:
    assert notes(sample())[-1] == (
        "Số liệu từ ngày 15/12/2022 đến hết ngày 14/03/2023. "
        "Kế hoạch được theo dõi: Kế hoạch Cải cách hành chính trên địa bàn xã Quang Trung năm 2023."
    )


def test_a_report_drawn_before_the_cutoff_says_so() -> None:
    facts = sample()
    early = replace(facts, as_of=facts.cutoff_on.replace(day=1))
    assert "đến hết ngày 01/03/2023, trước ngày chốt số liệu 14/03/2023." in notes(early)[-1]


def test_what_nobody_wrote_is_a_marked_gap() -> None:
    facts = sample()
    sections = (
        NarrativeSection("I", 1, "Chỉ đạo", ()),
        NarrativeSection("II", 1, "Kết quả", (Paragraph("", gap=True),)),
        NarrativeSection(
            "III", 1, "Đánh giá", (Paragraph("nguyên nhân", gap=True), Paragraph("[Chưa có nội dung]", gap=True))
        ),
    )
    assert narrative(facts, *sections)[:-1] == [
        Heading(1, "I. CHỈ ĐẠO"),
        Text("[Chưa có nội dung]", gap=True),
        Heading(1, "II. KẾT QUẢ"),
        Text("[Chưa có nội dung]", gap=True),
        Heading(1, "III. ĐÁNH GIÁ"),
        Text("[Chưa có nội dung: nguyên nhân]", gap=True),
        Text("[Chưa có nội dung]", gap=True),
    ]


def test_a_heading_over_others_needs_no_words_of_its_own() -> None:
    sections = (
        NarrativeSection("II", 1, "Kết quả", ()),
        NarrativeSection("II.1", 2, "Thể chế", ()),
        NarrativeSection("II.1.a", 3, "Văn bản", (Paragraph("Đã ban hành.\nĐã rà soát."),)),
        NarrativeSection("III", 1, "Đánh giá", (Paragraph("Tốt."),)),
    )
    assert narrative(sample(), *sections)[:-1] == [
        Heading(1, "II. KẾT QUẢ"),
        Heading(2, "1. Thể chế"),
        Heading(3, "a) Văn bản"),
        Text("Đã ban hành."),
        Text("Đã rà soát."),
        Heading(1, "III. ĐÁNH GIÁ"),
        Text("Tốt."),
    ]


def test_an_opening_nobody_wrote_is_a_gap() -> None:
    assert outline(replace(sample(), opening=())).blocks[0] == Text("[Chưa có nội dung]", gap=True)


def test_the_closing_formula_is_added_once() -> None:
    section = NarrativeSection("I", 1, "Chỉ đạo", (Paragraph("Xin báo cáo./."),))
    assert narrative(sample(), section)[-1] == Text("Xin báo cáo./.")
    section = NarrativeSection("I", 1, "Chỉ đạo", (Paragraph("Xin báo cáo."),))
    assert narrative(sample(), section)[-1] == Text(
        f"Trên đây là Báo cáo k{TITLE[1:]} của Ủy ban nhân dân xã Quang Trung./."
    )


def test_appendices_are_numbered_in_roman_and_name_their_report() -> None:
    made = outline(sample()).appendices
    assert [appendix.label for appendix in made] == [f"Phụ lục {number}" for number in ROMAN]
    assert {appendix.attached_to for appendix in made} == {
        "(Kèm theo Báo cáo số 05/BC-UBND ngày 15 tháng 3 năm 2023 của Ủy ban nhân dân xã Quang Trung)"
    }
    assert made[2].title == "CẢI CÁCH TỔ CHỨC BỘ MÁY HÀNH CHÍNH NHÀ NƯỚC"
    assert made[2].blocks[0] == Note("Theo Phụ lục số 03 của kế hoạch; chủ trì: CC Văn phòng - Thống kê.")
    assert made[7].title == "BẢNG THỐNG KÊ SỐ LIỆU CẢI CÁCH HÀNH CHÍNH QUÝ I NĂM 2023"


def test_a_single_appendix_has_no_number() -> None:
    facts = sample()
    alone = replace(facts, appendices=facts.appendices[:1], indicators=())
    assert [appendix.label for appendix in outline(alone).appendices] == ["Phụ lục"]


def test_an_appendix_without_rows_says_so() -> None:
    facts = sample()
    bare = replace(facts, appendices=(replace(facts.appendices[0], rows=()),))
    assert outline(bare).appendices[0].blocks == (
        Note("Theo Phụ lục số 01 của kế hoạch. Phụ lục này không có nhiệm vụ."),
    )


def test_a_part_that_is_no_appendix_is_called_a_section() -> None:
    facts = sample()
    part = replace(facts.appendices[0], label="II", rows=())
    assert outline(replace(facts, appendices=(part,))).appendices[0].blocks == (
        Note("Theo mục II của kế hoạch. Phụ lục này không có nhiệm vụ."),
    )


def test_a_draft_leaves_number_and_day_open() -> None:
    made = outline(sample(approved=False))
    assert made.head.number == "Số: " + "\u00a0" * 6 + "/BC-UBND"
    assert made.head.place_and_date == "Quang Trung, ngày … tháng … năm 2023"
    assert made.appendices[0].attached_to.startswith("(Kèm theo Báo cáo số …/BC-UBND ngày … tháng … năm 2023 của")


def test_a_deputy_signs_for_the_chairman() -> None:
    facts = sample()
    head = replace(facts.letterhead, authority="TM. Ủy ban nhân dân\nKT. Chủ tịch", signer_title="Phó Chủ tịch")
    assert outline(replace(facts, letterhead=head)).signature.authority == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )


def in_sections(facts: ReportFacts) -> ReportFacts:
    """The same rows under sections of prose, which names no products."""
    parts = [
        replace(
            one,
            label=f"II.{place}",
            title=f"Chỉ số {place}",
            lead="",
            rows=tuple(replace(row, product="") for row in one.rows),
        )
        for place, one in enumerate(facts.appendices, start=1)
    ]
    return replace(facts, appendices=tuple(parts))


def test_sections_of_a_plan_without_appendices_stand_together() -> None:
    drawn = outline(in_sections(sample())).appendices
    together, statistics = drawn
    assert (together.label, together.title) == ("Phụ lục I", "KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ CỦA KẾ HOẠCH")
    captions = [block.caption for block in together.blocks if isinstance(block, Table)]
    assert captions == [f"II.{place}. Chỉ số {place}" for place in range(1, 8)]
    first = together.blocks[0]
    assert isinstance(first, Table)
    assert [column.title for column in first.columns] == [
        "TT",
        "Nhiệm vụ",
        "Cơ quan thực hiện",
        "Thời hạn",
        "Kết quả thực hiện",
        "Trạng thái",
    ]
    assert sum(len(block.rows) for block in together.blocks if isinstance(block, Table)) == 33
    assert statistics.label == "Phụ lục II"


def test_each_authority_stands_on_a_line_of_its_own() -> None:
    facts = sample()
    head = replace(facts.letterhead, authority="TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", signer_title="Phó Chủ tịch")
    signature = outline(replace(facts, letterhead=head)).signature
    assert signature.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
