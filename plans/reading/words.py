"""Small closed vocabularies of administrative Vietnamese used by several readers of a document."""

import re

from cchc.text import fold
from plans.reading.syllables import joined_words

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_CONNECTIVE = re.compile(
    r".*\b(?:và|hoặc|của|với|theo|tại|cho|trong|để|về|các|những|là|do|từ|đến|bằng|được|bởi|khi|trên|dưới|vào|ra|mà|thì"
    r"|này|một|số|nhằm)",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][^\W\d_][.!?])\s+(?=[A-ZĐÀ-Ỹ0-9“+-])|(?<=[)%\d][.!?])\s+(?=[A-ZĐÀ-Ỹ“+-])")

_AREAS = (
    ("Thể chế", ("the che",)),
    ("Thủ tục hành chính", ("thu tuc hanh chinh", "tthc", "kiem soat thu tuc")),
    ("Tổ chức bộ máy", ("to chuc bo may", "bo may hanh chinh")),
    ("Chế độ công vụ", ("cong vu", "can bo, cong chuc", "doi ngu can bo")),
    ("Tài chính công", ("tai chinh cong", "co che tai chinh")),
    (
        "Chính quyền điện tử, chính quyền số",
        ("chinh quyen dien tu", "chinh quyen so", "chuyen doi so", "hien dai hoa", "chinh phu dien tu"),
    ),
    ("Chỉ đạo, điều hành", ("chi dao dieu hanh", "chi dao, dieu hanh", "chi dao", "tuyen truyen")),
)

AREAS = tuple(area for area, _ in _AREAS)
"""The areas of administrative reform that a heading can name."""


def find_area(title: str) -> str:
    """The area of administrative reform that a heading names (Resolution 76/NQ-CP of 15/7/2021), or nothing.

    The words that come first in the heading decide: "Công tác chỉ đạo, điều hành cải cách thủ tục hành chính" is
    about steering.
    """
    bare = fold(title)
    found = [(bare.find(word), area) for area, words in _AREAS for word in words if word in bare]
    return min(found)[1] if found else ""


def roman_value(text: str) -> int:
    """0 when the text is no roman numeral below 100."""
    bare = text.lower()
    if not bare or not _ROMAN.fullmatch(bare):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in bare]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def letter_value(text: str) -> int:
    """Place of a list letter in the Vietnamese alphabet, from 1; 0 when it is none."""
    return _LETTERS.find(text.lower()) + 1 if len(text) == 1 else 0


def ordinal_value(text: str) -> int:
    """The last number of an ordinal: "07" → 7, "2.1" → 1, "IV" → 4, "b)" → 2; 0 when it is none."""
    last = text.strip().rstrip(".):").rsplit(".", 1)[-1].strip()
    if last.isascii() and last.isdigit() and len(last) < 5:
        return int(last)
    return roman_value(last) or letter_value(last)


def is_shouted(text: str) -> bool:
    """Written in capitals, as titles are."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def continues(above: str, below: str) -> bool:
    """Whether `below` goes on in the middle of the sentence that `above` began."""
    start = next((char for char in below if not char.isspace()), "")
    if not above or not start:
        return False
    end = above.rstrip()
    return start.islower() or start in ",;.)" or end.endswith((",", "(", "/")) or bool(_CONNECTIVE.fullmatch(end))


def join_cut(above: str, below: str) -> str:
    """Two halves of a text cut by a page: one line when the sentence goes on, two otherwise."""
    if not above or not below:
        return above or below
    return joined_words(above, below) if continues(above, below) else f"{above}\n{below}"


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph; a full stop inside a number, a date or an abbreviation ends none."""
    return tuple(part.strip() for part in _SENTENCE_END.split(" ".join(text.split())) if part.strip())


def joined(names: tuple[str, ...]) -> str:
    """Names in a Vietnamese sentence."""
    return ", ".join(names)
