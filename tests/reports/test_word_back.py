"""The narrative by Word: out with unseen marks, edited as people edit, back without losing or inventing a word."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.orgs.models import Event
from plans.models import Plan
from plans.reading.results import Unreadable
from reports.actions.editing import Conflict, Taken, take_sections
from reports.facts import NarrativeSection, ReportFacts
from reports.models import NarrativeText, Report
from reports.paragraphs import edited
from reports.roundtrip.comparing import Comparison, compare
from reports.roundtrip.marking import draw_for_editing, lines_of, places_of
from reports.roundtrip.reading import NOT_OURS, WITH_MACROS, WORKBOOK, read_word
from tests import office
from tests.cast import TODAY, Cast
from tests.marked import WORD_FILES
from tests.reports.reporting import NOON, drafted, edit, sent
from tests.reports.sample import sample

LABEL = "quang-trung/quarter/2023/1"
pages = pytest.mark.django_db


def facts_with(**texts: str) -> ReportFacts:
    """The sample report with sections as somebody wrote them, by key ("II_1")."""
    facts = sample()
    written = {key.replace("_", "."): text for key, text in texts.items()}
    return replace(facts, narrative=tuple(_written(one, written) for one in facts.narrative))


def _written(section: NarrativeSection, texts: dict[str, str]) -> NarrativeSection:
    named = replace(section, part=section.key)
    return replace(named, paragraphs=edited(texts[section.key], "gì đó")) if section.key in texts else named


FACTS = facts_with(II_1="Câu một.\nCâu hai.\nCâu ba.", II_2="Câu bốn.")
BARE = [one.part for one in FACTS.narrative if not one.paragraphs]


def file_of(facts: ReportFacts = FACTS) -> bytes:
    return draw_for_editing(facts, LABEL, {one.part: 1 for one in facts.narrative})


def back(data: bytes, facts: ReportFacts = FACTS) -> Comparison:
    return compare(read_word(data, places_of(facts)), LABEL, facts.narrative, BARE)


def changed_by(act: Callable[[Document], None], facts: ReportFacts = FACTS) -> Comparison:
    """What comes back after somebody edited the file."""
    document = docx.Document(BytesIO(file_of()))
    act(document)
    stream = BytesIO()
    document.save(stream)
    return back(stream.getvalue(), facts)


def texts(found: Comparison) -> dict[str, str]:
    return {one.part: one.text for one in found.changes}


def at(document: Document, words: str) -> WordParagraph:
    return next(one for one in document.paragraphs if one.text == words)


def drop(paragraph: WordParagraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


# out and back


def test_the_same_report_gives_the_same_file_and_no_difference() -> None:
    assert file_of() == file_of()
    assert back(file_of()) == Comparison((), ())


def test_the_file_looks_like_the_report_that_is_sent() -> None:
    marked = docx.Document(BytesIO(file_of()))
    names = [one.get(qn("w:name")) for one in marked.element.iter(qn("w:bookmarkStart"))]
    assert names[:3] == ["muc_I", "muc_II", "muc_II_1"]
    assert names[-1] == "muc_het"
    assert [one.text for one in marked.paragraphs if "Câu" in one.text] == [
        "Câu một.",
        "Câu hai.",
        "Câu ba.",
        "Câu bốn.",
    ]


@given(st.text(max_size=200), st.text(max_size=80))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_goes_out_and_comes_back_the_same(first: str, last: str) -> None:
    facts = facts_with(II_1=first, V=last)
    file = read_word(file_of(facts), places_of(facts))
    there = {one.part: tuple(file.sections[one.part].lines) for one in facts.narrative}
    assert there == {one.part: lines_of(one) for one in facts.narrative}
    assert back(file_of(facts), facts) == Comparison((), ())


def test_nothing_differs_after_libreoffice_saved_it() -> None:
    assert back(office.converted(file_of(), "docx", "docx")) == Comparison((), ())


# edited as people edit


def test_paragraphs_changed_added_removed_and_split() -> None:
    def act(document: Document) -> None:
        at(document, "Câu hai.").runs[0].text = "Câu hai đã sửa."
        at(document, "Câu ba.").insert_paragraph_before("Câu chen giữa.")
        drop(at(document, "Câu một."))
        at(document, "Câu bốn.").runs[0].text = "Câu bốn,\nhai dòng."

    assert texts(changed_by(act)) == {
        "II.1": "Câu hai đã sửa.\nCâu chen giữa.\nCâu ba.",
        "II.2": "Câu bốn,\nhai dòng.",
    }


def test_words_that_differ_are_marked() -> None:
    def act(document: Document) -> None:
        at(document, "Câu bốn.").runs[0].text = "Câu năm."

    (change,) = changed_by(act).changes
    assert ([(p.text, p.changed) for p in change.before], [(p.text, p.changed) for p in change.after]) == (
        [("Câu ", False), ("bốn", True), (".", False)],
        [("Câu ", False), ("năm", True), (".", False)],
    )


def test_formatting_is_no_difference() -> None:
    def act(document: Document) -> None:
        run = at(document, "Câu hai.").runs[0]
        run.text, run.bold = "Câu ", True
        at(document, "Câu ").add_run("hai.").italic = True

    assert changed_by(act) == Comparison((), ())


def test_tracked_insertions_count_and_deletions_do_not() -> None:
    def act(document: Document) -> None:
        run = at(document, "Câu hai.").runs[0]._r
        author = 'w:id="1" w:author="A" w:date="2023-03-15T00:00:00Z"'
        run.addprevious(
            parse_xml(f'<w:ins {nsdecls("w")} {author}><w:r><w:t xml:space="preserve">Thêm. </w:t></w:r></w:ins>')
        )
        gone = at(document, "Câu ba.")._p
        gone.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {author}/></w:rPr>"))
        text = "<w:r><w:delText>Câu ba.</w:delText></w:r>"
        gone.r_lst[0].getparent().replace(gone.r_lst[0], parse_xml(f"<w:del {nsdecls('w')} {author}>{text}</w:del>"))

    assert texts(changed_by(act)) == {"II.1": "Câu một.\nThêm. Câu hai."}


def test_a_numbered_list_keeps_its_numbers() -> None:
    def act(document: Document) -> None:
        numbering = (
            f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        part = docx.opc.part.Part(
            docx.opc.packuri.PackURI("/word/numbering.xml"),
            docx.opc.constants.CONTENT_TYPE.WML_NUMBERING,
            numbering.encode(),
            document.part.package,
        )
        document.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.NUMBERING)
        for words in ("Câu hai.", "Câu ba."):
            list_of = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            at(document, words)._p.get_or_add_pPr().append(parse_xml(list_of))

    assert texts(changed_by(act)) == {"II.1": "Câu một.\n1) Câu hai.\n2) Câu ba."}


def test_a_lost_bookmark_is_found_by_its_heading() -> None:
    def act(document: Document) -> None:
        for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
            for one in list(document.element.iter(qn(kind))):
                one.getparent().remove(one)
        at(document, "Câu bốn.").runs[0].text = "Câu khác."

    assert changed_by(act).notes == ()
    assert texts(changed_by(act)) == {"II.2": "Câu khác."}


def test_a_retyped_heading_is_named_and_its_section_kept() -> None:
    def act(document: Document) -> None:
        heading = next(one for one in document.paragraphs if one.text.startswith("2. Cải cách thủ tục"))
        heading.runs[0].text = "2. Cải cách thủ tục hành chính ở xã"
        at(document, "Câu bốn.").runs[0].text = "Câu khác."

    found = changed_by(act)
    assert texts(found) == {"II.2": "Câu khác."}
    assert found.notes == (
        "Đề mục II.2 đã đổi thành “2. Cải cách thủ tục hành chính ở xã”: tên mục sửa ở Thiết lập, Đề cương báo cáo.",
    )


def test_a_heading_that_is_gone_leaves_its_section_as_it_is() -> None:
    def act(document: Document) -> None:
        drop(next(one for one in document.paragraphs if one.text.startswith("2. Cải cách thủ tục")))

    found = changed_by(act)
    assert texts(found) == {"II.1": "Câu một.\nCâu hai.\nCâu ba.\nCâu bốn."}
    assert len(found.notes) == 1
    assert found.notes[0].startswith("Không tìm thấy mục II.2. Cải cách thủ tục hành chính trong tệp")


def test_a_bookmark_that_slipped_into_the_text_takes_no_word_of_it() -> None:
    def act(document: Document) -> None:
        heading = next(one for one in document.paragraphs if one.text.startswith("2. Cải cách thủ tục"))
        mark = next(heading._p.iter(qn("w:bookmarkStart")))
        at(document, "Câu bốn.")._p.insert(1, mark)
        drop(heading)

    assert changed_by(act).changes == ()


def test_tables_and_pictures_in_a_section_are_named() -> None:
    def act(document: Document) -> None:
        table = document.add_table(1, 1)
        table.rows[0].cells[0].text = "Chữ trong bảng"
        at(document, "Câu bốn.")._p.addnext(table._tbl)

    assert changed_by(act) == Comparison(
        (), ("Mục II.2 có bảng không lấy về được; hãy gõ nội dung ấy thành đoạn văn.",)
    )


def test_what_was_changed_outside_the_sections_is_named_and_not_taken() -> None:
    def act(document: Document) -> None:
        document.tables[0].rows[0].cells[0].paragraphs[0].runs[0].text = "ỦY BAN KHÁC"
        document.paragraphs[-1].add_run("Thêm ở phụ lục")

    assert changed_by(act) == Comparison(
        (),
        (
            "Phần đầu và phần mở đầu, có các bảng số liệu, đã bị sửa trong tệp: chỗ này lấy theo số liệu của hệ thống, "
            "không lấy về từ Word.",
            "Phần kết, phần ký và các phụ lục đã bị sửa trong tệp: chỗ này lấy theo số liệu của hệ thống, không lấy về "
            "từ Word.",
        ),
    )


def test_a_filled_gap_comes_back_and_an_emptied_section_becomes_one() -> None:
    def act(document: Document) -> None:
        gap = next(one for one in document.paragraphs if one.text.startswith("[Chưa có nội dung"))
        gap.runs[0].text = "Nay đã có."
        drop(at(document, "Câu bốn."))

    found = texts(changed_by(act))
    assert (found["II.2"], "Nay đã có." in found.values()) == ("", True)


def test_a_section_that_word_left_alone_never_overwrites_what_others_wrote_since() -> None:
    now = facts_with(II_1="Bản mới trên hệ thống.", II_2="Câu bốn.")
    assert changed_by(lambda document: None, now) == Comparison((), ())


def test_a_section_that_both_changed_is_a_conflict() -> None:
    def act(document: Document) -> None:
        at(document, "Câu hai.").runs[0].text = "Câu hai theo Word."
        at(document, "Câu bốn.").runs[0].text = "Câu bốn theo Word."

    now = facts_with(II_1="Bản mới trên hệ thống.", II_2="Câu bốn.")
    assert {one.part: one.is_conflict for one in changed_by(act, now).changes} == {"II.1": True, "II.2": False}


# refused


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp rỗng, không có nội dung nào; hãy chọn tệp Word (.docx) đã tải về để sửa, không đặt mật khẩu."),
        (b"%PDF-1.7 x", "Đây là tệp PDF; hãy chọn tệp Word (.docx) đã tải về để sửa, không đặt mật khẩu."),
        (b"PK hong", "Tệp bị hỏng, không mở được; hãy chọn tệp Word (.docx) đã tải về để sửa, không đặt mật khẩu."),
        (WORD_FILES["quang-trung-2023"], NOT_OURS),
    ],
)
def test_a_file_that_is_not_ours_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        back(data)
    assert str(refusal.value) == sentence


def test_another_reports_file_a_workbook_and_macros_are_refused() -> None:
    other = draw_for_editing(FACTS, "quang-trung/quarter/2023/2", {})
    macros = with_part(
        file_of(),
        "[Content_Types].xml",
        lambda xml: xml.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
    )
    workbook = BytesIO()
    with ZipFile(workbook, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("[Content_Types].xml", "<Types/>")
    said = []
    for data in (other, macros, workbook.getvalue()):
        with pytest.raises(Unreadable) as refusal:
            back(data)
        said.append(str(refusal.value))
    assert said == [NOT_OURS, WITH_MACROS, WORKBOOK]


def test_an_archive_that_swells_is_refused() -> None:
    bomb = BytesIO()
    with ZipFile(bomb, "w", 8) as package:
        package.writestr("word/document.xml", b" " * 40_000_000)
    with pytest.raises(Unreadable) as refusal:
        back(bomb.getvalue())
    assert str(refusal.value).startswith("Tệp bung ra quá lớn")


def test_a_section_longer_than_can_be_kept_is_refused_by_its_number() -> None:
    with pytest.raises(Unreadable, match=r"^Mục II.1 trong tệp dài hơn 50.000 ký tự; hãy rút gọn rồi đưa lên lại.$"):
        changed_by(lambda document: setattr(at(document, "Câu hai."), "text", "chữ " * 13_000))


# stored


@pytest.fixture
def report(cast: Cast, plan: Plan, settings: Any) -> Report:
    settings.TODAY = TODAY
    return drafted(cast, plan)


def taken(report: Report, **texts: str) -> list[Taken]:
    known = {text.key: text.version for text in NarrativeText.objects.filter(report=report)}
    return [Taken(key, text, known[key]) for key, text in texts.items()]


@pages
def test_chosen_sections_are_stored_together_each_with_its_line(cast: Cast, report: Report) -> None:
    count = take_sections(
        actor=cast.actors["vptk"], report_id=report.pk, taken=taken(report, V="Đề nghị.", IV="Sẽ làm."), now=NOON
    )
    stored = dict(NarrativeText.objects.filter(key__in=("IV", "V")).values_list("key", "text"))
    assert (count, stored) == (2, {"V": "Đề nghị.", "IV": "Sẽ làm."})
    assert Event.objects.filter(verb="Nhận nội dung từ bản Word").count() == 2


@pages
def test_one_conflict_stores_none(cast: Cast, report: Report) -> None:
    chosen = taken(report, IV="Sẽ làm.", V="Đề nghị theo Word.")
    edit(cast, report, "V", "Đề nghị trên web.")
    with pytest.raises(Conflict):
        take_sections(actor=cast.actors["vptk"], report_id=report.pk, taken=chosen, now=NOON)
    stored = dict(NarrativeText.objects.filter(key__in=("IV", "V")).values_list("key", "text"))
    assert (stored["V"], stored["IV"] == "Sẽ làm.") == ("Đề nghị trên web.", False)


@pages
def test_the_whole_way_in_the_browser(cast: Cast, report: Report) -> None:
    client = cast.client("vptk")
    file = client.get(reverse("reports:word", args=[report.pk]))
    assert file["Content-Disposition"].startswith('attachment; filename="sua-bao-cao-quy-I-2023-quang-trung.docx"')
    same = upload(client, report, file.content)
    assert "Không có gì khác." in same.content.decode()
    document = docx.Document(BytesIO(file.content))
    gap = [one for one in document.paragraphs if one.text.startswith("[Chưa có nội dung: kiến nghị")]
    gap[0].runs[0].text = "Đề nghị tập huấn."
    stream = BytesIO()
    document.save(stream)
    shown = upload(client, report, stream.getvalue())
    assert NarrativeText.objects.get(key="V").text == ""
    parcel, keys = shown.context["parcel"], [one.part for one in shown.context["found"].changes]
    assert keys == ["V"]
    address = reverse("reports:word_take", args=[report.pk])
    nothing = client.post(address, {"parcel": parcel})
    assert (nothing.status_code, NarrativeText.objects.get(key="V").text) == (302, "")
    client.post(address, {"parcel": parcel, "muc": ["V"]})
    assert NarrativeText.objects.get(key="V").text == "Đề nghị tập huấn."
    assert client.post(address, {"parcel": "khac", "muc": ["V"]}).status_code == 302


@pages
def test_nothing_differs_after_libreoffice_saved_the_report_of_a_plan(cast: Cast, report: Report) -> None:
    client = cast.client("vptk")
    file = client.get(reverse("reports:word", args=[report.pk])).content
    answer = upload(client, report, office.converted(file, "docx", "docx"))
    assert (answer.context["found"].changes, answer.context["found"].notes) == ((), ())


@pages
def test_only_while_the_report_is_open(cast: Cast, report: Report) -> None:
    sent(cast, report)
    answers = [cast.client("vptk").get(reverse(f"reports:{name}", args=[report.pk])) for name in ("word", "word_back")]
    assert [one.status_code for one in answers] == [404, 404]


def upload(client: Any, report: Report, data: bytes) -> Any:
    return client.post(
        reverse("reports:word_back", args=[report.pk]), {"file": SimpleUploadedFile("sua-bao-cao.docx", data)}
    )
