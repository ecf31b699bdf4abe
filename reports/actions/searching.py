"""What search compares of a report, kept whenever its words change; part of the actions that change them, which hold
the report's lock."""

from typing import Any

from django.db.models import F

from cchc.text import searchable
from reports.models import NarrativeText, Report, ReportWords, Snapshot


def keep_searched(report: Report) -> None:
    """The report as its own body has it now: its period, number and signer, the opening, every section (four queries
    at most)."""
    parts = Snapshot.objects.filter(report=report).order_by("-pk").values_list("facts__letterhead", "facts__opening")
    head, opening = _found(parts.first())
    document = "/".join(filter(None, (head.get("number", ""), head.get("symbol", ""))))
    told = (paragraph["text"] for paragraph in opening)
    sections = NarrativeText.objects.filter(report=report).order_by("order").values_list("text", flat=True)
    words = searchable(f"Báo cáo {report.period_name}", document, head.get("signer", ""), *told, *sections)
    ReportWords.objects.update_or_create(report=report, defaults={"own": words})


def _found(parts: tuple[Any, Any] | None) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Letterhead and opening of the newest facts; nothing before there are any."""
    return parts or ({}, [])


def keep_sent(report: Report) -> None:
    """What is sent is what was approved: nothing was written since."""
    ReportWords.objects.filter(report=report).update(sent=F("own"))
