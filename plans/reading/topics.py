"""What a heading announces: duties, solutions, a campaign's contents, criteria or rewards, or none of these."""

import re
from enum import Enum

from cchc.text import fold
from plans.enums import SectionKind
from plans.reading.words import find_area


class Topic(Enum):
    """The kinds of section, and what gives no rows: purposes and circumstances, targets, money and the like."""

    DUTIES = SectionKind.DUTIES
    SOLUTIONS = SectionKind.SOLUTIONS
    CONTENTS = SectionKind.CONTENTS
    CRITERIA = SectionKind.CRITERIA
    REWARDS = SectionKind.REWARDS
    PURPOSE = "purpose"
    TARGETS = "targets"
    MEANS = "means"

    @property
    def kind(self) -> SectionKind | None:
        return self.value if isinstance(self.value, SectionKind) else None


LONGEST_TITLE = 25
_BRACKETS = re.compile(r"\([^()]*\)?")
_COUNT = r"(?:(?:mot so|cac|nhung|ve|phan)\s+)*"
_ANCHORED = tuple(
    (topic, re.compile(rf"{_COUNT}(?:{words})\b"))
    for topic, words in (
        (
            Topic.PURPOSE,
            r"muc dich|yeu cau(?! (?:cac|ubnd|uy ban|cong chuc|can bo|thu truong|phong|truong|don vi|co quan))"
            r"|quan diem"
            r"|su can thiet|dac diem|boi canh|tinh hinh|thuc trang|ket qua (?:thuc hien|dat duoc|nam|cong tac)"
            r"|danh gia chung|ton tai|han che|nguyen nhan|can cu|co so phap ly|pham vi|doi tuong|nguyen tac|y nghia"
            r"|khai quat|phuong cham",
        ),
        (Topic.TARGETS, r"muc tieu|chi tieu"),
        (Topic.MEANS, r"kinh phi|nguon kinh phi|nguon luc|du toan|thoi gian|dia diem|thoi han|hieu luc"),
        (Topic.CONTENTS, r"noi dung (?:thi dua|phong trao|phat dong|tham gia|cuoc thi)"),
        (Topic.CRITERIA, r"(?:bo )?(?:tieu chi|tieu chuan|thang diem)"),
        (
            Topic.REWARDS,
            r"(?:(?:hinh thuc|co cau|muc|quy trinh|ho so|so luong|cong tac|xet)\s+)*"
            r"(?:khen thuong|giai thuong|bieu duong|ton vinh)",
        ),
    )
)
_STRONG_DUTIES = re.compile(
    r"\b(?:nhiem vu|to chuc (?:va )?(?:trien khai )?thuc hien|phan cong"
    r"|(?:ke hoach|chuong trinh) (?:trien khai|hanh dong))"
)
_WEAK_DUTIES = re.compile(r"\b(?:noi dung|trach nhiem|trien khai|cong viec|hoat dong|tien do|lo trinh|cong tac)\b")
_SOLUTIONS = re.compile(r"\b(?:giai phap|bien phap)\b")
ASIDES = (Topic.PURPOSE, Topic.TARGETS, Topic.MEANS)
"""What gives no rows."""
_TITLES = re.compile(
    rf"{_COUNT}(?:noi dung|nhiem vu|giai phap|bien phap|phan cong"
    r"|(?:cong tac )?to chuc (?:va )?(?:trien khai )?thuc hien)\b"
)


def topic_of(title: str, above: Topic | None = None, *, is_campaign: bool = False) -> Topic | None:
    """The topic that a heading names, else that of the heading `above`. Words that may stand in any heading
    ("nội dung", "trách nhiệm") make duties only where nothing above says otherwise."""
    bare = _plain(title)
    named = next((topic for topic, pattern in _ANCHORED if pattern.match(bare)), None)
    if named in ASIDES and (_STRONG_DUTIES.search(bare) or _SOLUTIONS.search(bare)):
        return Topic.DUTIES
    if named is None and _STRONG_DUTIES.search(bare):
        return Topic.DUTIES
    if named is None and _SOLUTIONS.search(bare):
        return Topic.SOLUTIONS
    if named is None and above is None:
        return _weak_topic(bare, is_campaign)
    return named or above


def is_topic(title: str) -> bool:
    """Whether a line begins like the heading of a section ("Tổ chức thực hiện", "Một số giải pháp")."""
    bare = _plain(title)
    return bool(_TITLES.match(bare)) or any(pattern.match(bare) for _, pattern in _ANCHORED)


def _plain(title: str) -> str:
    return fold(_BRACKETS.sub(" ", title)).strip(" .:;-")


def _weak_topic(bare: str, is_campaign: bool) -> Topic | None:
    if re.search(r"\bnoi dung\b", bare) and is_campaign:
        return Topic.CONTENTS
    return Topic.DUTIES if _WEAK_DUTIES.search(bare) or find_area(bare) else None
