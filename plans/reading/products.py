"""Products (sản phẩm) of a row and the deadline clauses that belong to each; rows that hold several actions."""

import re
from collections.abc import Sequence

from cchc.text import fold, nfc, squeeze
from plans.reading.folding import fold_in_place, one_line
from plans.reading.results import Clause, ReadProduct

_NOUNS = (
    "ke hoach|bao cao|quyet dinh|to trinh|van ban|cong van|bien ban|danh muc|nghi quyet|thong bao|"
    "de an|phuong an|quy che|huong dan|du thao|chuong trinh|ho so|danh sach|bang|bieu|so lieu|tin|"
    "bai|chi thi|giay moi|hop dong|noi quy|quy dinh|quy trinh|tai lieu|phieu|so do|de cuong|"
    "thong ke|ket luan|ket qua|mo hinh|sang kien|cong bo|kh|bc|qd|ttr|cv|bb|nq|tb"
)
_DOCUMENTS = (
    "ke hoach|bao cao|quyet dinh|to trinh|cong van|bien ban|danh muc|nghi quyet|thong bao|de an|"
    "quy che|kh|bc|qd|ttr|cv|bb|nq|tb"
)
"""Nouns that are always a document; those of `_NOUNS` begin a product only where written with a capital."""

_VERBS = r"(?:(?:xay dung|ban hanh|tham muu|lap|gui|trinh|hoan thanh|to chuc|thuc hien|trien khai|cac|hoan thien)\s+)*"
_STARTS_WITH_NOUN = re.compile(rf"{_VERBS}(?:{_NOUNS})\b")
_STARTS_WITH_DOCUMENT = re.compile(rf"{_VERBS}(?:{_DOCUMENTS})\b")
_DOCUMENT = re.compile(rf"\b(?:{_DOCUMENTS})\b")
_LIST_MARK = re.compile(
    r"(?:(?P<dash>[-–—−•·▪●*])|(?P<plus>\+)|(?P<number>\d{1,2}[.)](?=\s))|(?P<letter>[a-zđ]\)(?=\s)))\s*"
)
_SPLIT = re.compile(r"(?P<hard>;|\.(?=\s))|(?P<comma>,)|(?P<and>\s(?:và|&)\s)")
_ABBREVIATIONS = {
    "kh": "ke hoach",
    "bc": "bao cao",
    "qd": "quyet dinh",
    "ttr": "to trinh",
    "cv": "cong van",
    "bb": "bien ban",
    "nq": "nghi quyet",
    "tb": "thong bao",
    "cchc": "cai cach hanh chinh",
    "tthc": "thu tuc hanh chinh",
}
_FILLER_WORDS = "xay dung ban hanh thuc hien to chuc trien khai dinh ky cua va cac ve tham muu gui"
_FILLERS = frozenset(_FILLER_WORDS.split())
_LABEL_ENDS = re.compile(
    r"\b(?:theo|khi|sau|truoc|tu|trong|hang|dinh ky|vao|xong|cham nhat|den|quy|thang|ngay|nam)\b.*"
)


def split_list(cell: str) -> tuple[str, ...]:
    """Items of a cell whose lines begin with "-", "1." or "a)"; a line without a mark goes on the item above it, and
    marks of another sort stand inside an item. Words before the first mark are an item of their own."""
    items: list[str] = []
    sort = ""
    for line in squeeze(nfc(cell)).split("\n"):
        mark = _LIST_MARK.match(line)
        own_sort = mark.lastgroup or "" if mark else ""
        sort = sort or own_sort
        if mark and own_sort == sort:
            items.append(line[mark.end() :])
        elif items:
            items[-1] = f"{items[-1]} {line}"
        else:
            items.append(line)
    return tuple(item.strip() for item in items if any(char.isalnum() for char in item))


def pair(
    actions: Sequence[str], agencies: Sequence[str], deadlines: Sequence[str]
) -> tuple[tuple[str, str, str], ...] | None:
    """Each action with its agency and deadline by position; a list of one holds for all. None where the lengths do
    not fit: a person must decide. A single action with single agencies or deadlines keeps them together."""
    lists = [list(values) or [""] for values in (actions, agencies, deadlines)]
    lengths = {len(values) for values in lists} - {1}
    if len(lists[0]) == 1 and len(lists[1]) != len(lists[2]):
        return ((lists[0][0], "\n".join(lists[1]), "\n".join(lists[2])),)
    if len(lengths) > 1:
        return None
    size = max(lengths, default=1)
    spread = [values * size if len(values) == 1 else values for values in lists]
    return tuple(zip(*spread, strict=True))


