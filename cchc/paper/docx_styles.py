"""The named styles of a Vietnamese official document, so that Word shows and edits them by name.

Sizes from Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II and V. The library's template is emptied first: its English
styles, colours, theme fonts, picture and numbering have no place in the document.
"""

from dataclasses import dataclass
from html import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from cchc.paper.layout import FIRST_LINE_MM, PAGE_NUMBER_PT, SERIF, TABLE_PT, TEXT_PT

TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_PT = 20
_LANGUAGE = "vi-VN"
_UNUSED_PARTS = ("/customXml", "/stylesWithEffects", "/numbering", "/thumbnail")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; sizes and spaces in points. `outline` places it in the navigation pane (0 is the top)."""

    key: str
    name: str
    size: float = TEXT_PT
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    first_line: bool = False
    keep_next: bool = False
    outline: int | None = None


STYLES = (
    Style("Header", "header", PAGE_NUMBER_PT, align="center"),
    Style("QuocHieu", "Quốc hiệu", 12, bold=True, align="center"),
    Style("TieuNgu", "Tiêu ngữ", 13, bold=True, align="center"),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", 12, align="center"),
    Style("CoQuanBanHanh", "Cơ quan ban hành", 12, bold=True, align="center"),
    Style("SoKyHieu", "Số và ký hiệu", 13, align="center", before=4),
    Style("DiaDanhThoiGian", "Địa danh và thời gian", 13, italic=True, align="center", before=4),
    Style("TenLoai", "Tên loại văn bản", 14, bold=True, align="center", before=20, outline=0),
    Style("TrichYeu", "Trích yếu nội dung", 14, bold=True, align="center"),
    Style("DuongKe", "Đường kẻ dưới", 2, align="center", before=3),
    Style("KinhGui", "Kính gửi", 14, align="center", before=12, after=6),
    Style("NoiNhanGui", "Nơi được gửi", 14),
    Style("NoiDung", "Nội dung", align="both", before=6, first_line=True),
    Style("CanCu", "Căn cứ ban hành", italic=True, align="both", before=6, first_line=True),
    Style("Heading1", "heading 1", bold=True, align="both", before=8, first_line=True, keep_next=True, outline=0),
    Style("Heading2", "heading 2", bold=True, align="both", before=8, first_line=True, keep_next=True, outline=1),
    Style("Heading3", "heading 3", italic=True, align="both", before=8, first_line=True, keep_next=True, outline=2),
    Style("TenBang", "Tên bảng", 13, bold=True, align="center", before=8, after=4, keep_next=True),
    Style("GhiChuBang", "Ghi chú bảng", 12, italic=True, align="both", before=3, after=3),
    Style("DauCot", "Đầu cột", TABLE_PT, bold=True, align="center"),
    Style("OBang", "Ô bảng", TABLE_PT),
    Style("OBangGiua", "Ô bảng giữa", TABLE_PT, align="center"),
    Style("OBangPhai", "Ô bảng phải", TABLE_PT, align="right"),
    Style("DauCotHep", "Đầu cột hẹp", 9.5, bold=True, align="center"),
    Style("OBangHep", "Ô bảng hẹp", 10),
    Style("OBangHepGiua", "Ô bảng hẹp giữa", 10, align="center"),
    Style("NoiNhan", "Nơi nhận", 12, bold=True, italic=True),
    Style("DanhSachNoiNhan", "Danh sách nơi nhận", 11),
    Style("ThamQuyenKy", "Thẩm quyền và chức vụ", 14, bold=True, align="center"),
    Style("NguoiKy", "Họ tên người ký", 14, bold=True, align="center", before=80),
    Style("PhuLuc", "Phụ lục", 14, bold=True, align="center", keep_next=True, outline=0),
    Style("TenPhuLuc", "Tên phụ lục", 14, bold=True, align="center", keep_next=True),
    Style("KemTheo", "Kèm theo văn bản", 14, italic=True, align="center", after=6, keep_next=True),
)

_FONTS = f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{SERIF}" w:cs="{SERIF}"/>'
_DEFAULTS = f"""<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="28"/><w:szCs w:val="28"/>
<w:lang w:val="{_LANGUAGE}" w:eastAsia="{_LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""
_BASES = (
    '<w:style {} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
    '<w:style {} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>',
    '<w:style {} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
)
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def set_styles(document: Document) -> None:
    """Replace the template's styles and language, and drop the parts of it that a document does not use."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(_DEFAULTS))
    for base in _BASES:
        root.append(parse_xml(base.format(nsdecls("w"))))
    for style in STYLES:
        root.append(parse_xml(_paragraph_style(style)))
    root.append(parse_xml(_grid("BangKe", "Bảng kẻ", edges=_EDGES, margins=(30, 60))))
    root.append(parse_xml(_grid("BangKeHep", "Bảng kẻ hẹp", edges=_EDGES, margins=(30, 20))))
    root.append(parse_xml(_grid("BangTrong", "Bảng không kẻ", edges="", margins=(0, 0))))
    _drop_unused(document)
    _set_locale(document)


def _paragraph_style(style: Style) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_next else ""
    line = 'w:line="40" w:lineRule="exact"' if style.key == "DuongKe" else 'w:line="240" w:lineRule="auto"'
    indent = f'<w:ind w:firstLine="{round(FIRST_LINE_MM * TWIPS_PER_MM)}"/>' if style.first_line else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    face = ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")
    half_points = round(style.size * 2)
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{style.key}"><w:name w:val="{escape(style.name)}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}'
        f'<w:spacing w:before="{round(style.before * _TWIPS_PER_PT)}" w:after="{round(style.after * _TWIPS_PER_PT)}" '
        f'{line}/>{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{face}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


def _grid(key: str, name: str, *, edges: str, margins: tuple[int, int]) -> str:
    """A table style; `margins` inside cells in twips: above and below, left and right."""
    upright, side = margins
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>'
        f'<w:top w:w="{upright}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{upright}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _drop_unused(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED_PARTS)]:
            relations.pop(key)


def _set_locale(document: Document) -> None:
    settings = document.settings.element
    for tag, value in (("w:themeFontLang", _LANGUAGE), ("w:decimalSymbol", ","), ("w:listSeparator", ";")):
        for element in settings.iter(qn(tag)):
            element.attrib.clear()
            element.set(qn("w:val"), value)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")
