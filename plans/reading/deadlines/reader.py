"""The reader of deadlines: a cell of "thời gian thực hiện" becomes clauses and doubts."""

from datetime import date

from cchc.text import squeeze
from plans.enums import DeadlineKind
from plans.reading.deadlines.combining import combine
from plans.reading.deadlines.conditions import names_upper_document
from plans.reading.deadlines.doubts import doubt
from plans.reading.deadlines.drafts import Draft
from plans.reading.deadlines.joints import SEPARATORS
from plans.reading.deadlines.labels import is_cut_short, label_after, label_before, quote, regions
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words
from plans.reading.deadlines.scanning import scan
from plans.reading.deadlines.settling import Plan, settle
from plans.reading.deadlines.splitting import Piece, split
from plans.reading.deadlines.words import Word, cut
from plans.reading.results import Clause, DeadlineReading, Doubt

_AS_ABOVE = ("nt", "như trên", "như nhiệm vụ trên", "như mục trên")

Read = tuple[Clause, list[Doubt]]


def read_deadline(text: str, *, from_year: int, to_year: int, issued_on: date | None = None) -> DeadlineReading:
    """The clauses of a deadline text and what is doubtful in them. Every text gives at least one clause; one that is
    not understood is `unknown` and has a doubt. `from_year` and `to_year` are the years of the plan, `issued_on` its
    own day: a deadline before it is a doubt (without it, one before the first of January)."""
    cell = squeeze(text)
    plan = Plan(from_year, to_year, issued_on)
    found: list[Read] = []
    heading: str | None = None
    lent: str | None = None
    for piece in split(cut(cell)):
        if piece.heading:
            heading = label_before(cell, piece.words, 0, piece.heading)
        lent = heading if piece.sure or not _goes_on(cell, piece) else lent
        read = _read_piece(cell, piece, plan, lent)
        lent = next((label for clause, _ in reversed(read) if (label := _leading_label(clause))), lent)
        found += read
    if not found:
        clause = Clause(DeadlineKind.UNKNOWN, cell)
        found = [(clause, [doubt("not_understood" if cell else "empty", clause)])]
    clauses = tuple(clause for clause, _ in found)
    return DeadlineReading(text, clauses, tuple(one for _, doubts in found for one in doubts))


def _goes_on(cell: str, piece: Piece) -> bool:
    """ "Báo cáo: hàng quý; 6 tháng; năm": after a semicolon a time that goes on in small letters keeps the label."""
    if cell[piece.words[0].start].isupper():
        return False
    drafts = scan(piece.words)
    return bool(drafts) and drafts[0].begin == 0


def _leading_label(clause: Clause) -> str | None:
    return clause.label if clause.label and clause.words.startswith(clause.label) else None


def _read_piece(cell: str, piece: Piece, plan: Plan, heading: str | None) -> list[Read]:
    words = piece.words
    drafts = combine(words, scan(words))
    if all(draft.is_year_alone for draft in drafts) and names_upper_document(words):
        return [_upper_document(cell, words)]
    if not drafts:
        return [_not_understood(cell, words)]
    found: list[Read] = []
    for place, (draft, (begin, end)) in enumerate(zip(drafts, regions(words, drafts), strict=True)):
        label = label_before(cell, words, begin, draft.begin) or label_after(cell, words, draft, end)
        if label is None and place and _is_joined(words, drafts[place - 1], draft):
            label = found[-1][0].label
        found.append(_clause(cell, words, draft, (begin, end), label or heading, plan))
    return found


def _is_joined(words: Words, left: Draft, right: Draft) -> bool:
    """Only commas and "và" between two times: one label stands for both."""
    return all(word.name in SEPARATORS and word.name is not Name.SEMICOLON for word in words[left.end : right.begin])


def _clause(cell: str, words: list[Word], draft: Draft, place: tuple[int, int], label: str | None, plan: Plan) -> Read:
    settled = settle(draft, plan)
    told = quote(cell, words[draft.told[0] : draft.told[1]]) if draft.told else None
    recurring = settled.kind is DeadlineKind.RECURRING
    clause = Clause(
        settled.kind,
        quote(cell, words[place[0] : place[1]]),
        label=label,
        every=draft.every if recurring else None,
        day=draft.day if recurring else None,
        start=settled.start,
        due=settled.due,
        on_demand=draft.on_demand,
        trigger=told if settled.kind is DeadlineKind.EVENT else None,
        source=told if settled.kind is DeadlineKind.EXTERNAL else None,
    )
    if not settled.codes and is_cut_short(words, draft, *place):
        settled.codes.append("partly_read")
    return clause, [doubt(code, clause, settled.year) for code in settled.codes]


def _upper_document(cell: str, words: list[Word]) -> Read:
    quoted = quote(cell, words)
    clause = Clause(DeadlineKind.EXTERNAL, quoted, source=quoted)
    return clause, [doubt("product_as_time", clause)]


def _not_understood(cell: str, words: list[Word]) -> Read:
    quoted = quote(cell, words) or cell[words[0].start : words[-1].end]
    clause = Clause(DeadlineKind.UNKNOWN, quoted)
    keys = " ".join(word.key for word in words if word.name is not Name.DOT)
    if keys in _AS_ABOVE:
        return clause, [doubt("same_as_above", clause)]
    periodic = any(word.name is Name.PERIODIC for word in words)
    return clause, [doubt("period_missing" if periodic else "not_understood", clause)]