def read_products(text: str, clauses: tuple[Clause, ...]) -> tuple[ReadProduct, ...]:
    """Products in the order of the text, each with the places of its clauses: those whose label names it, else all
    that no other product owns, else all."""
    products = _split_products(text)
    owned = _owned_clauses(products, clauses)
    taken = {place for places in owned for place in places}
    free = tuple(place for place in range(len(clauses)) if place not in taken)
    everything = tuple(range(len(clauses)))
    return tuple(
        ReadProduct(words, tuple(sorted(places)) or free or everything)
        for words, places in zip(products, owned, strict=True)
    )


def _split_products(text: str) -> list[str]:
    pieces = [piece for item in split_list(_with_marked_lines(text)) for piece in _cut(one_line(item))]
    return [piece for piece in pieces if any(char.isalpha() for char in piece)]


def _with_marked_lines(text: str) -> str:
    """A line that begins with a capital and a product's noun is a product though no dash stands before it."""
    lines = squeeze(nfc(text)).split("\n")
    marked = (f"; {line}" if _names_a_product(line) else line for line in lines[1:])
    return "\n".join((lines[0], *marked))


def _names_a_product(line: str) -> bool:
    return line[:1].isupper() and _STARTS_WITH_NOUN.match(fold_in_place(line)) is not None


def _cut(item: str) -> list[str]:
    pieces, start = [], 0
    folded = fold_in_place(item)
    for mark in _SPLIT.finditer(item):
        if _is_in_brackets(item[start : mark.start()]) or not _divides(item, folded, start, mark):
            continue
        pieces.append(item[start : mark.start()])
        start = mark.end()
    pieces.append(item[start:])
    return [piece.strip(" .,;:-–") for piece in pieces]


def _divides(item: str, folded: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a mark ends a product: ";" always, a full stop, comma or "và" only before another one."""
    following = mark.end() + len(item[mark.end() :]) - len(item[mark.end() :].lstrip())
    capital = item[following : following + 1].isupper()
    before, after = folded[start : mark.start()].strip(), folded[following:]
    if mark["hard"]:
        return mark["hard"] == ";" or (capital and _STARTS_WITH_NOUN.match(after) is not None)
    if mark["comma"] and capital and _STARTS_WITH_NOUN.match(after):
        return True
    two_documents = _STARTS_WITH_DOCUMENT.match(before) and _STARTS_WITH_DOCUMENT.match(after)
    if mark["comma"]:
        return bool(two_documents)
    return bool(two_documents) and len(_DOCUMENT.findall(before)) == 1


def _is_in_brackets(text: str) -> bool:
    return text.count("(") > text.count(")")


def _owned_clauses(products: Sequence[str], clauses: Sequence[Clause]) -> list[set[int]]:
    owned: list[set[int]] = [set() for _ in products]
    for place, clause in enumerate(clauses):
        likeness = [_likeness(product, _label(clause)) for product in products]
        best = max(likeness, default=0)
        for number, value in enumerate(likeness):
            if value and value == best:
                owned[number].add(place)
    return owned


def _label(clause: Clause) -> str:
    """The product that a clause names: its label, or the words before its date ("Kế hoạch CCHC ban hành trước …")."""
    label = _spelled_out(clause.label or "")
    if _DOCUMENT.search(label):
        return label
    words = _LABEL_ENDS.sub("", _spelled_out(clause.words)).strip(" -+:")
    return words if _STARTS_WITH_DOCUMENT.match(words) else label


def _likeness(product: str, label: str) -> float:
    """0 where the kinds of document differ; else 1 and the share of the label's other words that the product has."""
    own = _spelled_out(product)
    kind, label_kind = _DOCUMENT.search(own), _DOCUMENT.search(label)
    if label_kind and (not kind or kind.group() != label_kind.group()):
        return 0
    own_words, label_words = (set(re.findall(r"\w+", words)) - _FILLERS for words in (own, label))
    if not label_words:
        return 0
    share = len(own_words & label_words) / len(label_words)
    return 1 + share if label_kind else (share if share > 0.5 else 0)


def _spelled_out(text: str) -> str:
    return re.sub(r"\w+", lambda found: _ABBREVIATIONS.get(found.group(), found.group()), fold(text))
