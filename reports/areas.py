"""The area of administrative reform that a part of a plan is about."""

from plans.models import Section
from plans.reading.words import find_area


def area_of(*sections: Section | None) -> str:
    """The area that the first of these sections names, "" where none names one."""
    for section in sections:
        if section and (area := find_area(section.area) or find_area(section.title)):
            return area
    return ""
