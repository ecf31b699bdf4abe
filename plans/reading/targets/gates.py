"""Which figures are aims: not the results of a year gone by, nor conditions, nor time limits of a procedure."""

import re

from plans.enums import Comparator
from plans.reading.folding import fold_in_place
from plans.reading.targets.figures import Figure

AIMS = re.compile(
    r"\b(?:phan dau|dam bao|bao dam|muc tieu|nham|duy tri|phai|giu vung|huong toi|chi tieu|yeu cau|nang cao|quyet tam"
    r"|co gang)\b"
)
_RESULTS = re.compile(
    r"\b(?:(?:can cu|theo|tai|qua) ket qua|ket qua xep hang|da dat|chi dat|moi dat|hien dat|dat duoc|hien nay|nam qua"
    r"|nam truoc|thoi gian qua|tinh den|qua khao sat|cung ky)\b"
)
_CONDITIONS = re.compile(
    r"\b(?:neu|truong hop|khong de xuat|khong xet|khong xem xet|khong khen|xu ly doi voi|ha bac)\b"
)
_AFFECTED = re.compile(r"\b(?:doi voi|nhung|voi nhung)\b(?!\s*\d)")
_TIME_LIMITS = re.compile(r"\b(?:thoi gian|thoi han|quy dinh|trong vong|sau|ke tu|truoc)\b")
_TIME_TAKEN = re.compile(r"\W*thoi gian (?:giai quyet|xu ly|tra loi|cho|thuc hien)\b[^,;:]*$")
_SHORTENING = re.compile(r"\b(?:rut ngan|cat giam|giam|tang|nang|len|them)\b(?:\s+\w+){0,6}\s*$")
_REACHING = re.compile(r"\b(?:dat|phan dau|co|dam bao|bao dam|tang|giam|toi|(?:nang|tang) hang)\s*$")
_RESULT_DECIMALS = 2
_FURTHEST_WORDS = 2000


def is_aim(sentence: str, figure: Figure) -> bool:
    """Whether a figure of `sentence` is a target. Words far before it no longer govern it."""
    before = fold_in_place(sentence[max(0, figure.start - _FURTHEST_WORDS) : figure.start])
    aim_end = _last(AIMS, before)
    since_aim = before[aim_end:]
    if _RESULTS.search(since_aim) or _CONDITIONS.search(since_aim):
        return False
    if not aim_end and (figure.out_of or figure.decimals >= _RESULT_DECIMALS):
        return False
    if figure.unit == "ngày":
        return _is_aim_in_days(since_aim, figure)
    if figure.unit in ("%", "điểm phần trăm", "hạng"):
        return figure.comparator is not Comparator.BELOW or not _AFFECTED.search(since_aim)
    return _is_aim_in_number(before, aim_end, figure)


def _is_aim_in_number(before: str, aim_end: int, figure: Figure) -> bool:
    """Points, places gained and things counted: a bound must be set, or a word of reaching stand right before it."""
    if _AFFECTED.search(before) and not aim_end:
        return False
    is_reached = _REACHING.search(before) is not None
    if figure.unit:
        return figure.explicit or bool(aim_end) or is_reached
    return figure.explicit or (figure.comparator is not Comparator.AT_LEAST and is_reached)


def _is_aim_in_days(before: str, figure: Figure) -> bool:
    """Aims are "rút ngắn ít nhất 02 ngày", "không quá 03 ngày"; "TTHC có thời hạn từ 02 ngày trở lên" tells which
    procedures are meant, "niêm yết sau từ 5 đến 7 ngày" is a time limit."""
    if _AFFECTED.search(before):
        return False
    if _SHORTENING.search(before):
        return True
    is_bound = figure.explicit and figure.comparator is Comparator.AT_MOST
    return is_bound and (_TIME_TAKEN.match(before) is not None or not _TIME_LIMITS.search(before[-40:]))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)
