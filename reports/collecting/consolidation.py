"""A government's report taken together with the accepted reports of the bodies beneath it: sums, never averages.

Whoever is silent is named before anything is added up; what cannot be added (no report, no number) is named under the
figure that lacks it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from cchc.orgs.refusals import Refused
from cchc.text import sort_key
from reports.collecting.gathering import Sent, document_of, gathered, opening_of_bodies
from reports.collecting.sums import entered, sum_indicators
from reports.enums import SendingState
from reports.facts import BodyFacts, Consolidation, ReportFacts, Sending, from_json
from reports.models import Submission
from reports.outline import Parts
from reports.queries.consolidation import Receipt
from reports.wording import timeliness
from tasks.tallies import sum_tallies

LEVELS = ("thành phố", "thị xã", "huyện", "quận", "xã", "phường", "thị trấn", "đặc khu")
NONE = ("0", "0")
"""Numerator and denominator of what a government without a plan of its own has to do."""
NOTHING_OF_ROWS: dict[str, Any] = {"appendices": [], "given": None}
"""What is left out of a body's frozen facts before they are read: its rows, which nobody adds up again."""


def with_bodies(facts: ReportFacts, receipts: Sequence[Receipt], *, parts: Parts, until: datetime) -> ReportFacts:
    """The same report with what the bodies beneath sent by `until`: its own words (by its outline, `parts`) and figures
    stand beside theirs, the statistics table holds the sums of both."""
    owed = sorted((receipt for receipt in receipts if receipt.owes), key=_urgency)
    sent = {one.pk: _facts_sent(one) for receipt in owed if (one := receipt.sending)}
    taken = [(receipt.body.name, one) for receipt in owed if receipt.is_taken and (one := receipt.sending)]
    noun = noun_of(receipt.body.name for receipt in receipts)
    bodies = tuple(_body(name, one, sent[one.pk]) for name, one in taken)
    consolidation = Consolidation(
        bodies=bodies,
        sendings=tuple(_sending(receipt, sent, until) for receipt in owed),
        rows=sum_tallies((body.rows for body in bodies), title=f"Nhiệm vụ của các {noun}"),
        period_tally=sum_tallies((body.period_tally for body in bodies), title=f"Việc của các {noun}", things="việc"),
        noun=noun,
        until=f"{localtime(until):%H:%M} ngày {localdate(until):%d/%m/%Y}",
        exempt=tuple(f"{receipt.body.name} ({_why_exempt(receipt)})" for receipt in receipts if not receipt.owes),
        own=tuple(one for one in entered(facts.indicators) if (one.numerator, one.denominator) != NONE),
    )
    return replace(
        facts,
        opening=opening_of_bodies(facts, consolidation),
        narrative=gathered(facts.narrative, [Sent(name, sent[one.pk]) for name, one in taken], parts),
        indicators=sum_indicators(facts.indicators, bodies),
        consolidation=consolidation,
    )


def noun_of(names: Iterable[str]) -> str:
    """What the bodies are together, by the first words of their names: "xã, phường"."""
    lower = [name.lower() for name in names]
    found = [level for level in LEVELS if any(name.startswith(f"{level} ") for name in lower)]
    return ", ".join(found) or "đơn vị"


def _facts_sent(sending: Submission) -> ReportFacts:
    try:
        return from_json(sending.snapshot.facts | NOTHING_OF_ROWS)
    except ValueError as error:
        raise Refused(f"Chưa đọc được báo cáo của {sending.report.organization}: {error}") from error


def _urgency(receipt: Receipt) -> tuple[int, str]:
    """Silent first, then returned, waiting, taken in; each by name."""
    return list(SendingState).index(receipt.state), sort_key(receipt.body.name)


def _sending(receipt: Receipt, sent: Mapping[int, ReportFacts], until: datetime) -> Sending:
    report, sending = receipt.report, receipt.sending
    send_by = report.send_by if report else receipt.period.send_by
    said = timeliness(report, send_by, localdate(until))
    return Sending(
        name=receipt.body.name,
        look=said.look,
        words=said.words,
        state=receipt.state.value,
        sent_on=localdate(sending.submitted_at) if sending else None,
        send_by=send_by,
        attempt=sending.attempt if sending else 0,
        report_id=report.pk if report else None,
        document=document_of(sent[sending.pk]) if sending else "",
    )


def _why_exempt(receipt: Receipt) -> str:
    if not receipt.has_ended:
        return "chế độ báo cáo không yêu cầu kỳ này"
    body = receipt.body
    heir = f", nhập vào {body.merged_into}" if body.merged_into else ""
    return f"kết thúc hoạt động ngày {body.valid_to:%d/%m/%Y}{heir}"


def _body(name: str, sending: Submission, facts: ReportFacts) -> BodyFacts:
    """What a body brings: its own figures together with those of the bodies beneath it, which it added up itself."""
    rows, duties = [facts.rows], [facts.period_tally]
    if facts.consolidation:
        rows.append(facts.consolidation.rows)
        duties.append(facts.consolidation.period_tally)
    return BodyFacts(
        name=name,
        report_id=sending.report_id,
        attempt=sending.attempt,
        rows=sum_tallies(rows, title=facts.rows.title),
        period_tally=sum_tallies(duties, title=facts.period_tally.title, things="việc"),
        indicators=entered(facts.indicators),
    )
