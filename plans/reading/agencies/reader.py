"""Reading one agency text: bodies by role, groups, unknown names, and what a person should look at."""

from collections.abc import Sequence
from functools import partial

from cchc.text import nfc, squeeze
from plans.enums import AgencyRole
from plans.reading.agencies import words
from plans.reading.agencies.directory import Directory
from plans.reading.agencies.groups import is_vague
from plans.reading.agencies.guesses import guess_bodies
from plans.reading.agencies.roles import assign_roles
from plans.reading.agencies.segments import Part, Segment, Segmenter
from plans.reading.agencies.tokens import Kind, Token, longest_phrase, tokenize
from plans.reading.folding import one_line
from plans.reading.results import AgencyReading, Doubt

_SAID_BY_ROLE = (words.ACTIVITIES, words.NEUTRAL, words.LEAD_TRAIL, words.COORDINATE_TRAIL, words.LEAD_MARKS)


def read_agencies(text: str, directory: Directory, role: AgencyRole = AgencyRole.LEAD) -> AgencyReading:
    """Bodies named in `text` by role. `role` is that of bodies whose role the text does not tell: a column
    "Phối hợp" gives `COORDINATE`. The order is that of the text; nobody is named twice."""
    return directory.remembered(text, role, partial(_read, text, directory, role))


def _read(text: str, directory: Directory, role: AgencyRole) -> AgencyReading:
    clean = squeeze(nfc(text))
    tokens = tokenize(clean)
    segments = guess_bodies(list(Segmenter(tokens, directory).segments()), tokens, directory)
    given = assign_roles(segments, role)
    lead = _names(given, AgencyRole.LEAD)
    both = [name for name in _names(given, AgencyRole.COORDINATE) if name in lead]
    unknown = [segment for segment in segments if segment.part in (Part.UNKNOWN, Part.NOTICE)]
    groups = _phrases(clean, tokens, [segment for segment in segments if segment.part is Part.GROUP])
    coordinating = [segment for segment, own in given if segment.part is Part.GROUP and own is AgencyRole.COORDINATE]
    return AgencyReading(
        text=text,
        lead=lead,
        coordinate=tuple(name for name in _names(given, AgencyRole.COORDINATE) if name not in lead),
        groups=groups,
        unknown=_phrases(clean, tokens, unknown),
        doubts=(
            *_naming_doubts(clean, tokens, segments),
            *(_twice(name, clean) for name in both),
            *_silence(clean, groups, given, role),
        ),
        coordinating_groups=_phrases(clean, tokens, coordinating),
    )


def to_json(reading: AgencyReading) -> dict[str, object]:
    """The object that the command `read_agencies` prints."""
    return {
        "text": reading.text,
        "lead": list(reading.lead),
        "coordinate": list(reading.coordinate),
        "groups": list(reading.groups),
        "unknown": list(reading.unknown),
        "doubts": [{"code": doubt.code, "message": doubt.message, "words": doubt.words} for doubt in reading.doubts],
    }


def _names(given: Sequence[tuple[Segment, AgencyRole]], role: AgencyRole) -> tuple[str, ...]:
    names = (segment.body for segment, own in given if segment.part is Part.BODY and own is role)
    return tuple(dict.fromkeys(names))


def _phrases(clean: str, tokens: Sequence[Token], segments: Sequence[Segment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_phrase(clean, tokens, segment) for segment in segments))


def _phrase(clean: str, tokens: Sequence[Token], segment: Segment) -> str:
    """The words of the document on one line, without the punctuation at their ends."""
    return one_line(clean[tokens[segment.start].start : tokens[segment.end - 1].end]).strip(" .,;:-–—")


def _naming_doubts(clean: str, tokens: Sequence[Token], segments: Sequence[Segment]) -> list[Doubt]:
    doubts = []
    named = any(segment.part in (Part.BODY, Part.GROUP, Part.UNKNOWN) for segment in segments)
    for segment in segments:
        phrase = _phrase(clean, tokens, segment)
        if segment.part is Part.UNKNOWN:
            message = f"Danh mục cơ quan chưa có “{phrase}”; hãy thêm vào danh mục hoặc chọn cơ quan đúng."
            doubts.append(Doubt("agency_unknown", message, phrase))
        elif segment.guess:
            message = f"“{phrase}” được hiểu là “{segment.body}”; hãy xác nhận hoặc chọn cơ quan đúng."
            doubts.append(Doubt("agency_guessed", message, phrase))
        elif segment.former:
            message = f"“{phrase}” {segment.former.told}; tạm lấy “{segment.body}”, hãy kiểm tra lại."
            doubts.append(Doubt("agency_former", message, phrase))
        elif segment.rivals:
            others = ", ".join(f"“{name}”" for name in segment.rivals)
            message = f"“{phrase}” có thể là “{segment.body}” hoặc {others}; tạm lấy “{segment.body}”."
            doubts.append(Doubt("agency_guessed", message, phrase))
        elif segment.part is Part.GROUP and _is_cut_short(tokens[segment.start : segment.end]):
            message = f"“{phrase}” được hiểu là công chức chuyên môn; hãy xác nhận."
            doubts.append(Doubt("agency_guessed", message, phrase))
        elif _is_remark(tokens, segment) or (segment.part is Part.NOTICE and named):
            message = f"Đoạn “{phrase}” không giao việc cho cơ quan nào; hãy kiểm tra lại."
            doubts.append(Doubt("agency_remark", message, phrase))
    return doubts


def _is_cut_short(tokens: Sequence[Token]) -> bool:
    """Whether the word "môn" is missing: "Công chức chuyên UBND xã"."""
    folded = [token.folded for token in tokens if token.kind is Kind.WORD]
    return any(
        word == "chuyen" and following not in ("mon", "trach", "vien", "nganh")
        for word, following in zip(folded, [*folded[1:], ""], strict=True)
    )


def _is_remark(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether a remark says more than a role does: "tổng hợp, đánh giá các mô hình"."""
    place = segment.start
    while segment.part is Part.REMARK and place < segment.end:
        if tokens[place].kind is Kind.WORD:
            ends = (longest_phrase(tokens, place, phrases) for phrases in _SAID_BY_ROLE)
            end = max((end for end in ends if end is not None), default=None)
            if end is None:
                return True
            place = end
        else:
            place += 1
    return False


def _twice(name: str, clean: str) -> Doubt:
    message = f"“{name}” vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ; tạm tính là chủ trì."
    return Doubt("agency_twice", message, one_line(clean))


def _silence(
    clean: str, groups: Sequence[str], given: Sequence[tuple[Segment, AgencyRole]], role: AgencyRole
) -> tuple[Doubt, ...]:
    """The doubt that nobody in particular is named. Words that only name who co-ordinates are silent on purpose."""
    phrase = one_line(clean)
    names_somebody = any(segment.part is not Part.GROUP for segment, _ in given)
    definite = any(not is_vague(group) for group in groups)
    only_coordinates = bool(given) and all(own is AgencyRole.COORDINATE for _, own in given)
    if names_somebody or definite or only_coordinates or role is AgencyRole.COORDINATE:
        return ()
    if not any(char.isalnum() for char in phrase):
        return (Doubt("agency_none", "Ô cơ quan thực hiện để trống; tạm giao cho cơ quan chủ trì của phụ lục.", ""),)
    message = f"“{phrase}” không nêu rõ cơ quan nào; tạm giao cho cơ quan chủ trì của phụ lục."
    return (Doubt("agency_none", message, phrase),)
