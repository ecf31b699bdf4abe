"""Reading the targets of a sentence."""

import re

from plans.reading.folding import lower_in_place
from plans.reading.results import ReadTarget
from plans.reading.targets.figures import Figure, find_figures
from plans.reading.targets.gates import is_aim
from plans.reading.targets.sentences import split_sentences
from plans.reading.targets.subjects import subject_of
from plans.reading.targets.units import unit_of

_RAISED_TO = re.compile(r"\s*(?:năm 20\d\d)?\s*(?:lên|xuống|thành)(?!\w)")

_NEAR = 20


def read_targets(sentence: str, *, where: str = "") -> tuple[ReadTarget, ...]:
    """Every measurable aim of a sentence (or of each sentence of a paragraph), in order. Results of the past,
    conditions, dates and numbers of documents give none. Units: "%", "điểm", "hạng", "bậc", "ngày", a noun."""
    return tuple(target for one in split_sentences(sentence) for target in _targets(one, where))


def _targets(sentence: str, where: str) -> list[ReadTarget]:
    figures = find_figures(sentence)
    aims = [
        figure
        for place, figure in enumerate(figures)
        if is_aim(sentence, figure) and unit_of(sentence, figure) and not _is_starting_point(sentence, figures, place)
    ]
    return [
        ReadTarget(
            text=sentence,
            subject=subject_of(sentence, aims, place, unit_of(sentence, aim)),
            comparator=aim.comparator,
            value=aim.value,
            value_to=aim.value_to,
            unit=unit_of(sentence, aim),
            where=where,
        )
        for place, aim in enumerate(aims)
    ]


def _is_starting_point(sentence: str, figures: tuple[Figure, ...], place: int) -> bool:
    """Whether a figure is where one stands: 30 in "nâng từ 30% lên 50%"."""
    if place + 1 == len(figures) or figures[place].unit != figures[place + 1].unit:
        return False
    end = figures[place].end
    return _RAISED_TO.match(lower_in_place(sentence[end : end + _NEAR])) is not None
