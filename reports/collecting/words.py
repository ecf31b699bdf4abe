"""The officials' own words as paragraphs: what they wrote, whose words they are, in which document."""

from collections.abc import Iterable, Mapping

from cchc.text import fold, squeeze
from reports.collecting.duties import DutyFact, RowFact, Told
from reports.facts import Paragraph
from reports.paragraphs import one_line
from tasks.enums import ObligationKind, Outcome, State
from tasks.models import Update
from tasks.states import DONE

Posts = Mapping[int, str]
LONGEST, SHORTEST = 180, 40
KINDS = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "CV": "Công văn",
}


def said_of(row: RowFact) -> list[Update]:
    """What was written about a row in the period: for a standing duty every text (each tells of other work), for
    anything else the last one (it says what the earlier ones said, or puts them right). No text twice."""
    found: dict[str, Update] = {}
    for fact in row.duties:
        written = [u for u in fact.fresh if u.text.strip()]
        if fact.obligation.kind != ObligationKind.STANDING:
            written = written[-1:]
        for update in written:
            found.setdefault(fold(update.text), update)
    return list(found.values())


def difficulties_of(row: RowFact) -> list[Update]:
    """The last difficulty recorded about each duty in the period, unless it was overcome (done, or nothing arose)."""
    found: dict[str, Update] = {}
    for fact in row.duties:
        written = [u for u in fact.fresh if u.difficulty.strip()]
        if written and not (fact.is_settled and fact.words[-1] is not written[-1]):
            found.setdefault(fold(written[-1].difficulty), written[-1])
    return list(found.values())


def paragraph_of(update: Update, posts: Posts, text: str = "") -> Paragraph:
    """One official's sentence with its document; `text` stands instead of the update's own."""
    words = as_sentence(_with_document(one_line(text or update.text), update))
    return Paragraph(words, source_of(update, posts), update=update.pk)


def source_of(update: Update, posts: Posts) -> str:
    """Whose words: "Nguyễn Thị Hoa, Công chức Tư pháp - Hộ tịch, ngày 10/03/2023"."""
    who = [update.author_name, posts.get(update.author_id or 0, "")]
    return ", ".join([*filter(None, who), f"ngày {update.effective_on:%d/%m/%Y}"])


def result_of(row: RowFact) -> str:
    """The result of a row in the words of its officials: those of the period, otherwise the last ones before; "" where
    nobody wrote any."""
    told_at = {pk: told for fact in row.duties for pk, told in fact.told_at.items()}
    told = [words for words in (_result(fact.said, told_at) for fact in row.duties) if words]
    if not told:
        earlier = sorted((u for fact in row.duties for u in fact.words), key=lambda u: (u.effective_on, u.pk))
        last = _result(earlier, told_at)
        told = [last] if last else []
    return "\n".join(dict.fromkeys([*told, *_shares_words(row)]))


def _shares_words(row: RowFact) -> list[str]:
    """How many of the bodies beneath have done theirs: "5/13 đơn vị đã xong, 2 đơn vị quá hạn."."""
    states = [share.state for share in row.beneath]
    if not states:
        return []
    done, overdue = sum(state in DONE for state in states), states.count(State.OVERDUE)
    late = f", {overdue} đơn vị quá hạn" if overdue else ""
    return [f"{done}/{len(states)} đơn vị đã xong{late}."]


def _result(updates: Iterable[Update], told_at: Mapping[int, Told]) -> str:
    told = [(update, words) for update in updates if (words := _told(update))]
    if not told:
        return ""
    update, words = told[-1]
    return elsewhere(told_at[update.pk]) if update.pk in told_at else words


def elsewhere(told: Told) -> str:
    """ "Như kết quả tại Phụ lục số 01, mục 3." """
    return f"Như kết quả tại {told.place}."


def _told(update: Update) -> str:
    words = squeeze(update.text)
    if not words and update.outcome == Outcome.NOTHING:
        words = f"{Outcome.NOTHING.label}."
    return _with_document(words, update)


def said_words(update: Update) -> str:
    """A word in one line: "Đã xong. Đã gửi báo cáo quý I (văn bản số 12/BC-UBND ngày 09/03/2023)."."""
    told = _with_document(squeeze(update.text), update) or squeeze(update.difficulty)
    return f"{update.get_outcome_display()}. {told}" if told else update.get_outcome_display()


def document_of(update: Update) -> str:
    """ "số 45/BC-UBND ngày 10/03/2023", "" without a number."""
    if not update.document:
        return ""
    issued = f" ngày {update.document_on:%d/%m/%Y}" if update.document_on else ""
    return f"số {update.document}{issued}"


def _with_document(words: str, update: Update) -> str:
    document = document_of(update)
    if not document or update.document in words:
        return words
    if not words:
        return f"Văn bản {document}."
    stem = words.rstrip(".;")
    return f"{stem} (văn bản {document})."


def document_name(update: Update, product: str) -> str:
    """ "Báo cáo số 45/BC-UBND ngày 10/03/2023": the kind by its symbol (Nghị định 30/2020/NĐ-CP, Phụ lục III), else by
    what the plan calls the product; "" where no document was named."""
    document = document_of(update)
    if not document:
        return ""
    kind = KINDS.get(update.document_symbol.split("-")[0].strip()) or one_line(product).strip(" .;,")
    return f"{kind or 'Văn bản'} {document}"


def nothing_of(row: RowFact) -> list[tuple[DutyFact, Update]]:
    """The duties of which the last word in the period is a bare "nothing arose"."""
    last = [(fact, fact.said[-1]) for fact in row.duties if fact.said and fact.said[-1].pk not in fact.told_at]
    return [(f, u) for f, u in last if u.outcome == Outcome.NOTHING and not u.text.strip() and not u.difficulty.strip()]


def as_sentence(words: str) -> str:
    """In one line, beginning with a capital, closed by its stop; otherwise as it was written."""
    line = one_line(words)
    if not line:
        return ""
    line = line[:1].upper() + line[1:]
    return line if line[-1] in ".!?…" else f"{line.rstrip(' ;,:')}."


def duty_words(row: RowFact, *facts: DutyFact) -> str:
    """What is due, named by its label and its row: "Báo cáo kết quả, quý I năm 2023: Rà soát văn bản"."""
    labels = dict.fromkeys(fact.obligation.label for fact in facts)
    names = [name for name in (*labels, *(fact.obligation.period_name for fact in facts)) if name]
    return f"{', '.join(names)}: {row_words(row)}" if names else row_words(row)


def row_words(row: RowFact) -> str:
    """The row in one line of a sentence; of a long one its first sentences or clauses, the appendix has all of it."""
    text = one_line(row.task.item.text).strip(" .;,-–+")
    return shortened(text, LONGEST)


def shortened(text: str, longest: int) -> str:
    """As many whole sentences, else clauses, as fit; a clause that is itself too long is cut at a word, with "…"."""
    if len(text) <= longest:
        return text
    for ends in (". ", "; ", ", "):
        place = text.rfind(ends, 0, longest)
        if place >= SHORTEST:
            return text[:place]
    return f"{text[:longest].rsplit(' ', 1)[0].rstrip(' .;,')} …"
