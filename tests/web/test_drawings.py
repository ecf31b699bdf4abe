"""Shapes of states, year strips, stacked bars, heat steps: what they show and that it can be read."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest

from cchc.web.bars import heat_step, stacked_bar
from cchc.web.shapes import LOOKS, shape, word
from cchc.web.strips import describe, place, year_strip
from tasks.enums import State
from tests.sources import ROOT

CSS = (ROOT / "static/css/app.css").read_text()
TODAY = date(2023, 6, 10)


@dataclass(frozen=True)
class Count:
    state: str
    number: int


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def token(name: str) -> str:
    return re.search(rf"--{name}: (#[0-9a-f]+);", CSS)[1]


def test_words_are_those_of_the_states():
    assert {state: look.word for state, look in LOOKS.items()} == {state.value: state.label for state in State}


def test_an_unknown_state_is_noticed():
    assert (word("lost"), shape("lost")) == ("lost", "")


@pytest.mark.parametrize("state", LOOKS)
def test_colours_are_tokens_and_can_be_read(state):
    look = LOOKS[state]
    assert look.ink in CSS
    assert look.fill in CSS
    assert contrast(look.on_fill, look.fill) >= 4.5
    assert contrast(look.ink, "#fff") >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink-3", "ground"),
        ("accent", "ground"),
        ("accent-ink", "accent-soft"),
        ("on_time", "on_time-soft"),
        ("late", "late-soft"),
        ("doing", "doing-soft"),
        ("overdue", "overdue-soft"),
        ("waiting", "waiting-soft"),
        ("quiet", "quiet-soft"),
        ("side-dim", "side"),
        ("ink-3", "sun-soft"),
    ],
)
def test_text_stands_out_from_its_ground(ink, ground):
    assert contrast(token(ink), token(ground)) >= 4.5


def test_edges_of_fields_and_the_focus_ring_stand_out():
    assert contrast(token("edge"), token("ground")) >= 3
    assert contrast(token("ink"), token("ground")) >= 3
    assert contrast(token("sun"), token("side")) >= 3


def test_places_run_over_the_year():
    assert (place(date(2023, 1, 1), 2023), place(date(2022, 5, 1), 2023), place(date(2024, 5, 1), 2023)) == (6, 6, 226)
    assert place(date(2023, 7, 2), 2023) == pytest.approx(6 + 220 * 182 / 365)
    assert place(date(2024, 12, 31), 2024) == pytest.approx(6 + 220 * 365 / 366)


def test_the_strip_says_what_it_shows_worst_first():
    marks = [(date(2023, 6, 16), "doing"), (date(2023, 3, 31), "overdue"), (date(2023, 9, 14), "doing")]
    assert describe(2023, marks, (date(2023, 1, 1), date(2023, 12, 31))) == (
        "Năm 2023. Quá hạn: 31/03. Đang trong hạn: 16/06, 14/09. Thường xuyên từ 01/01/2023 đến 31/12/2023."
    )
    assert describe(2023, [], None) == "Năm 2023. Chưa có ngày hạn."


def test_the_strip_draws_the_due_days_of_its_year_only():
    svg = year_strip(2023, TODAY, [(date(2023, 6, 16), "doing"), (date(2024, 3, 31), "overdue")])
    assert re.findall(r"<title>(.*?)</title>", svg) == ["16/06/2023: đang trong hạn"]
    assert "2024" not in svg
    assert svg.count("#f2b705") == 1
    assert "#f2b705" not in year_strip(2024, TODAY, [])


def test_the_worst_mark_lies_on_top():
    svg = year_strip(2023, TODAY, [(date(2023, 6, 16), "overdue"), (date(2023, 6, 16), "on_time")])
    assert re.findall(r"<title>[^:]*: (.*?)</title>", svg) == ["xong đúng hạn", "quá hạn"]


def test_the_span_of_a_standing_duty_is_cut_to_the_year():
    span = (date(2022, 3, 1), date(2025, 12, 31))
    assert 'd="M6.0 21H226.0"' in year_strip(2023, TODAY, [], span)
    assert 'stroke-width="5"' not in year_strip(2026, TODAY, [], span)


def test_the_bar_is_filled_by_its_counts_done_first():
    svg = stacked_bar([Count("overdue", 1), Count("on_time", 2), Count("late", 0), Count("doing", 1)])
    assert re.findall(r'x="([\d.]+)%" width="([\d.]+)%"', svg) == [
        ("0.00", "50.00"),
        ("50.00", "25.00"),
        ("75.00", "25.00"),
    ]
    assert 'aria-label="2 xong đúng hạn, 1 đang trong hạn, 1 quá hạn"' in svg


def test_a_narrow_segment_keeps_its_number_for_the_label():
    svg = stacked_bar([Count("on_time", 40), Count("late", 2)])
    assert Counter(re.findall(r"<text[^>]*>(\d+)</text>", svg)) == Counter(["40"])
    assert "2 xong muộn" in svg


def test_nothing_to_count_draws_nothing():
    assert stacked_bar([]) == ""
    assert stacked_bar([Count("on_time", 0)]) == ""


@pytest.mark.parametrize(
    ("done", "base", "step"),
    [(6, 6, "h5"), (5, 6, "h4"), (3, 4, "h4"), (3, 6, "h3"), (2, 6, "h2"), (1, 6, "h1"), (0, 2, "h1"), (0, 0, "h0")],
)
def test_heat_steps(done, base, step):
    assert heat_step(done, base) == step
