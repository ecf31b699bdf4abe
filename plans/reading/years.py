"""The years that a plan covers, from its title; never from the documents it cites."""

import re
from collections import Counter
from collections.abc import Sequence

from plans.reading.citations import without_citations
from plans.reading.results import Doubt

_RANGE = re.compile(r"\b(?P<start>(?:19|20)\d\d)\s*(?:[-–—]|đến(?:\s+năm)?)\s*(?P<end>(?:19|20)\d\d)\b")
_SINGLE = re.compile(r"năm\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_ANY = re.compile(r"\b(20\d\d)\b")
_LAST_RESORT = 2000


def read_years(title: str, issued_year: int | None, texts: Sequence[str]) -> tuple[int, int, tuple[Doubt, ...]]:
    """First and last year. Without a year in the title: the year of issue, else the year the text names most, with
    a doubt."""
    named = _from_title(without_citations(title))
    if named:
        return *named, ()
    counts = Counter(year for text in texts for year in _SINGLE.findall(without_citations(text)))
    counts = counts or Counter(year for text in texts for year in _ANY.findall(text))
    most = int(counts.most_common(1)[0][0]) if counts else None
    year = issued_year or most or _LAST_RESORT
    message = f"Tên kế hoạch không ghi năm; tạm đọc là năm {year}, hãy xem lại."
    return year, year, (Doubt("no_year", message, title, "Tên kế hoạch"),)


def _from_title(title: str) -> tuple[int, int] | None:
    """A single year after a range ("Chương trình … giai đoạn 2021-2030 năm 2024") is the plan's and the range that
    of the programme, unless "và" joins the two."""
    span = _RANGE.search(title)
    rest = _RANGE.sub(" ", title)
    singles = [int(year) for year in _SINGLE.findall(rest)]
    if span is None:
        return (min(singles), max(singles)) if singles else None
    start, end = sorted((int(span["start"]), int(span["end"])))
    after = _SINGLE.search(title, span.end())
    if after and not re.search(r"\bvà\b|\bđến\b", title[span.end() : after.start()]):
        return int(after["year"]), int(after["year"])
    return min(start, *singles, start), max(end, *singles, end)
