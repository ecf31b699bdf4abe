"""Who does a duty of the prose: by its labelled lines, else by its own subject, else by the heading above it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.enums import AgencyRole
from plans.reading.agencies import Directory, read_agencies
from plans.reading.prose.actors import partners_of, subject_of
from plans.reading.prose.labels import Label, LabelRole, led_in_brackets
from plans.reading.results import AgencyReading, Doubt

_NOBODY = ("agency_none", "agency_unknown")
NOBODY = AgencyReading("")
WITH = "phối hợp với "
_ASIDE = re.compile(r"\s*\([^()]*\)")


def read_bodies(text: str, labels: Sequence[Label], above: AgencyReading, directory: Directory) -> AgencyReading:
    """`above` is the reading of the heading. Doubts about the heading's own words are the heading's, told once."""
    said = _of_labels(labels, directory)
    led = led_in_brackets(text)[1]
    if led and not said.text:
        said = read_agencies(led, directory)
    subject = subject_of(text, directory)
    if subject and not _names_somebody(said):
        said = _joined(read_agencies(subject, directory), said)
    if not _names_somebody(said):
        said = _joined(replace(above, doubts=()), said)
    if not said.coordinate and not said.coordinating_groups:
        said = _with_partners(said, partners_of(text, directory), directory)
    return replace(said, doubts=tuple(_told(doubt) for doubt in said.doubts))


def read_heading(words: str, directory: Directory) -> AgencyReading:
    """A heading may say after its bodies what they are there for; words that name no known body are one name."""
    reading = replace(read_agencies(_ASIDE.sub("", words).strip() or words, directory), text=words)
    if reading.unknown and not has_leads(reading):
        unknown = f"Danh mục cơ quan chưa có “{words}”; hãy thêm vào danh mục hoặc chọn cơ quan đúng."
        return AgencyReading(words, unknown=(words,), doubts=(Doubt("agency_unknown", unknown, words),))
    kept = (doubt for doubt in reading.doubts if doubt.code != "agency_remark")
    return replace(reading, doubts=tuple(_told(doubt) for doubt in kept))


def _of_labels(labels: Sequence[Label], directory: Directory) -> AgencyReading:
    lines = [label for label in labels if label.role in (LabelRole.LEAD, LabelRole.COORDINATE) and label.words]
    if not lines:
        return NOBODY
    lead = _read_role(lines, LabelRole.LEAD, AgencyRole.LEAD, directory)
    beside = _read_role(lines, LabelRole.COORDINATE, AgencyRole.COORDINATE, directory)
    return replace(_joined(lead, beside), text="\n".join(label.line for label in lines))


def _read_role(lines: Sequence[Label], role: LabelRole, usual: AgencyRole, directory: Directory) -> AgencyReading:
    words = "\n".join(label.words for label in lines if label.role is role)
    return read_agencies(words, directory, usual) if words else NOBODY


def _with_partners(said: AgencyReading, partners: Sequence[str], directory: Directory) -> AgencyReading:
    """Names after "phối hợp với" co-ordinate; a group that names nobody there is kept as words, without a doubt."""
    for words in partners:
        beside = read_agencies(words, directory, AgencyRole.COORDINATE)
        said = _joined(said, replace(beside, text=f"{WITH}{words}"))
    return said


def _joined(lead: AgencyReading, beside: AgencyReading) -> AgencyReading:
    """Everybody of the second co-ordinates, save who leads already."""
    names = (*lead.coordinate, *beside.lead, *beside.coordinate)
    return AgencyReading(
        text="\n".join(text for text in (lead.text, beside.text) if text),
        lead=lead.lead,
        coordinate=tuple(name for name in dict.fromkeys(names) if name not in lead.lead),
        groups=tuple(dict.fromkeys((*lead.groups, *beside.groups))),
        unknown=tuple(dict.fromkeys((*lead.unknown, *beside.unknown))),
        doubts=(*lead.doubts, *beside.doubts),
        coordinating_groups=tuple(dict.fromkeys((*lead.coordinating_groups, *beside.groups))),
    )


def has_leads(said: AgencyReading) -> bool:
    """Whether bodies or groups lead, known to the directory."""
    return bool(said.lead) or any(group not in said.coordinating_groups for group in said.groups)


def _names_somebody(said: AgencyReading) -> bool:
    return has_leads(said) or bool(said.unknown)


def _told(doubt: Doubt) -> Doubt:
    """There is no appendix whose lead would stand in."""
    if doubt.code not in _NOBODY:
        return doubt
    said = doubt.message.split("; tạm giao")[0].rstrip(".")
    if doubt.code == "agency_none":
        return replace(doubt, message=f"{said}; chưa giao cho ai, hãy chọn cơ quan.")
    return doubt
