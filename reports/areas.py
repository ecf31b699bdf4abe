"""The area of administrative reform that a part of a plan is about."""

from plans.models import Section
from plans.reading.words import AREAS, find_area

OTHER = "Khác"
ORDER = (*AREAS, OTHER)
"""The order in which pages name the areas."""


def area_of(*sections: Section | None) -> str:
    """The area that the first of these sections names, "" where none names one."""
    return area_named(*(words for section in sections if section for words in (section.area, section.title)))


def area_named(*headings: str | None) -> str:
    """The area that the first of these headings names, "" where none names one."""
    return next(filter(None, (find_area(words) for words in headings if words)), "")
