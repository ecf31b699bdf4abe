"""Slips of wording: sentences said twice, symbols without hyphen, products in the time column, signatures."""

import re
from collections.abc import Iterator

from cchc.text import fold
from plans.reading.findings import OPENING, Findings, Passage
from plans.reading.results import Doubt, ReadTask
from plans.reading.words import sentences

_SYMBOL = re.compile(
    r"\b\d{1,5}\s*/\s*(?:\d{4}\s*/\s*)?(?P<kind>QĐ|KH|NĐ|NQ|CTr|CT|TTr|TT|TB|BC|CV|HD|ĐA|KL|PA)"
    r"(?P<body>UBND|HĐND|CP|TTg|TU|HU|TW|VPCP|BNV|BTC|BTP|BTTTT|BKHĐT|BCĐ|BCH|SNV|PNV|ĐU|QH\d*|TTCP|UBTVQH\d*)\b"
)
_SHORTEST_SENTENCE = 8
_SHORTEST_TASK = 5
_ROLE_LINE = re.compile(r"(?:cac )?(?:don vi|co quan|bo phan) (?:chu tri|phoi hop|chiu trach nhiem)")
_PRODUCT = re.compile(
    r"[-–+•*\s]*(?:các\s+)?(?:quyết định|kế hoạch|báo cáo|công văn|thông báo|tờ trình|hồ sơ|đề án|văn bản|quy chế"
    r"|danh mục|biên bản|nghị quyết)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TIMELY = re.compile(
    r"\d|:|\b(?:thang|quy [ivx1-4]|ngay|truoc|sau|khi|tien do|dinh ky|hang|hang nam|thuong xuyen|theo|xong|hoan thanh"
    r"|cham nhat|dot xuat|moi|giai doan|cuoi|dau)\b"
)
_COLLECTIVE = ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd", "ban chi dao")


def wording_faults(found: Findings) -> Iterator[Doubt]:
    yield from _repeated_sentences(found)
    if found.drafts:
        yield from _repeated_tasks(found)
    for passage in (*_own_number(found), *found.prose(), *found.cells()):
        for hit in _SYMBOL.finditer(passage.text):
            message = f"Ký hiệu “{hit[0]}” thiếu dấu gạch nối; đúng ra là {hit['kind']}-{hit['body']}."
            yield Doubt("symbol_without_hyphen", message, hit[0], passage.where)
    for task in found.leaves():
        yield from _product_as_time(task)
    yield from _signature(found)


def _own_number(found: Findings) -> Iterator[Passage]:
    """The number of the plan itself, where it stands in the table of the letterhead."""
    number = found.letterhead.number
    if number and not any(number in passage.text for passage in found.prose()):
        yield Passage(number, OPENING)


def _repeated_sentences(found: Findings) -> Iterator[Doubt]:
    """Only in the prose: rows restate it by their nature."""
    seen: dict[str, str] = {}
    for passage in found.prose():
        for sentence in sentences(passage.text):
            key = fold(sentence).strip(" .;,:-+")
            if len(key.split()) < _SHORTEST_SENTENCE or _ROLE_LINE.match(key):
                continue
            if key in seen:
                message = f"Câu này đã nói ở {seen[key]}; hãy xem có cần nhắc lại không."
                yield Doubt("repeated_sentence", message, sentence, passage.where)
            seen.setdefault(key, passage.where)


def _repeated_tasks(found: Findings) -> Iterator[Doubt]:
    seen: dict[str, str] = {}
    for task in found.tasks():
        key = fold(task.text).strip(" .;,:-+")
        if len(key.split()) < _SHORTEST_TASK:
            continue
        if key in seen:
            message = f"Nhiệm vụ này đã có ở {seen[key]}; hãy xem có phải một việc ghi hai lần không."
            yield Doubt("repeated_sentence", message, task.text, task.where)
        seen.setdefault(key, task.where)


def _product_as_time(task: ReadTask) -> Iterator[Doubt]:
    """Says why a time was not understood: the column holds what is to be handed in."""
    unread = {doubt.words for doubt in task.deadline.doubts if doubt.code == "not_understood"}
    for item in re.split(r"[\n;]", task.deadline_text):
        words = item.strip(" -–;.")
        found = _PRODUCT.fullmatch(words)
        if found and not _TIMELY.search(fold(found["rest"])) and any(words in text for text in unread):
            message = f"“{words}” là sản phẩm nằm ở cột thời gian; chưa đặt thời hạn, hãy nhập thời hạn."
            yield Doubt("product_as_time", message, words, task.where)


def _signature(found: Findings) -> Iterator[Doubt]:
    """A collective's document is signed on its behalf (Decree 30/2020/NĐ-CP, article 13)."""
    signature = found.signature
    is_collective = fold(found.letterhead.issuer).startswith(_COLLECTIVE)
    if is_collective and signature.title and not signature.authority.startswith(("TM", "TUQ", "TL")):
        message = "Văn bản của tập thể Ủy ban nhân dân được ký mà không ghi “TM.”; hãy xem lại thẩm quyền ký."
        yield Doubt("signature_without_tm", message, signature.words, "Phần ký")
