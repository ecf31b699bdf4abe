"""The eight states of a duty as every page draws them: a word, a shape on a 12×12 grid, its colours.

Pure. Colours are written into the SVG itself (not into the style sheet), so that the same drawing stands in a page,
on paper and in a PDF; `static/css/app.css` holds the same values as tokens. The words are those of
`tasks.enums.State`, which plumbing may not import; a test holds the two equal.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How one state looks: `ink` on white or on its soft ground (4,5:1), `fill` as a bar with `on_fill` upon it."""

    word: str
    ink: str
    fill: str
    on_fill: str
    shape: str


_GREY = "#55616c"
_DARK = "#1a2530"

LOOKS: dict[str, Look] = {
    "cancelled": Look(
        "Đã hủy", _GREY, "#eceff2", _DARK, '<path d="M2.5 2.5l7 7M9.5 2.5l-7 7" stroke="#55616c" stroke-width="1.8"/>'
    ),
    "nothing": Look(
        "Không phát sinh",
        _GREY,
        "#c3cad1",
        _DARK,
        '<circle cx="6" cy="6" r="6" fill="#55616c"/><path d="M3 6h6" stroke="#fff" stroke-width="1.7"/>',
    ),
    "not_yet": Look(
        "Chưa đến hạn",
        _GREY,
        "#dfe4e8",
        _DARK,
        '<circle cx="6" cy="6" r="5" fill="#fff" stroke="#55616c" stroke-width="1.7"/>',
    ),
    "waiting": Look(
        "Đang chờ",
        "#5d5478",
        "#cfc9de",
        _DARK,
        '<path d="M.3 6a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M4.4 6a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0'
        'M8.5 6a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0" fill="#5d5478"/>',
    ),
    "on_time": Look(
        "Xong đúng hạn",
        "#1d7145",
        "#1d7145",
        "#fff",
        '<circle cx="6" cy="6" r="6" fill="#1d7145"/>'
        '<path d="M3 6.2l2.1 2.1L9.2 4" fill="none" stroke="#fff" stroke-width="1.6"/>',
    ),
    "late": Look(
        "Xong muộn",
        "#7a5b00",
        "#c79a1b",
        _DARK,
        '<circle cx="6" cy="6" r="6" fill="#7a5b00"/>'
        '<path d="M6 2.8V6.4l2.4 1.5" fill="none" stroke="#fff" stroke-width="1.5"/>',
    ),
    "doing": Look(
        "Đang trong hạn",
        "#235a9f",
        "#7fa6d6",
        _DARK,
        '<circle cx="6" cy="6" r="5" fill="#fff" stroke="#235a9f" stroke-width="2"/>'
        '<path d="M6 1a5 5 0 0 1 0 10z" fill="#235a9f"/>',
    ),
    "overdue": Look(
        "Quá hạn",
        "#b3261e",
        "#b3261e",
        "#fff",
        '<path d="M6 0l6 11.5H0z" fill="#b3261e"/><path d="M6 4v3.4M6 8.8v1.2" stroke="#fff" stroke-width="1.4"/>',
    ),
}
"""Ordered from what may lie underneath to what must be seen: marks that meet are drawn in this order."""

EXCUSED: dict[str, tuple[str, str]] = {
    "late": (
        "Xong muộn · ngoài thẩm quyền",
        '<circle cx="6" cy="6" r="5" fill="#fff" stroke="#7a5b00" stroke-width="1.7"/>'
        '<path d="M6 2.8V6.4l2.4 1.5" fill="none" stroke="#7a5b00" stroke-width="1.5"/>',
    ),
    "overdue": (
        "Quá hạn · ngoài thẩm quyền",
        '<path d="M6 1.4l4.9 9.2H1.1z" fill="#fff" stroke="#b3261e" stroke-width="1.5"/>'
        '<path d="M6 4.4v2.9M6 8.5v1" stroke="#b3261e" stroke-width="1.3"/>',
    ),
}
"""Word and shape of what is late for a cause outside the power of whoever must do it: hollow, the state stays."""

ORDER = {state: place for place, state in enumerate(LOOKS)}

_SVG = '<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{}</svg>'


_BACK = '<path d="M5 1.5L1.5 5 5 8.5M2 5h5a3 3 0 0 1 0 6H4.5" fill="none" stroke="#8a4b08" stroke-width="1.8"/>'
"""What came back: a report that was returned."""
_SYMBOLS = {state: look.shape for state, look in LOOKS.items()} | {"returned": _BACK}
_SYMBOL = '<symbol id="s-{}" viewBox="0 0 12 12">{}</symbol>'


def symbols() -> str:
    """Every shape once, unseen, for tables of a thousand cells that each show one by its name: `#s-late`."""
    drawn = "".join(_SYMBOL.format(state, shape) for state, shape in _SYMBOLS.items())
    return f'<svg class="symbols" width="0" height="0" aria-hidden="true">{drawn}</svg>'


def word(state: str) -> str:
    """The Vietnamese word of a state; an unknown value is shown as it is, so that it is noticed."""
    look = LOOKS.get(state)
    return look.word if look else str(state)


def shape(state: str) -> str:
    """The small drawing of a state as an SVG element, "" for an unknown one."""
    look = LOOKS.get(state)
    return _SVG.format(look.shape) if look else ""


def excused(state: str) -> tuple[str, str]:
    """Word and drawing of a late state whose cause lies outside; of any other state its own."""
    if state not in EXCUSED:
        return word(state), shape(state)
    words, drawn = EXCUSED[state]
    return words, _SVG.format(drawn)
