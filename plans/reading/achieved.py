"""What had been reached before the plan: scores, their parts and ranks in its opening ("đạt 82,13%, xếp vị trí thứ
04/11")."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from plans.reading.results import ReadFigure
from plans.reading.targets.figures import Figure, find_figures
from plans.reading.targets.gates import is_aim
from plans.reading.targets.sentences import split_sentences
from plans.reading.targets.subjects import subject_of

_UNITS = ("%", "điểm", "hạng")
_REACHED = re.compile(r"(?:đạt|được|là|còn|chiếm|bằng|ở mức|tăng lên)\s*(?:tỷ lệ\s*)?$", re.IGNORECASE)
_WHEREOF = re.compile(r"(?:trong đó|theo đó|cụ thể)\s*[,:]?\s*", re.IGNORECASE)
_OUT_OF = re.compile(r"/(\d{1,4})")


def find_achieved(texts: Iterable[str]) -> tuple[ReadFigure, ...]:
    """Figures of paragraphs that tell results, not aims, in the order of the text."""
    return tuple(figure for text in texts for sentence in split_sentences(text) for figure in _of_sentence(sentence))


def _of_sentence(sentence: str) -> Iterator[ReadFigure]:
    figures = [
        figure
        for figure in find_figures(sentence)
        if figure.unit in _UNITS and not is_aim(sentence, figure) and _is_reached(sentence, figure)
    ]
    subject = ""
    for place, figure in enumerate(figures):
        out_of = _OUT_OF.search(sentence, figure.start, figure.end)
        own = _WHEREOF.sub("", subject_of(sentence, figures, place, figure.unit))
        subject = subject if subject and own.startswith(subject) else own
        yield ReadFigure(
            text=sentence,
            subject=subject,
            value=figure.value,
            out_of=Decimal(out_of[1]) if out_of else None,
            unit=figure.unit,
        )


def _is_reached(sentence: str, figure: Figure) -> bool:
    return figure.unit == "hạng" or bool(_REACHED.search(sentence[: figure.start]))
