"""Who is told today that a report has still to be sent. Pure.

The coordinator three days and one day before the sending deadline, on it, and one day late; the leader three days late,
and from the day before it while a draft waits for him; the reviewer, once a deadline has passed, who has not sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.enums import NoticeKind, Role
from cchc.orgs.reminding import COORDINATOR_LATE, LEADER_LATE, ON_THE_DAY, Told, key_of, ladder_of, step_of
from cchc.orgs.telling import Telling
from cchc.text import sort_key
from tasks.enums import PeriodKind
from tasks.periods import Period
from tasks.reminders import Person

BEFORE_SENDING = (3, 1)
APPROVAL = 1
SEND, APPROVE, UNSENT = "send:", "approve:", "unsent:"
"""How notices begin that are about a report to send, a draft to approve, and the bodies that have not sent."""
NAMES = 3


@dataclass(frozen=True, slots=True)
class UnsentReport:
    """A report that a body owes and has not sent. `standing` says how far it is; `is_draft`: it waits for approval."""

    body_id: int
    body_name: str
    period: Period
    standing: str
    is_draft: bool
    path: str

    @property
    def words(self) -> str:
        return "-".join(map(str, self.period.key))


def abouts_of(body_id: int, period_key: tuple[str, int, int]) -> tuple[str, str]:
    """What notices about sending and about approving one report of a body say they are about."""
    words = "-".join(map(str, period_key))
    return f"{SEND}{body_id}:{words}", f"{APPROVE}{body_id}:{words}"


def sending_reminders(
    reports: Iterable[UnsentReport], people: Iterable[Person], told: Told, today: date
) -> Iterator[tuple[int, Telling]]:
    """What the people of one body are to be told of its reports now."""
    people = list(people)
    for report in reports:
        send, approve = abouts_of(report.body_id, report.period.key)
        for person in people:
            waits = report.is_draft and Role.LEADER in person.roles and Role.COORDINATOR not in person.roles
            text = f"Dự thảo báo cáo {report.period.name} chờ anh chị duyệt; sau đó mới gửi được."
            if waits and (found := _told_now(person, report, approve, [APPROVAL], text, told, today)):
                yield person.pk, found
            text = f"Báo cáo {report.period.name} chưa gửi ({report.standing})."
            if found := _told_now(person, report, send, _steps(person), text, told, today):
                yield person.pk, found


def _steps(person: Person) -> list[int]:
    steps = []
    if Role.COORDINATOR in person.roles:
        steps += [day for day in BEFORE_SENDING if day in person.days_before]
        steps += [ON_THE_DAY, COORDINATOR_LATE]
    if Role.LEADER in person.roles:
        steps.append(LEADER_LATE)
    return steps


def _told_now(
    person: Person, report: UnsentReport, about: str, steps: list[int], text: str, told: Told, today: date
) -> Telling | None:
    send_by = report.period.send_by
    step, ladder = step_of(send_by, steps, today), ladder_of(about, send_by)
    if step is None or told.has(person.pk, ladder, step):
        return None
    return Telling(NoticeKind.REPORT, key_of(ladder, step), text, report.path, about, send_by)


def unsent_tellings(reports: Sequence[UnsentReport], matrix_path: str, today: date) -> Iterator[Telling]:
    """What the reviewer of these bodies is told after a deadline: for each period who has not sent. Where regimes give
    bodies different deadlines, each of them by itself. It leads to the matrix, narrowed to those who owe it."""
    groups: dict[tuple[str, date], list[UnsentReport]] = {}
    for report in reports:
        if report.period.send_by < today:
            groups.setdefault((report.words, report.period.send_by), []).append(report)
    for (words, send_by), found in groups.items():
        about = f"{UNSENT}{words}:{send_by:%Y-%m-%d}"
        tab = "&xem=thang" if found[0].period.kind == PeriodKind.MONTH else ""
        path = f"{matrix_path}?nam={found[0].period.year}{tab}&ky={words}&loc=chua-gui"
        yield Telling(NoticeKind.REPORT, f"{about}:0", _unsent_words(found), path, about, send_by)


def _unsent_words(reports: Sequence[UnsentReport]) -> str:
    names = sorted((report.body_name for report in reports), key=sort_key)
    more = f" và {len(names) - NAMES} đơn vị khác" if len(names) > NAMES else ""
    return f"{len(names)} đơn vị chưa gửi báo cáo {reports[0].period.name}: {', '.join(names[:NAMES])}{more}."
