"""Names that are not in the directory as written, but can hardly be anything else. Each guess is told as a doubt."""

from collections.abc import Sequence
from dataclasses import replace

from plans.reading.agencies import words
from plans.reading.agencies.directory import Directory
from plans.reading.agencies.segments import Part, Segment
from plans.reading.agencies.tokens import Kind, Token, longest_phrase

_LIST_MARKS = (Kind.COMMA, Kind.JOINER, Kind.NEWLINE, Kind.COLON)


def guess_bodies(segments: Sequence[Segment], tokens: Sequence[Token], directory: Directory) -> list[Segment]:
    """The same segments, with unknown words taken for the body that they most likely mean."""
    guessed: list[Segment] = []
    for segment in segments:
        if segment.part is not Part.UNKNOWN:
            guessed.append(segment)
            continue
        parts = _meant_parts(segment, tokens, directory, _head_before(guessed, tokens))
        if parts:
            guessed.extend(parts)
        elif _goes_on_a_name(guessed, segment, tokens):
            _lengthen_last_body(guessed, segment.end)
        else:
            guessed.append(segment)
    return guessed


def _head_before(before: Sequence[Segment], tokens: Sequence[Token]) -> Sequence[Token]:
    """The head that a list names once: "Phòng" of "Phòng Nội vụ, Tư pháp", "Sở" of "Các Sở: Nội vụ, Tư pháp"."""
    for found in reversed(before):
        start = found.start + 1 if tokens[found.start].lower in words.PLURALS else found.start
        head = longest_phrase(tokens, start, words.HEADS)
        if head is not None and found.part in (Part.BODY, Part.NEUTRAL):
            return tokens[start:head]
        if found.part not in (Part.BODY, Part.NEUTRAL) and found.kind not in _LIST_MARKS:
            break
    return ()


def _meant_parts(
    segment: Segment, tokens: Sequence[Token], directory: Directory, head: Sequence[Token]
) -> list[Segment]:
    """The words as one body, or as several ("công chức Văn phòng, Tư pháp, Văn hóa xã") where each part is one. It is
    no guess where the head of the list makes a name whole."""
    commas = [place for place in range(segment.start, segment.end) if tokens[place].kind is Kind.COMMA]
    for cuts in ([], commas) if commas else ([],):
        starts = [segment.start, *(cut + 1 for cut in cuts)]
        ends = [*cuts, segment.end]
        parts = [_part(segment, tokens, place, directory, head) for place in zip(starts, ends, strict=True)]
        if all(part.body for part in parts):
            return parts
    return []


def _part(
    segment: Segment, tokens: Sequence[Token], place: tuple[int, int], directory: Directory, head: Sequence[Token]
) -> Segment:
    piece = tokens[place[0] : place[1]]
    whole = directory.match((*head, *piece), 0) if head else None
    sure = whole is not None and whole.end == len(head) + len(piece) and not (whole.rivals or whole.body.fan_out)
    body = whole.body.name if whole and sure else _meant(piece, directory)
    return replace(segment, part=Part.BODY, start=place[0], end=place[1], body=body, guess=not sure)


def _meant(piece: Sequence[Token], directory: Directory) -> str:
    """The one body that the words most likely mean, by themselves or under a person's title; else nothing."""
    found = directory.meant_by(piece)
    person = longest_phrase(piece, 0, words.PERSONS)
    for start in (person, person - 1) if person is not None and not found else ():
        match = directory.match(piece, start) if start < len(piece) else None
        found = found or ((match.body,) if match and match.end == len(piece) and not match.body.fan_out else ())
    return found[0].name if len(found) == 1 else ""


def _goes_on_a_name(before: Sequence[Segment], segment: Segment, tokens: Sequence[Token]) -> bool:
    """Words of a field without a head of their own, after a comma or a dash: "Tài chính - Kế toán, ngân sách"."""
    for found in reversed(before):
        if found.part is Part.BODY:
            break
        is_and = found.part is Part.NEUTRAL and tokens[found.start].folded == "va"
        if not is_and and found.kind not in (Kind.COMMA, Kind.JOINER):
            return False
    else:
        return False
    piece = [token for token in tokens[segment.start : segment.end] if token.kind is Kind.WORD]
    return all(token.folded in words.FIELDS for token in piece)


def _lengthen_last_body(segments: list[Segment], end: int) -> None:
    while segments[-1].part is not Part.BODY:
        segments.pop()
    segments[-1] = replace(segments[-1], end=end, guess=True)
