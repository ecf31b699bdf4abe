"""The end of a document: recipients, and who signs with what authority (Decree 30/2020/NĐ-CP, appendix I, II.7)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc.text import fold
from plans.reading.results import Block
from plans.reading.words import is_shouted

_TITLE = (
    r"(?:PHÓ\s+)?(?:CHỦ TỊCH|BÍ THƯ|TRƯỞNG PHÒNG|TRƯỞNG BAN|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG"
    r"|BỘ TRƯỞNG|HIỆU TRƯỞNG|THỦ TRƯỞNG|TRƯỞNG CÔNG AN|VIỆN TRƯỞNG)"
)
_SIGNATURE = re.compile(
    r"(?:(?P<whole>T\s*/?\s*M)\s*\.?\s*(?P<body>.+?)\s+|(?P<by>TUQ|TL)\s*\.\s*(?P<chief>" + _TITLE + r")\s+)?"
    r"(?:KT\s*\.\s*(?P<instead>"
    + _TITLE
    + r")\s+)?(?P<acting>Q(?:UYỀN)?\b\s*\.?\s*)?(?P<title>"
    + _TITLE
    + r"(?:\s.*)?)",
    re.DOTALL,
)
_START = re.compile(r"T\s*/?\s*M\b\s*\.?\s*[A-ZĐỦ]|(?:KT|TL|TUQ|Q)\s*\.\s*[A-ZĐ]|" + _TITLE + r"\s*$")
_RECIPIENTS = re.compile(r"noi nhan\b")
_MARK = re.compile(r"^[-–—+•*]+\s*|[;.,]+$")
_SIGNED = re.compile(r"^\(?\s*(?:da ky|ky ten|ky|dong dau).*$")
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*\.?\s*){2,6}")
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Signature:
    """`authority` is "TM. ỦY BAN NHÂN DÂN", with "KT. CHỦ TỊCH" after it where a deputy signs; `title` is the signer's
    own ("PHÓ CHỦ TỊCH", "Q. CHỦ TỊCH"); `words` as they stand."""

    authority: str = ""
    title: str = ""
    signer: str = ""
    words: str = ""
    recipients: tuple[str, ...] = ()


def read_signature(blocks: Sequence[Block]) -> Signature:
    """Looked for after "Nơi nhận", else in the last lines of the text; every part may be missing."""
    lines = list(_lines(blocks))
    begin = next((place for place, line in enumerate(lines) if _RECIPIENTS.match(fold(line))), None)
    at = next((p for p in range(begin or 0, len(lines)) if _START.match(lines[p]) and is_shouted(lines[p])), len(lines))
    recipients = tuple(_recipients(lines[begin:at])) if begin is not None else ()
    held: list[str] = []
    signer = ""
    for line in lines[at : at + _LONGEST]:
        if is_shouted(line) and not (held and _is_name_below(line, held)):
            held.append(line)
        elif not _SIGNED.match(fold(line)):
            signer = " ".join(line.split()) if _NAME.fullmatch(line) and len(line) < 50 else ""
            break
    return _signature(" ".join(held), signer, recipients)


def _is_name_below(line: str, held: list[str]) -> bool:
    """A title stands already, so that a further line in capitals is a name, unless it is a title itself ("KT. CHỦ TỊCH"
    above "PHÓ CHỦ TỊCH")."""
    is_complete = _SIGNATURE.fullmatch(" ".join(held)) is not None
    return is_complete and _NAME.fullmatch(line.title()) is not None and not _START.match(line)


def _signature(words: str, signer: str, recipients: tuple[str, ...]) -> Signature:
    found = _SIGNATURE.fullmatch(words)
    if found is None:
        return Signature("", "", signer, words, recipients)
    authority = [f"TM. {found['body']}"] if found["whole"] else []
    authority += [f"{found['by']}. {found['chief']}"] if found["by"] else []
    authority += [f"KT. {found['instead']}"] if found["instead"] else []
    title = f"{'Q. ' if found['acting'] else ''}{found['title']}"
    return Signature(" ".join(authority), " ".join(title.split()), signer, words, recipients)


def _recipients(lines: list[str]) -> Iterator[str]:
    first = re.sub(r"^[^:]*:?\s*", "", lines[0], count=1) if lines else ""
    for line in [first, *lines[1:]]:
        text = _MARK.sub("", _MARK.sub("", line.strip())).strip()
        if text and (text != line.strip() or not is_shouted(text)):
            yield text


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Lines of the document; of a two-column table at the end, recipients first."""
    for block in blocks:
        texts = [block.text] if block.kind == "p" else [cell for row in block.rows for cell in row]
        if block.kind == "table" and not any(_RECIPIENTS.match(fold(text)) for text in texts):
            continue
        for text in texts:
            yield from (line for line in text.split("\n") if line)
