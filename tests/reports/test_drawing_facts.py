"""Frozen facts survive the trip to JSON and back; anything else is refused."""

import json
from typing import Any

import pytest

from reports.facts import VERSION, OtherVersionError, from_json, to_json
from tests.reports.sample import sample


def stored() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(to_json(sample())))
    return data


@pytest.mark.parametrize("approved", [True, False])
def test_json_and_back_is_the_same(approved: bool) -> None:
    facts = sample(approved=approved)
    assert from_json(json.loads(json.dumps(to_json(facts)))) == facts


def test_json_is_what_the_database_gives_back() -> None:
    assert to_json(sample()) == stored()


def test_sample_is_the_real_plan() -> None:
    facts = sample()
    assert [len(appendix.rows) for appendix in facts.appendices] == [3, 9, 3, 5, 4, 5, 4]
    assert facts.rows.total == sum(count.number for count in facts.rows.counts) == 33
    assert sum(area.tally.total for area in facts.areas) == 33


def test_another_version_is_refused() -> None:
    with pytest.raises(OtherVersionError) as refusal:
        from_json(stored() | {"version": VERSION + 1})
    assert str(refusal.value) == (
        f"Bản chốt số liệu thuộc phiên bản {VERSION + 1}, phần mềm này đọc đến phiên bản {VERSION}; "
        "hãy báo người quản trị dùng đúng phiên bản phần mềm."
    )


def test_facts_without_version_are_refused() -> None:
    data = stored()
    del data["version"]
    with pytest.raises(OtherVersionError):
        from_json(data)


def test_a_missing_field_is_refused() -> None:
    data = stored()
    del data["letterhead"]
    with pytest.raises(ValueError, match="letterhead"):
        from_json(data)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        from_json(stored() | {"colour": "red"})


def test_a_value_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'2023' is not int"):
        from_json(stored() | {"year": "2023"})
