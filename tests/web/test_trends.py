"""The line over a year's periods with its aim, drawn on the server."""

from xml.etree import ElementTree

from cchc.web.trends import Point, trend

POINTS = (
    Point("Quý I", 99.7, "722/724 = 99,7 %", is_met=True),
    Point("Quý II", 97.1, "2.798/2.882 = 97,1 %"),
    Point("Quý III", None),
    Point("Quý IV", None, is_ahead=True),
)


def test_a_met_period_is_a_circle_a_missed_one_a_triangle_a_gap_a_cross() -> None:
    drawn = trend(POINTS, [(99.0, "99 %")])
    ElementTree.fromstring(drawn)
    assert [drawn.count(part) for part in ("<circle", 'fill="#b3261e"', 'stroke="#7b8794"', "stroke-dasharray")] == [
        1,
        1,
        1,
        1,
    ]
    assert 'aria-label="Quý I: 722/724 = 99,7 %; Quý II: 2.798/2.882 = 97,1 %; Quý III: chưa có số liệu' in drawn


def test_without_an_aim_no_point_is_missed() -> None:
    drawn = trend([Point("2021", 76.0, "76", None), Point("2022", 80.75, "80,75", None)], [])
    assert [drawn.count(part) for part in ('r="5" fill="#235a9f"', 'fill="#b3261e"', 'fill="#1d7145"')] == [2, 0, 0]


def test_nothing_measured_and_words_of_people_are_drawn_safely() -> None:
    drawn = trend([Point('<b a="1">', 1.0, "1")], [])
    assert "<b a" not in drawn
    ElementTree.fromstring(drawn)
    assert "<circle" not in trend([Point("Quý I", None)], [])
