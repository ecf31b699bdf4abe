"""Proofs of a self-score: what may be opened, and what the system holds already that could prove a criterion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from cchc.text import fold
from indices.enums import EvidenceKind, Stage
from indices.models import Assessment, Criterion, Proof
from indices.rules.rounds import stages_read
from tasks.models import Evidence, Update

LATEST = 400
"""So many of the newest words of a body are looked through."""
SHOWN = 60
COMMON = frozenset(
    {
        "cac",
        "cua",
        "cho",
        "theo",
        "tren",
        "duoc",
        "trong",
        "khong",
        "thuc",
        "hien",
        "viec",
        "nam",
        "cap",
        "hanh",
        "chinh",
    }
)
"""Words that are in every criterion and so tell none from another."""
ALIKE = 2
"""Words in common from which on something is proposed."""


@dataclass(frozen=True, slots=True)
class Held:
    """One word stated about a duty, with its files, that could prove a criterion; `alike` counts the words in common
    with the criterion."""

    update: Update
    files: tuple[Evidence, ...]
    alike: int

    @property
    def is_proposed(self) -> bool:
        return self.alike >= ALIKE


def proof_of(actor: Actor, pk: int) -> Proof | None:
    """A proof that stands, of a self-score that the actor may read."""
    rows: QuerySet[Proof] = Proof.objects.visible_to(actor).filter(removed_at=None)
    found = (
        rows.select_related("assessment__round__organization", "assessment__organization", "criterion", "task_file")
        .filter(pk=pk)
        .first()
    )
    return found if found and Stage.SELF in stages_read(actor, found.assessment) else None


def things_held(actor: Actor, criterion: Criterion, asked: str) -> list[Held]:
    """What the actor's own body stated about its duties, with its files: where the criterion's words are first, then
    the newest; `asked` are words that must all be there (two queries)."""
    files = Prefetch("evidence", Evidence.objects.order_by("pk"))
    rows: QuerySet[Update] = Update.objects.visible_to(actor).filter(own_body(actor, "obligation__task__organization"))
    latest = rows.select_related("obligation__task__item").prefetch_related(files).order_by("-pk")[:LATEST]
    wanted, typed = _words(criterion.name), fold(asked).split()
    found = []
    for update in latest:
        said = fold(" ".join(_texts(update)))
        if all(word in said for word in typed):
            found.append(Held(update, tuple(update.evidence.all()), len(wanted & set(said.split()))))
    return sorted(found, key=lambda one: (-one.alike if one.is_proposed else 0, -one.update.pk))[:SHOWN]


def own_updates(actor: Actor, updates: Iterable[int]) -> list[Update]:
    """Those of one's own body among these."""
    rows: QuerySet[Update] = Update.objects.visible_to(actor).filter(own_body(actor, "obligation__task__organization"))
    return list(rows.filter(pk__in=list(updates)).select_related("obligation__task__item").order_by("pk"))


def own_files(actor: Actor, files: Iterable[int]) -> list[Evidence]:
    """Those of one's own body among these."""
    rows: QuerySet[Evidence] = Evidence.objects.visible_to(actor)
    rows = rows.filter(own_body(actor, "update__obligation__task__organization"), pk__in=list(files))
    return list(rows.select_related("update__obligation__task__item").order_by("pk"))


def standing_proof(assessment: Assessment, criterion: Criterion, kind: EvidenceKind, **what: object) -> Proof | None:
    """The proof of that kind and thing that stands already."""
    rows = Proof.objects.filter(assessment=assessment, criterion=criterion, kind=kind, removed_at=None, **what)
    return rows.first()


def _words(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) > 2} - COMMON


def _texts(update: Update) -> Sequence[str]:
    names = (file.name for file in update.evidence.all())
    return (update.obligation.task.item.text, update.text, update.document, *names)
