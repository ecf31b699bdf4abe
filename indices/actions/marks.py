"""Writing of marks: never over somebody else's unseen word; called by actions that asked whether their actor may."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused, Stale
from cchc.text import nfc
from indices.enums import Stage
from indices.models import Assessment, Criterion, Mark
from indices.scoring.rules import Entry, faults_of, points_of


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says of one criterion. `given` are points other than the rule's, which need `text` to say why;
    `seen` is the id of the mark of that stage that was on the page, None where there was none."""

    entry: Entry = field(default_factory=Entry)
    given: Decimal | None = None
    text: str = ""
    seen: int | None = None


class Overtaken(Stale):
    """Somebody else marked the same criterion meanwhile; `theirs` is what holds now."""

    def __init__(self, theirs: Mark) -> None:
        super().__init__(
            f"{theirs.author_name} vừa ghi tiêu chí {theirs.criterion.code} khác với lúc anh chị mở trang; "
            "hãy xem bản vừa ghi rồi lưu lại nếu vẫn giữ ý của mình."
        )
        self.theirs = theirs


@transaction.atomic
def write_mark(
    *, actor: Actor, assessment: Assessment, criterion: Criterion, stage: Stage, word: Word, now: datetime
) -> Mark:
    """Add the word as the mark of its stage; one that says what is there already is the one that is there. An empty
    entry takes the mark back: the criterion is missing again. Raises Refused with every fault of the entry."""
    Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    last = Mark.objects.filter(assessment=assessment, criterion=criterion, stage=stage).order_by("-pk").first()
    mark = _mark(actor, assessment, criterion, stage, word, now)
    if last is not None and _says(last) == _says(mark):
        return last
    if (last.pk if last else None) != word.seen and last is not None:
        raise Overtaken(last)
    mark.save(force_insert=True)
    return mark


def _mark(actor: Actor, assessment: Assessment, criterion: Criterion, stage: Stage, word: Word, now: datetime) -> Mark:
    entry, text = word.entry, nfc(word.text.replace("\r\n", "\n")).strip()
    faults = list(_faults(criterion, entry, word.given, text))
    if faults:
        raise Refused(f"Tiêu chí {criterion.code}: {' '.join(faults)}")
    places = criterion.criteria_set.places
    ruled = points_of(criterion.rule, criterion.maximum, entry, places=places, is_bonus=criterion.is_bonus)
    is_given = word.given is not None and word.given != ruled
    return Mark(
        assessment=assessment,
        criterion=criterion,
        stage=stage,
        met=entry.met,
        choice=entry.choice,
        b=entry.b,
        a=entry.a,
        points=word.given if is_given else ruled,
        is_given=is_given,
        applies=entry.applies,
        text=text,
        author=actor.user,
        author_name=actor.name,
        recorded_at=now,
    )


def _faults(criterion: Criterion, entry: Entry, given: Decimal | None, text: str) -> list[str]:
    found = list(faults_of(criterion.rule, criterion.maximum, entry))
    if not entry.applies:
        if not criterion.may_not_apply:
            found.append("tiêu chí này áp dụng cho mọi đơn vị, không chọn “Không áp dụng” được.")
        if not text:
            found.append("hãy ghi vì sao không áp dụng.")
        if given is not None:
            found.append("tiêu chí không áp dụng thì không có điểm.")
    elif given is not None:
        low = -criterion.maximum if criterion.is_bonus else Decimal(0)
        if not low <= given <= criterion.maximum:
            found.append(f"điểm phải từ {shown(low)} đến {shown(criterion.maximum)}.")
        if not text:
            found.append("hãy ghi lý do cho điểm khác với cách tính của tiêu chí.")
    return found


def _says(mark: Mark) -> tuple[object, ...]:
    return (mark.met, mark.choice, mark.b, mark.a, mark.points, mark.is_given, mark.applies, mark.text)
