"""Sentences of a plan that say what an index is to reach: "đến năm 2025, chỉ số PAR Index của xã xếp vị trí thứ 4"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc.text import fold, nfc, squeeze
from indices.enums import IndexKind

LONGEST = 500
_KINDS = (
    (IndexKind.PAR_INDEX, r"par[ -]?index|chi so cai cach hanh chinh|chi so cchc"),
    (IndexKind.SIPAS, r"sipas|chi so hai long|hai long[^.;]{0,80}? su phuc vu cua (?:cac )?co quan"),
    (IndexKind.PAPI, r"papi|chi so hieu qua quan tri"),
    (IndexKind.PCI, r"\bpci\b|chi so nang luc canh tranh"),
)
KIND = re.compile("|".join(f"(?P<{kind.name}>{words})" for kind, words in _KINDS))
_YEAR = re.compile(r"(?:nam|den|\d{4}\s*[-\u2013])\s*(20\d\d)\b")
_ORDINALS = {
    "nhat": 1, "nhi": 2, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_WORD = "|".join(_ORDINALS)
_RANK = re.compile(
    rf"\b(?:vi tri|thu hang|hang|vi thu|xep|dung)(?: hang| vi tri)?\s+"
    rf"(?:thu\s+(?P<word>{_WORD})\b(?! 20\d\d)|(?P<bare>nhat|nhi)\b|(?:thu\s*)?(?P<low>\d{{1,3}})\b(?!\s*[%,.]\d)"
    r"(?:\s*(?:-|\u2013|den|/)\s*(?P<high>\d{1,3})\b)?)"
)
_GROUP = re.compile(
    r"\b(?:nhom|top|top dau|tot)\s+(?:dau\s+)?(?:co\s+)?(?P<of>\d{1,3})\b(?!\s*%)"
    r"|\b(?P<first>\d{1,3})\s+(?:don vi|xa|phuong|huyen|tinh|dia phuong)[^.;]{0,40}?\s(?:dan dau|dung dau)"
)
_SCORE = re.compile(
    r"(?P<before>\b(?:tang|giam|nang len)\s+)?"
    r"\b(?:dat|tu|tren|it nhat|toi thieu|khong duoi|khong thap hon|muc|hon|>=|≥|len)\s*"
    r"(?:(?:muc|tu|tren|it nhat|toi thieu|diem|so diem|ty le|>=|≥)\s*)*"
    r"(?P<value>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|phan tram|diem\b)"
)
_CLASS = re.compile(
    r"\b(?:xep loai|loai|muc|nhom|xep nhom)\s+(?P<name>rat tot|xuat sac|tot|kha|trung binh kha|trung binh|(?:[abc]\b))"
)
_NAMES = {
    "rat tot": "Rất tốt",
    "xuat sac": "Xuất sắc",
    "tot": "Tốt",
    "kha": "Khá",
    "trung binh": "Trung bình",
    "trung binh kha": "Trung bình khá",
    "a": "A",
    "b": "B",
    "c": "C",
}
_SENTENCE = re.compile(r"\n|\.(?=\s|$)")
_GOES_ON = re.compile(r"(?:den )?nam 20\d\d\b")
_LEFT = re.compile(r"\s+len\s+(?:vi tri|hang|thu|vi thu|nhom|top)\b")
"""After a rank: it is the one from which the body is to rise."""


@dataclass(frozen=True, slots=True)
class AimWords:
    """What an index is to reach in a year, as a sentence says it or a person states it."""

    kind: IndexKind
    year: int
    rank: int | None = None
    score: Decimal | None = None
    class_name: str = ""
    text: str = ""


def read_aims(texts: Iterable[str], from_year: int, to_year: int) -> list[AimWords]:
    """Aims for years from the plan's first on, in the order of the text; what one index is to reach in one year is one
    aim. A sentence that names no year means the plan's last."""
    found: dict[tuple[IndexKind, int], AimWords] = {}
    for text in texts:
        for sentence in _SENTENCE.split(nfc(text)):
            for aim in _of_parts(sentence.split(";"), to_year):
                if aim.year < from_year:
                    continue
                old = found.get((aim.kind, aim.year))
                found[aim.kind, aim.year] = _joined(old, aim) if old else aim
    return list(found.values())


def _joined(old: AimWords, new: AimWords) -> AimWords:
    """What the earlier words say first holds."""
    return replace(
        old,
        rank=new.rank if old.rank is None else old.rank,
        score=new.score if old.score is None else old.score,
        class_name=old.class_name or new.class_name,
        text=old.text if new.text in old.text else f"{old.text}; {new.text}"[:LONGEST],
    )


def _of_parts(parts: Iterable[str], to_year: int) -> Iterator[AimWords]:
    """What stands between semicolons is told apart; "năm 2024 hạng 5" goes on with the index named before."""
    last: IndexKind | None = None
    for part in parts:
        sentence = squeeze(part).lstrip("-+•* ")
        words = fold(sentence)
        kinds = [(one.start(), IndexKind[one.lastgroup or ""]) for one in KIND.finditer(words)]
        if not kinds and last is not None and _GOES_ON.match(words):
            kinds = [(-1, last)]
        last = kinds[-1][1] if kinds else None
        if kinds:
            yield from _of_sentence(sentence, words, kinds, to_year)


def _of_sentence(sentence: str, words: str, kinds: list[tuple[int, IndexKind]], to_year: int) -> Iterator[AimWords]:
    years = [(one.start(), int(one[1])) for one in _YEAR.finditer(words)]
    for place, measure in _measures(words):
        before = [kind for at, kind in kinds if at < place]
        if not before and measure.rank is not None and " ve " in words[place : kinds[0][0]]:
            before = [kinds[0][1]]
        if before:
            year = _year_for(place, years, to_year)
            yield replace(measure, kind=before[-1], year=year, text=sentence[:LONGEST])


def _year_for(place: int, years: list[tuple[int, int]], default: int) -> int:
    """The last one named before, otherwise the first after."""
    before = [year for at, year in years if at < place]
    after = [year for at, year in years if at >= place]
    return before[-1] if before else after[0] if after else default


def _measures(words: str) -> Iterator[tuple[int, AimWords]]:
    blank = AimWords(IndexKind.PAR_INDEX, 0)
    for one in _RANK.finditer(words):
        if _LEFT.match(words, one.end()):
            continue
        yield one.start(), replace(blank, rank=_rank(one))
    for one in _GROUP.finditer(words):
        yield one.start(), replace(blank, rank=int(one["of"] or one["first"]))
    for one in _SCORE.finditer(words):
        if not one["before"]:
            yield one.start(), replace(blank, score=Decimal(one["value"].replace(",", ".")))
    for one in _CLASS.finditer(words):
        yield one.start(), replace(blank, class_name=_NAMES[one["name"]])


def _rank(found: "re.Match[str]") -> int:
    """Of "thứ 3 đến 5" the last: that is what is asked at least. After "/" stands of how many."""
    if found["low"] is None:
        return _ORDINALS[found["word"] or found["bare"]]
    is_range = found["high"] and "/" not in found[0]
    return max(int(found["low"]), int(found["high"])) if is_range else int(found["low"])


def kinds_named(folded: str) -> frozenset[IndexKind]:
    """The indices that folded words name, also by the words of plans ("chỉ số hài lòng", "năng lực cạnh tranh")."""
    found = {IndexKind[one.lastgroup or ""] for one in KIND.finditer(folded)}
    more = {IndexKind.PAPI: "hieu qua quan tri", IndexKind.PCI: "nang luc canh tranh"}
    return frozenset(found | {kind for kind, words in more.items() if words in folded})
