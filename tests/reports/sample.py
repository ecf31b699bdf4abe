"""A whole report of xã Quang Trung for quarter I of 2023, in the words of its real plan."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import docx

from reports.facts import (
    AppendixFacts,
    AreaFacts,
    DutyFacts,
    Indicator,
    LastYear,
    Letterhead,
    NarrativeSection,
    Paragraph,
    ReportFacts,
    Restated,
    RowFacts,
)
from tasks.enums import State
from tasks.tallies import Tally, tally_of

PLAN = Path(__file__).parents[2] / "fixtures" / "quang-trung-2023.docx"
TITLE = "Kết quả thực hiện công tác cải cách hành chính quý I năm 2023"
PLAN_TITLE = "Kế hoạch Cải cách hành chính trên địa bàn xã Quang Trung năm 2023"

_CAPTION = re.compile(r"^(Phụ lục số \d+)[:.]\s*(.+)$")
_LEAD = re.compile(r"^\((.+) chủ trì\)$")
_CYCLE = (State.DOING, State.ON_TIME, State.DOING, State.LATE, State.NOT_YET, State.OVERDUE, State.DOING)
_SPECIAL = {18: State.WAITING, 19: State.WAITING, 24: State.NOTHING, 30: State.CANCELLED}
_RESULTS = {
    State.ON_TIME: "Đã ban hành Kế hoạch số 05/KH-UBND ngày 12/01/2023; đã gửi Báo cáo kết quả thực hiện quý I.",
    State.LATE: "Đã gửi báo cáo ngày 10/3/2023, chậm 03 ngày so với thời hạn do phải đối chiếu lại số liệu hồ sơ.",
    State.DOING: "Đang thực hiện; đã rà soát 12 văn bản, niêm yết công khai 100% TTHC tại trụ sở UBND xã.",
    State.NOTHING: "Không phát sinh trong kỳ.",
}


def sample(*, approved: bool = True) -> ReportFacts:
    """The facts as they stand on the cut-off day; without number and date where it is not `approved`."""
    appendices = _appendices()
    rows = [row for appendix in appendices for row in appendix.rows]
    return ReportFacts(
        organization="Ủy ban nhân dân xã Quang Trung",
        title=TITLE,
        period="quý I năm 2023",
        period_kind="quarter",
        year=2023,
        number=1,
        start_on=date(2022, 12, 15),
        cutoff_on=date(2023, 3, 14),
        send_by=date(2023, 3, 16),
        as_of=date(2023, 3, 14),
        plan_title=PLAN_TITLE,
        letterhead=_letterhead(approved),
        opening=_opening(),
        rows=tally("Nhiệm vụ của kế hoạch", rows),
        period_tally=_with_obligations(tally("Việc đến hạn trong kỳ", rows[3:20], "việc"), rows[3:20]),
        areas=tuple(AreaFacts(a.label, a.title, tally(a.title, a.rows)) for a in appendices),
        narrative=_narrative(),
        appendices=appendices,
        indicators=_indicators(),
    )


def compared() -> ReportFacts:
    """The same report with all that it is compared with: the year so far, the year before, an earlier period restated,
    work given from above, the duties behind every row."""
    facts = sample()
    appendices = tuple(replace(one, rows=tuple(map(_with_duty, one.rows))) for one in facts.appendices)
    rows = [row for one in appendices for row in one.rows]
    of_period, so_far = (
        _with_obligations(tally(title, found, "việc"), found)
        for title, found in (("Việc đến hạn trong kỳ", rows[3:20]), ("Việc từ đầu năm", rows[3:26]))
    )
    given = tuple(
        replace(row, given_by=f"{GIVER} (số {12 + place // 2}/KH-UBND)", part="I: Chỉ đạo, điều hành")
        for place, row in enumerate(rows[:4])
    )
    return replace(
        facts,
        appendices=appendices,
        so_far=so_far,
        last_year=LastYear(
            "quý I năm 2022", True, facts.rows, _with_obligations(tally("Kỳ", rows[8:], "việc"), rows[8:])
        ),
        restated=(
            Restated(
                "tháng 1 năm 2023", tally("Kỳ", rows[:6], "việc"), _with_obligations(tally("Kỳ", rows[:7]), rows[:7])
            ),
        ),
        given=AppendixFacts("", "Nhiệm vụ cấp trên giao", "", given),
        given_tally=tally("Nhiệm vụ cấp trên giao", given),
        period_tally=of_period,
    )


GIVER = "Kế hoạch nâng cao Chỉ số cải cách hành chính năm 2023 của UBND thị xã Bỉm Sơn"


def _with_duty(row: RowFacts) -> RowFacts:
    (pk,) = row.obligations
    said = f"Đã xong. {row.result}" if row.result else ""
    duty = DutyFacts(pk, "Báo cáo, quý I năm 2023", row.due_on, row.state, row.state_label, said, said and WHO, (7,))
    return replace(row, duties=(duty,))


WHO = "Nguyễn Thị Hương, Công chức Văn phòng - Thống kê, ngày 10/03/2023"


def tally(title: str, rows: Sequence[RowFacts], things: str = "nhiệm vụ") -> Tally:
    """The counts of rows by state."""
    return tally_of((State(row.state) for row in rows), title=title, things=things)


def _with_obligations(counted: Tally, rows: Sequence[RowFacts]) -> Tally:
    counts = (
        replace(count, obligations=tuple(row.obligations[0] for row in rows if row.state == count.state))
        for count in counted.counts
    )
    return replace(counted, counts=tuple(counts))


def _letterhead(approved: bool) -> Letterhead:
    return Letterhead(
        superior="Ủy ban nhân dân thị xã Bỉm Sơn",
        issuer="Ủy ban nhân dân xã Quang Trung",
        place="Quang Trung",
        symbol="BC-UBND",
        number="5" if approved else "",
        issued_on=date(2023, 3, 15) if approved else None,
        authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer="Phạm Ngọc Thắng",
        addressee="Ủy ban nhân dân thị xã Bỉm Sơn",
        recipients=("UBND thị xã Bỉm Sơn", "Phòng Nội vụ thị xã", "Thường trực Đảng ủy, HĐND xã", "Lưu: VT, VP-TK"),
    )


@cache
def _appendices() -> tuple[AppendixFacts, ...]:
    document = docx.Document(str(PLAN))
    texts = [paragraph.text.strip() for paragraph in document.paragraphs]
    places = [place for place, text in enumerate(texts) if _CAPTION.match(text)]
    made: list[AppendixFacts] = []
    for place, table in zip(places, document.tables[1:], strict=True):
        caption, lead = _CAPTION.match(texts[place]), _LEAD.match(texts[place + 1 : place + 2][0])
        assert caption is not None
        first = 1 + sum(len(appendix.rows) for appendix in made)
        lines = [[cell.text.strip() for cell in row.cells] for row in table.rows[1:]]
        rows = tuple(_row(first + number, cells) for number, cells in enumerate(lines))
        made.append(AppendixFacts(caption[1], caption[2], lead[1] if lead else "", rows))
    return tuple(made)


def _row(task_id: int, cells: list[str]) -> RowFacts:
    state = _SPECIAL.get(task_id, _CYCLE[task_id % len(_CYCLE)])
    ordinal, text, product, agency, deadline, _ = cells
    dated = state in (State.ON_TIME, State.LATE, State.OVERDUE)
    return RowFacts(
        task_id=task_id,
        ordinal=ordinal,
        text=text,
        product=product,
        agency=agency,
        deadline=deadline,
        result=_RESULTS.get(state, ""),
        state=state.value,
        state_label=state.label,
        due_on=date(2023, 3, 7) if dated else None,
        obligations=(100 + task_id,),
    )


def _opening() -> tuple[Paragraph, ...]:
    return (
        Paragraph(
            "Thực hiện Kế hoạch Cải cách hành chính trên địa bàn xã Quang Trung năm 2023, Ủy ban nhân dân xã "
            "Quang Trung báo cáo kết quả thực hiện công tác cải cách hành chính quý I năm 2023 như sau:"
        ),
    )


def _narrative() -> tuple[NarrativeSection, ...]:
    legal = Paragraph(
        "Đã rà soát 12 văn bản của HĐND, UBND xã; kiến nghị bãi bỏ 01 văn bản không còn phù hợp. Việc soạn thảo, thẩm "
        "tra và ban hành văn bản được thực hiện đúng trình tự, thủ tục và thể thức theo quy định của pháp luật.",
        source="Công chức Tư pháp - Hộ tịch",
    )
    dossiers = Paragraph(
        "Tiếp nhận 2.840 hồ sơ, đã giải quyết 2.158 hồ sơ, trong đó trước hạn 1.297, đúng hạn 779, quá hạn 82.\n"
        "Công khai đầy đủ kết quả giải quyết và thư xin lỗi đối với hồ sơ quá hạn tại Bộ phận một cửa.",
        source="Công chức Văn phòng - Thống kê",
    )
    parts = (
        ("I", 1, "Công tác chỉ đạo, điều hành", (Paragraph("Đã ban hành 03 văn bản chỉ đạo, tổ chức 01 hội nghị."),)),
        ("II", 1, "Kết quả theo lĩnh vực", ()),
        ("II.1", 2, "Cải cách thể chế", (legal,)),
        ("II.2", 2, "Cải cách thủ tục hành chính", (dossiers,)),
        ("II.3", 2, "Cải cách tổ chức bộ máy", (Paragraph("", gap=True),)),
        ("II.4", 2, "Cải cách chế độ công vụ", (legal, dossiers)),
        ("II.5", 2, "Cải cách tài chính công", (Paragraph("kết quả tự chủ tài chính", gap=True),)),
        ("II.6", 2, "Xây dựng chính quyền điện tử, chính quyền số", (dossiers,)),
        ("III", 1, "Đánh giá chung", ()),
        ("III.1", 2, "Kết quả nổi bật", (legal,)),
        ("III.2", 2, "Tồn tại, hạn chế", ()),
        ("III.2.a", 3, "Về thủ tục hành chính", (Paragraph("Còn 82 hồ sơ giải quyết quá hạn."),)),
        ("III.3", 2, "Nguyên nhân", ()),
        ("IV", 1, "Phương hướng, nhiệm vụ kỳ tới", (legal, dossiers)),
        ("V", 1, "Kiến nghị, đề xuất", (Paragraph("", gap=True),)),
    )
    return tuple(NarrativeSection(*part) for part in parts)


def _indicators() -> tuple[Indicator, ...]:
    return (
        Indicator("Hồ sơ thủ tục hành chính tiếp nhận", "hồ sơ", "2840", "", "2.840"),
        Indicator("Hồ sơ đã giải quyết trên hồ sơ tiếp nhận", "hồ sơ", "2158", "2840", "76,0 %"),
        Indicator("Hồ sơ giải quyết trước hạn", "hồ sơ", "1297", "2158", "60,1 %"),
        Indicator("Hồ sơ giải quyết đúng hạn", "hồ sơ", "779", "2158", "36,1 %"),
        Indicator("Hồ sơ giải quyết quá hạn", "hồ sơ", "82", "2158", "3,8 %"),
        Indicator("Hồ sơ giải quyết trước và đúng hạn", "hồ sơ", "2076", "2158", "96,2 %"),
        Indicator("Ngân sách đã giải ngân", "triệu đồng", "1250.5", "4800", "26,1 %"),
        Indicator("Phiếu khảo sát mức độ hài lòng", "phiếu", "", "", ""),
    )
