"""The officials' own words as paragraphs: what they wrote, whose words they are, in which document."""

from collections.abc import Iterable, Mapping

from cchc.text import fold, squeeze
from reports.collecting.duties import DutyFact, RowFact
from reports.facts import Paragraph
from tasks.enums import ObligationKind, Outcome
from tasks.models import Update

Posts = Mapping[int, str]
LONGEST = 180


def said_of(row: RowFact) -> list[Update]:
    """What was written about a row in the period: for a standing duty every text (each tells of other work), for
    anything else the last one (it says what the earlier ones said, or puts them right). No text twice."""
    found: dict[str, Update] = {}
    for fact in row.duties:
        written = [u for u in fact.said if u.text.strip()]
        if fact.obligation.kind != ObligationKind.STANDING:
            written = written[-1:]
        for update in written:
            found.setdefault(fold(update.text), update)
    return list(found.values())


def difficulties_of(row: RowFact) -> list[Update]:
    """The last difficulty recorded about each duty in the period, unless it was overcome (done, or nothing arose)."""
    found: dict[str, Update] = {}
    for fact in row.duties:
        written = [u for u in fact.said if u.difficulty.strip()]
        if written and not (fact.is_settled and fact.words[-1] is not written[-1]):
            found.setdefault(fold(written[-1].difficulty), written[-1])
    return list(found.values())


def paragraph_of(update: Update, posts: Posts, text: str = "") -> Paragraph:
    """One official's sentence with its document; `text` stands instead of the update's own."""
    words = squeeze(text or update.text)
    return Paragraph(_with_document(words, update), source=source_of(update, posts))


def source_of(update: Update, posts: Posts) -> str:
    """Whose words: "Nguyễn Thị Hoa, Công chức Tư pháp - Hộ tịch, ngày 10/03/2023"."""
    who = [update.author_name, posts.get(update.author_id or 0, "")]
    return ", ".join([*filter(None, who), f"ngày {update.effective_on:%d/%m/%Y}"])


def result_of(row: RowFact) -> str:
    """The result of a row in the words of its officials: those of the period, otherwise the last ones before; "" where
    nobody wrote any."""
    told = [words for words in (_result(fact.said) for fact in row.duties) if words]
    if not told:
        earlier = sorted((u for fact in row.duties for u in fact.words), key=lambda u: (u.effective_on, u.pk))
        last = _result(earlier)
        told = [last] if last else []
    return "\n".join(dict.fromkeys(told))


def _result(updates: Iterable[Update]) -> str:
    told = [words for update in updates if (words := _told(update))]
    return told[-1] if told else ""


def _told(update: Update) -> str:
    words = squeeze(update.text)
    if not words and update.outcome == Outcome.NOTHING:
        words = f"{Outcome.NOTHING.label}."
    return _with_document(words, update)


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


def duty_words(row: RowFact, *facts: DutyFact) -> str:
    """What is due, named by its label and its row: "Báo cáo kết quả, quý I năm 2023: Rà soát văn bản"."""
    labels = dict.fromkeys(fact.obligation.label for fact in facts)
    names = [name for name in (*labels, *(fact.obligation.period_name for fact in facts)) if name]
    return f"{', '.join(names)}: {row_words(row)}" if names else row_words(row)


def row_words(row: RowFact) -> str:
    """The row in one line of a sentence; of a long one its beginning, the appendix has all of it."""
    text = squeeze(row.task.item.text.replace("\n", " ")).strip(" .;,")
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0].rstrip(' .;,')} …"
