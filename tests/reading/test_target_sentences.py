"""Sentences with targets: the table in `target_sentences.txt` holds each with every target that must be read of it."""

import unicodedata
from pathlib import Path
from time import process_time

import pytest

from plans.reading.results import ReadTarget
from plans.reading.targets import read_targets

TABLE = Path(__file__).with_name("target_sentences.txt")
LENGTH = 20_000
SECONDS = 5


def cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif not line.startswith("#"):
            found.append((line, []))
    return found


def described(target: ReadTarget) -> str:
    values = [str(value) for value in (target.value, target.value_to) if value is not None]
    return f"{target.comparator.value} {' '.join(values)} {target.unit} | {target.subject}"


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_sentence(sentence: str, expected: list[str]) -> None:
    assert [described(target) for target in read_targets(sentence)] == expected


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_spelling_of_letters_does_not_matter(form: str) -> None:
    respelt = [(unicodedata.normalize(form, sentence), expected) for sentence, expected in cases()]
    assert [
        sentence for sentence, expected in respelt if [described(t) for t in read_targets(sentence)] != expected
    ] == []


@pytest.mark.parametrize(
    "unit", ["1 ", "15/12, ", "từ 1 đến ", "6 tháng ", "tối thiểu ", "90% ", "nhóm ", "trên 5% (", "x "]
)
def test_a_very_long_text_is_read_in_time(unit: str) -> None:
    started = process_time()
    read_targets((unit * LENGTH)[:LENGTH])
    assert process_time() - started < SECONDS
