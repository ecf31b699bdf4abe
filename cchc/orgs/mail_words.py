"""The mail of the day as plain data: what it says under which heading, and its subject. Asks the database nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cchc.orgs.enums import NoticeKind
from cchc.web.wording import NO_BREAK, due_words

HEADINGS = {
    NoticeKind.OVERDUE: "Quá hạn",
    NoticeKind.DUE: "Sắp đến hạn",
    NoticeKind.REPORT: "Báo cáo",
    NoticeKind.GIVEN: "Việc được giao",
    NoticeKind.URGING: "Đôn đốc",
    NoticeKind.INDEX: "Chỉ số, thi đua",
    NoticeKind.PEOPLE: "Tài khoản",
}
"""In the order of the mail."""
LINES = 30
"""So many under a heading; the rest is counted, and read in the system."""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One notice as mail. `body` is named where its reader works in several."""

    kind: NoticeKind
    text: str
    due_on: date | None
    url: str
    body: str = ""

    def kind_on(self, today: date) -> NoticeKind:
        """What came near when it was told may be overdue when it is mailed."""
        if self.kind == NoticeKind.DUE and self.due_on and self.due_on < today:
            return NoticeKind.OVERDUE
        return self.kind


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line of the mail, its distance in words of the day on which it is sent."""

    text: str
    when: str
    url: str
    body: str


@dataclass(frozen=True, slots=True)
class MailGroup:
    """A heading with its lines; `number` counts those left out as well."""

    heading: str
    number: int
    lines: tuple[MailLine, ...]

    @property
    def more(self) -> int:
        return self.number - len(self.lines)


def mail_groups(told: Iterable[ToldLine], today: date) -> list[MailGroup]:
    """What is told under each heading, the earliest day first."""
    told = sorted(told, key=lambda one: one.due_on or date.max)
    groups = []
    for kind, heading in HEADINGS.items():
        found = [one for one in told if one.kind_on(today) == kind]
        if found:
            groups.append(MailGroup(heading, len(found), tuple(_line(one, today) for one in found[:LINES])))
    return groups


def subject(groups: Iterable[MailGroup], today: date) -> str:
    """ "Nhắc việc 10/06/2023: 2 quá hạn, 1 sắp đến hạn"."""
    return f"Nhắc việc {today:%d/%m/%Y}: " + ", ".join(f"{one.number} {one.heading.lower()}" for one in groups)


def _line(one: ToldLine, today: date) -> MailLine:
    when = ""
    if one.due_on:
        when = f"{due_words(one.due_on, today).replace(NO_BREAK, ' ')}, hạn {one.due_on:%d/%m/%Y}"
    return MailLine(one.text, when, one.url, one.body)
