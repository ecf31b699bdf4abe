"""The document that a plan was read from, taken apart: its opening, its prose and tables, its appendices."""

from collections.abc import Sequence
from dataclasses import dataclass

from cchc.text import fold
from plans.reading.captions import Caption, read_caption
from plans.reading.letterhead import is_title, read_letterhead
from plans.reading.results import Block
from plans.reading.signatures import read_signature
from plans.reading.words import is_shouted

_RECIPIENTS = "noi nhan"
_AUTHORITIES = ("tm.", "t/m", "kt.", "tl.", "tuq.", "q.")
_TITLES = ("chu tich", "pho chu tich")
_MARKS = ("-", "–", "+", "•", "*")
_CAPTIONS = ("phu luc", "phu bieu", "bieu ", "bang ")
_RULES = " -–—_*"


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under one caption of an appendix (`caption` None: the body of the document), each with its place."""

    caption: Caption | None
    blocks: tuple[tuple[int, Block], ...]


def parts_of(blocks: Sequence[Block]) -> list[Part]:
    """The body between the title and the signature, then one part for each appendix."""
    start = _after_title(blocks)
    stop, resume = _signature_places(blocks, start)
    body = [(place, blocks[place]) for place in range(start, stop)]
    rest = [(place, blocks[place]) for place in range(resume, len(blocks))]
    return [Part(None, tuple(body)), *_appendices(rest)]


def _after_title(blocks: Sequence[Block]) -> int:
    """Below the title; without one, below the letterhead's table."""
    words = fold(read_letterhead(blocks).title)
    place = next((at for at, block in enumerate(blocks) if any(map(is_title, block.text.split("\n")))), None)
    if place is None:
        return 1 if blocks and blocks[0].kind == "table" and "doc lap" in fold(" ".join(blocks[0].rows[0])) else 0
    while place < len(blocks) and blocks[place].kind == "p":
        text = fold(blocks[place].text)
        if text.strip(_RULES) and not (words and words.startswith(text)):
            break
        words = words[len(text) :].strip() if text.strip(_RULES) else words
        place += 1
    return place


def _signature_places(blocks: Sequence[Block], start: int) -> tuple[int, int]:
    """Where recipients and signature begin, and where they end."""
    begins = [place for place in range(start, len(blocks)) if _begins_signature(blocks[place])]
    if not begins:
        return len(blocks), len(blocks)
    signer, place = read_signature(blocks).signer, begins[0]
    while place < len(blocks) and _is_of_signature(blocks[place], signer):
        place += 1
        if signer and blocks[place - 1].text == signer:
            break
    return begins[0], place


def _begins_signature(block: Block) -> bool:
    if block.kind == "table":
        return any(fold(cell).startswith(_RECIPIENTS) for row in block.rows for cell in row)
    bare = fold(block.text)
    return bare.startswith(_RECIPIENTS) or (bare.startswith(_AUTHORITIES) and is_shouted(block.text))


def _is_of_signature(block: Block, signer: str) -> bool:
    if block.kind == "table":
        return _begins_signature(block)
    bare = fold(block.text)
    if bare.startswith(_CAPTIONS):
        return False
    named = bare.startswith((_RECIPIENTS, *_AUTHORITIES, *_TITLES)) or block.text == signer
    return named or block.text.startswith(_MARKS) or is_shouted(block.text) or bare.strip("()").startswith("da ky")


def _appendices(rest: Sequence[tuple[int, Block]]) -> list[Part]:
    """Each table that has the caption of an appendix begins one; what comes before the first stands alone."""
    found: list[tuple[Caption, list[tuple[int, Block]]]] = []
    above: list[tuple[int, Block]] = []
    for place, block in rest:
        if block.kind == "p":
            above.append((place, block))
            continue
        caption = read_caption([one.text for _, one in above])
        if caption.is_appendix or not found:
            before, kept = _cut_caption(above, caption)
            if found:
                found[-1][1].extend(before)
            found.append((caption, [*([] if found else before), *kept, (place, block)]))
        else:
            found[-1][1].extend([*above, (place, block)])
        above = []
    if found:
        found[-1][1].extend(above)
    elif above:
        found.append((Caption(), above))
    return [Part(caption, tuple(blocks)) for caption, blocks in found]


def _cut_caption(
    above: list[tuple[int, Block]], caption: Caption
) -> tuple[list[tuple[int, Block]], list[tuple[int, Block]]]:
    """What stands above the caption, and sentences between it and the table; the caption itself is drawn anew."""
    if not caption.is_appendix:
        return above, []
    at = max(n for n, (_, block) in enumerate(above) if fold(block.text).startswith(fold(caption.label)))
    used = fold(f"{caption.title} {caption.lead_text}")
    kept = [(place, block) for place, block in above[at + 1 :] if not _is_of_caption(block, used)]
    return above[:at], kept


def _is_of_caption(block: Block, used: str) -> bool:
    bare = fold(block.text)
    return bare in used or bare.startswith(("(", "kem", "ban hanh")) or bare.endswith("chu tri")
