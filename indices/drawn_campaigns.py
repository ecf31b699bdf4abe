"""A campaign as its document says it: contents, criteria by whom they are for, forms of reward read from its sentences.
Plain values in, plain values out."""

import re
from dataclasses import dataclass

from cchc.text import fold, squeeze
from indices.enums import RewardTime, SubjectKind
from plans.enums import SectionKind

_REWARD = re.compile(
    r"(?P<authority>Chủ tịch (?:UBND|Ủy ban nhân dân)(?: (?:tỉnh|thành phố|thị xã|huyện|xã|phường|thị trấn))?)"
    r"[^.;]{0,60}?\btặng\s+(?:thưởng\s+)?(?P<form>giấy khen|bằng khen)",
    re.IGNORECASE,
)


_QUOTED = re.compile(r"[“\"](.+)[”\"]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """One content or criterion; `subject` is "" where it is for everybody."""

    kind: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class DrawnReward:
    """One form of reward."""

    name: str
    authority: str
    time: str
    subject: str
    most: int | None = None


def part_of(kind: str, title: str, text: str) -> DrawnPart:
    """A row of a section with that title ("Đối với tập thể")."""
    subject = subject_named(title) if kind == SectionKind.CRITERIA else ""
    return DrawnPart(kind, subject, " ".join(squeeze(text).split()))


def subject_named(title: str) -> str:
    """Whom a heading is about; "" where it names both or nobody."""
    folded = fold(title)
    named = [one.value for one, word in _SUBJECTS.items() if word in folded]
    return named[0] if len(named) == 1 else ""


def rewards_of(title: str, text: str) -> tuple[DrawnReward, ...]:
    """The forms that a paragraph names, each with who gives it, for everybody the paragraph speaks of. What it leaves
    to "thẩm quyền" names no form and is left to be written by hand."""
    time = RewardTime.FINAL if "tong ket" in fold(title) else RewardTime.YEARLY
    asked = subject_named(text)
    subjects = (asked,) if asked else tuple(one.value for one in SubjectKind)
    pairs = dict.fromkeys((squeeze(m["form"]).capitalize(), squeeze(m["authority"])) for m in _REWARD.finditer(text))
    return tuple(DrawnReward(form, who, time.value, subject) for form, who in pairs for subject in subjects)


def quoted(title: str) -> str:
    """The campaign's own name within a plan's title: what stands between its marks, else the title."""
    found = _QUOTED.search(title)
    return squeeze(found[1] if found else title)[:300]


_SUBJECTS = {SubjectKind.COLLECTIVE: "tap the", SubjectKind.INDIVIDUAL: "ca nhan"}
