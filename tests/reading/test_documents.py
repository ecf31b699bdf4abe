"""From the bytes of a Word file to blocks; files that are refused, each with its sentence."""

import unicodedata
import zipfile
from io import BytesIO

import pytest
from docx import Document

from plans.reading import archive as archives
from plans.reading.documents import NO_TEXT, read_docx
from plans.reading.results import Block, Span, Unreadable
from tests.reading.wordfiles import W, archive, bare_file, paragraph, real_plan, run, saved, word_file

LISTS = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="MucNho"><w:basedOn w:val="Muc"/></w:style></w:styles>"""


def numbered(text: str, depth: int, number: int = 5) -> str:
    return paragraph(run(text), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_docx(data)]


def test_paragraphs_come_composed_and_squeezed() -> None:
    decomposed = unicodedata.normalize("NFD", "Kế  hoạch\u00a0 cải cách")
    assert read_docx(word_file(decomposed, "", "   ")) == (Block("p", "Kế hoạch cải cách"),)


def test_tabs_breaks_and_hyphens() -> None:
    body = paragraph(
        "<w:r><w:t>Số:</w:t><w:tab/><w:t>05/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t><w:br/><w:t>dòng hai</w:t></w:r>"
    )
    assert texts(bare_file(body)) == ["Số: 05/KH-UBND\ndòng hai"]


def test_revisions_are_taken_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>98%</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run(' cũ')}</w:moveFrom><w:moveTo>{run(' mới')}</w:moveTo>"
    assert texts(bare_file(paragraph(run("đạt "), deleted, f"<w:ins>{run('99%')}</w:ins>", moved))) == ["đạt 99% mới"]


def test_hidden_text_and_field_codes_are_dropped() -> None:
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    shown = run(" thấy", '<w:vanish w:val="0"/>')
    assert texts(bare_file(paragraph(run("một"), run(" ẩn", "<w:vanish/>"), field, shown))) == ["một thấy"]


def test_content_controls_and_links_are_opened() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('trong khung'))}</w:sdtContent></w:sdt>"
    linked = paragraph(f"<w:hyperlink>{run('liên kết')}</w:hyperlink>")
    assert texts(bare_file(wrapped + linked)) == ["trong khung", "liên kết"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('UBND XÃ A'))}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = (
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(bare_file(paragraph(run("chữ"), shape))) == ["chữ", "UBND XÃ A"]


def test_automatic_numbers_are_written_out() -> None:
    told = (("Mục tiêu", 0), ("Chỉ tiêu", 1), ("một", 2), ("hai", 2), ("gạch", 3), ("Nhiệm vụ", 1), ("ba", 2))
    body = "".join(numbered(text, depth) for text, depth in (*told, ("Tổ chức", 0), ("đầu", 1)))
    assert texts(bare_file(body, numbering=LISTS)) == [
        "I. Mục tiêu", "1. Chỉ tiêu", "1.1. một", "1.2. hai", "- gạch",
        "2. Nhiệm vụ", "2.1. ba", "II. Tổ chức", "1. đầu",
    ]  # fmt: skip


def test_numbers_come_from_styles_and_overrides() -> None:
    styled = paragraph(run("từ kiểu"), properties='<w:pStyle w:val="MucNho"/>')
    body = styled + numbered("bắt đầu lại", 1, number=6) + numbered("tiếp", 1, number=6)
    assert texts(bare_file(body, numbering=LISTS, styles=STYLES)) == ["I. từ kiểu", "4. bắt đầu lại", "5. tiếp"]


def test_an_automatic_number_alone_in_a_cell_is_kept() -> None:
    row = f"<w:tr><w:tc>{numbered('', 1)}</w:tc><w:tc>{paragraph(run('việc'))}</w:tc></w:tr>"
    (table,) = read_docx(bare_file(f"<w:tbl>{row}{row}</w:tbl>", numbering=LISTS))
    assert table.rows == (("1.", "việc"), ("2.", "việc"))


def test_merged_cells_stand_once_with_their_size() -> None:
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "I. CẢI CÁCH THỂ CHẾ"
    table.cell(1, 1).merge(table.cell(2, 1)).text = "Phòng Nội vụ"
    for row, column, text in ((1, 0, "1"), (2, 0, "2"), (1, 2, "Quý I"), (2, 2, "Quý II")):
        table.cell(row, column).text = text
    (block,) = read_docx(saved(document))
    assert block.rows == (("I. CẢI CÁCH THỂ CHẾ", "", ""), ("1", "Phòng Nội vụ", "Quý I"), ("2", "", "Quý II"))
    assert block.spans == (Span(0, 0, 1, 3), Span(1, 1, 2, 1))


def test_rows_shifted_on_the_grid_are_padded() -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{paragraph(run("hai"))}</w:tc></w:tr>'
    full = f"<w:tr><w:tc>{paragraph(run('một'))}</w:tc><w:tc>{paragraph(run('hai'))}</w:tc></w:tr>"
    (block,) = read_docx(bare_file(f"<w:tbl>{full}{late}</w:tbl>"))
    assert block.rows == (("một", "hai"), ("", "hai"))


def test_a_monstrous_span_is_bounded() -> None:
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="900000000"/></w:tcPr>{paragraph(run("rộng"))}</w:tc></w:tr>'
    (block,) = read_docx(bare_file(f"<w:tbl>{wide}</w:tbl>"))
    assert block.rows == (("rộng",) + ("",) * 63,)


def test_deleted_rows_are_dropped_and_nested_tables_survive() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('bỏ'))}</w:tc></w:tr>"
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr></w:tbl>"
    kept = f"<w:tr><w:tc>{paragraph(run('ngoài'))}{inner}<w:p/></w:tc></w:tr>"
    assert read_docx(bare_file(f"<w:tbl>{gone}{kept}</w:tbl>")) == (Block("table", rows=(("ngoài\na b",),)),)


def test_strict_files_and_renamed_main_parts_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{paragraph(run("chữ"))}</w:body></w:document>'
    links = '<R><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></R>'
    assert texts(archive({"_rels/.rels": links, "word/document2.xml": body})) == ["chữ"]


def test_the_real_plan_has_its_paragraphs_and_tables() -> None:
    blocks = read_docx(real_plan("quang-trung-2023"))
    assert [len(block.rows) for block in blocks if block.kind == "table"] == [1, 4, 10, 4, 6, 5, 6, 5]
    assert sum(block.kind == "p" for block in blocks) == 94
    assert blocks[0].rows[0][0] == "UBND THỊ XÃ BỈM SƠN\nỦY BAN NHÂN DÂN XÃ QUANG TRUNG"
    assert blocks[1:3] == (
        Block("p", "KẾ HOẠCH"),
        Block("p", "Cải cách Hành chính trên địa bàn xã Quang Trung năm 2023"),
    )


def compound(stream: str) -> bytes:
    """As much of a compound file as tells what it holds."""
    return b"\xd0\xcf\x11\xe0" + b"\0" * 600 + stream.encode("utf-16-le")


def encrypted_zip() -> bytes:
    data = bytearray(archive({"word/document.xml": "<a/>"}))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    return bytes(data)


def with_doctype(encoding: str) -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text += f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    return archive({"word/document.xml": text.encode(encoding)})


def broken_checksum() -> bytes:
    data = bytearray(archive({"word/document.xml": "<w:document/>" + " " * 50}))
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    data[14] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", archives.EMPTY),
        (b"\n \x00\n", archives.EMPTY),
        (b"PK" + b"\x01" * (10 * 1024 * 1024), archives.TOO_LARGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, archives.OLD_OFFICE),
        (compound("WordDocument"), archives.OLD_WORD),
        (compound("Workbook"), archives.OLD_EXCEL),
        (compound("EncryptedPackage"), archives.ENCRYPTED),
        (b"%PDF-1.7\n", archives.PDF),
        (b"{\\rtf1\\ansi}", archives.RICH_TEXT),
        (b"<html><body>", archives.RICH_TEXT),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, archives.PICTURE),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, archives.PICTURE),
        ("Kế hoạch năm 2024".encode(), archives.NOT_OFFICE),
        (b"PK\x03\x04 rest of nothing", archives.DAMAGED),
        (real_plan("quang-trung-2023")[:20_000], archives.DAMAGED),
        (archive({"word/document.xml": "<w:document"}), archives.DAMAGED),
        (archive({"word/document.xml": ""}), archives.DAMAGED),
        (broken_checksum(), archives.DAMAGED),
        (archive({"xl/workbook.bin": b"\0"}), archives.BINARY_EXCEL),
        (archive({"ppt/presentation.xml": "<p/>"}), archives.SLIDES),
        (
            archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            archives.OPEN_DOCUMENT,
        ),
        (archive({"anh.png": b"\x89PNG"}), archives.NO_DOCUMENT),
        (archive({"xl/worksheets/sheet1.xml": "<worksheet/>"}), archives.DAMAGED),
        (archive({"word/document.xml": b"<a>" + b" " * (30 * 1024 * 1024) + b"</a>"}), archives.SWOLLEN),
        (encrypted_zip(), archives.ENCRYPTED),
        (with_doctype("utf-8"), archives.DOCTYPE),
        (with_doctype("utf-16"), archives.DOCTYPE),
        (bare_file("<w:p/>"), NO_TEXT),
        (archive({"word/document.xml": "<other/>"}), NO_TEXT),
    ],
)
def test_what_is_no_readable_word_file_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_docx(data)
    assert str(refusal.value) == sentence


def test_a_file_that_swells_past_the_total_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(Unreadable) as refusal:
        read_docx(archive({"word/document.xml": "<a/>", "word/media/anh.bin": bytes(range(256)) * 8}))
    assert str(refusal.value) == archives.SWOLLEN


def test_a_part_past_its_bound_is_not_inflated_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PART_BYTES", 100)
    with pytest.raises(Unreadable) as refusal:
        read_docx(bare_file(paragraph(run("chữ " * 100))))
    assert str(refusal.value) == archives.SWOLLEN


def test_every_cut_of_a_real_file_is_refused_and_none_crashes() -> None:
    data = real_plan("doan-ket-2022")
    for length in range(1, len(data), len(data) // 40):
        with pytest.raises(Unreadable):
            read_docx(data[:length])


def test_damage_anywhere_never_crashes() -> None:
    data = real_plan("hoa-xuan-nam-2023-2025")
    for place in range(0, len(data), len(data) // 150):
        damaged = data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]
        try:
            blocks = read_docx(damaged)
        except Unreadable:
            continue
        assert len(blocks) > 0


def test_other_parts_may_be_missing() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(real_plan("doan-ket-2022"))) as whole, zipfile.ZipFile(stream, "w") as bare:
        bare.writestr("word/document.xml", whole.read("word/document.xml"))
    assert read_docx(stream.getvalue()) == read_docx(real_plan("doan-ket-2022"))
