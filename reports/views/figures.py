"""The figures of a report for its page: tables whose every number leads to its rows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from plans.reading.words import find_area
from reports.facts import ReportFacts
from reports.provenance import APPENDIX, Address, Column, columns_of, restated_columns
from tasks.enums import State


def figures_said(facts: ReportFacts, here: Address) -> dict[str, Any]:
    """The tables of a report; `here` is the page that shows its rows."""
    last_year = facts.last_year.report_id if facts.last_year else None
    sent = {one.report_id: _rows_of(one.report_id) for one in facts.restated if one.report_id}
    return {
        "figures": _table(columns_of(facts, here, _rows_of(last_year) if last_year else None)),
        "restated": _table(restated_columns(facts, here, sent)) if facts.restated else None,
        "areas": _areas(facts, here),
    }


def _rows_of(report: int) -> Address:
    return Address(reverse("reports:rows", args=[report]))


def _table(columns: Sequence[Column]) -> dict[str, Any]:
    """The columns as lines: a table is written row by row."""
    return {
        "columns": columns,
        "lines": [
            {"state": state.value, "cells": [(column.title, column.states[place]) for column in columns]}
            for place, state in enumerate(State)
        ],
    }


def _areas(facts: ReportFacts, here: Address) -> list[dict[str, Any]]:
    return [
        {
            "label": area.label,
            "title": find_area(area.title) or area.title,
            "tally": area.tally,
            "url": here.to(APPENDIX, str(place)),
        }
        for place, area in enumerate(facts.areas)
    ]
