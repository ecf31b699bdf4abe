"""Sizes of an official document on paper, as Nghị định 30/2020/NĐ-CP, Phụ lục I asks. Millimetres and points.

The style sheet of a PDF repeats them, because it is read as one; the tests measure both files.
"""

SERIF = "Times New Roman"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

PAGE_WIDTH = 210
PAGE_HEIGHT = 297
MARGIN_TOP = 20
MARGIN_BOTTOM = 20
MARGIN_LEFT = 30
MARGIN_RIGHT = 20

UPRIGHT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
LANDSCAPE_WIDTH = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT

HEAD_LEFT = 66
HEAD_RIGHT = UPRIGHT_WIDTH - HEAD_LEFT

TEXT_PT = 14
TABLE_PT = 11
PAGE_NUMBER_PT = 13
NARROW_COLUMNS = 8
"""Tables with more columns take smaller letters, so that "Không phát sinh" fits its header."""
FIRST_LINE_MM = 10
SHORT_LINE = 0.4
"""Share of the text above that a short line is long: between a third and a half."""
