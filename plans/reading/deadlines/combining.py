"""Times that belong together become one clause: "hàng quý, trước ngày 15 tháng cuối quý", "thường xuyên trong năm
2023", "hàng quý hoặc đột xuất"; times inside a label become none."""

from dataclasses import replace

from plans.enums import DeadlineKind
from plans.reading.deadlines.drafts import Draft
from plans.reading.deadlines.joints import Joint, is_led, joint
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.marks import read_marks
from plans.reading.deadlines.merging import BREAKS, DATED, RULES, in_year, named_by_period
from plans.reading.deadlines.naming import Words
from plans.reading.deadlines.numbers import is_at, word_at

_LABEL_TIMES = 12


def combine(words: Words, drafts: list[Draft]) -> list[Draft]:
    out: list[Draft] = []
    year: Draft | None = None
    for draft in drafts:
        if out and _is_year_heading(words, out, draft):
            year = out[-1]
        out = _add(words, out, _carried(words, out, in_year(draft, year) if year else draft))
    return out


def _carried(words: Words, out: list[Draft], draft: Draft) -> Draft:
    """What a word before the first of a list says holds for the next too: "thường xuyên trong quý I, II", "trước ngày
    15/3 (quý I), 15/6 (quý II)"."""
    if not out or draft.kind is not DeadlineKind.FIXED or draft.due is None or read_marks(words, draft.begin).firm:
        return draft
    left = out[-1]
    alike = left.due is not None and left.due.unit is draft.due.unit
    if not alike or joint(words, left, draft) not in (Joint.COMMA, Joint.AND, Joint.OR):
        return draft
    if left.kind is DeadlineKind.CONTINUOUS:
        return replace(draft, kind=left.kind, start=draft.due)
    return replace(draft, before=left.before) if left.kind is draft.kind else draft


def _is_year_heading(words: Words, out: list[Draft], draft: Draft) -> bool:
    """ "Năm 2024: quý I, quý III"."""
    left = out[-1]
    return left.is_year_alone and joint(words, left, draft) is Joint.COLON and not is_led(words, out[:-1], left)


def _add(words: Words, out: list[Draft], draft: Draft) -> list[Draft]:
    if not out:
        return [draft]
    left, between = out[-1], joint(words, out[-1], draft)
    heading = _is_heading(words, out, draft, between)
    for rule in () if heading and left.kind in DATED else RULES:
        merged = rule(words, left, draft, between)
        if merged is not None:
            return _spread_demand(words, out[:-1], _closed(words, merged))
    if heading:
        return [*_before_run(words, out), draft]
    named = named_by_period(words, left, draft, between)
    if named is not None:
        return [*out[:-1], named]
    if _is_subject(words, left, draft, between):
        return out
    return [*out, draft]


def _closed(words: Words, draft: Draft) -> Draft:
    """A bracket opened between the two is closed with them."""
    if not is_at(words, draft.end, Name.CLOSE):
        return draft
    opened = any(word.name is Name.OPEN for word in words[draft.begin : draft.end])
    return replace(draft, end=draft.end + 1) if opened else draft


def _spread_demand(words: Words, out: list[Draft], draft: Draft) -> list[Draft]:
    """ "Hàng tháng, quý, năm hoặc đột xuất" holds for the whole list."""
    spread = [draft]
    for earlier in reversed(out):
        joined = joint(words, earlier, spread[0]) in (Joint.COMMA, Joint.AND, Joint.OR)
        if earlier.on_demand or not (
            spread[0].on_demand and joined and earlier.kind is DeadlineKind.RECURRING is spread[0].kind
        ):
            break
        spread.insert(0, replace(earlier, on_demand=True))
    return out[: len(out) + 1 - len(spread)] + spread


def _is_heading(words: Words, out: list[Draft], right: Draft, between: Joint) -> bool:
    """Times inside a label: "Kế hoạch năm 2024: quý I", "Báo cáo quý gửi trước ngày 15/3"."""
    left = out[-1]
    led = is_led(words, _before_run(words, out), _run(words, out)[0])
    if between is Joint.COLON:
        return led or left.is_free
    if not led or left.firm or right.is_free or any(w.name in BREAKS for w in words[left.end : right.begin]):
        return False
    return between is Joint.NONE or right.firm


def _run(words: Words, out: list[Draft]) -> list[Draft]:
    """The last times that only commas and "và" join, which a label may hold together ("Báo cáo quý I, II: …")."""
    run = [out[-1]]
    for earlier in reversed(out[-_LABEL_TIMES:-1]):
        if joint(words, earlier, run[0]) not in (Joint.COMMA, Joint.AND, Joint.OR) or earlier.firm:
            break
        run.insert(0, earlier)
    return run


def _before_run(words: Words, out: list[Draft]) -> list[Draft]:
    return out[: len(out) - len(_run(words, out))]


def _is_subject(words: Words, left: Draft, right: Draft, between: Joint) -> bool:
    """ "Quý I: báo cáo năm 2023": the second time belongs to the words after the colon."""
    after = word_at(words, left.end)
    return between is Joint.WORDS and after.name is Name.COLON and not right.firm and not left.is_free
