"""Marked objects of a body's own scoring: an assessment being scored, one that was handed in, one whose appraisal was
told; each with its proofs."""

from typing import Any

from cchc.orgs.models import Organization
from indices.actions.marks import Word, write_mark
from indices.actions.proving import Cited, add_proof, choose_proofs
from indices.actions.scoring import mark_self
from indices.actions.stepping import take_step
from indices.enums import Stage
from indices.models import Assessment, Criterion, Proof, Round
from indices.scoring.rules import Entry
from indices.transitions import Step
from reports.actions.citing import cite_report
from tasks.evidence_files import EvidenceFile
from tests.cast import Cast, at
from tests.indices.sets import round_over, small_set
from tests.marking import mark

NOW = at("2023-06-09 10:00")
PAPER = EvidenceFile("ke-hoach.pdf", b"%PDF-1.4 kiem chung", "trang 1")
LEAF = "1.2"


def mark_scoring(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Three rounds over each commune, every one by a set of its own."""
    for place, body, prefix, year in ((home, cast.quang_trung, "", 2331), (away, cast.ba_dinh, "ba-dinh.", 2341)):
        own, handed, told = (round_over(cast, small_set(cast.district, year=year + n), body) for n in range(3))
        place.update(_own(cast, own, body, prefix))
        place.update(_handed(cast, handed, body, prefix, place))
        place.update(_told(cast, told, body, prefix))


def _own(cast: Cast, held: Round, body: Organization, prefix: str) -> dict[str, Any]:
    """Scored in part; nobody above reads it yet."""
    found, leaf = _of(held, body), _leaf(held)
    own_mark = _marked(cast, found, leaf, prefix, mark("scored") if not prefix else "Đủ báo cáo.")
    proof = _paper(cast, found, leaf, prefix, "Báo cáo của xã" if prefix else mark("proof"))
    return {
        "own_assessment": found,
        "leaf": leaf,
        "leaf_area": leaf.parent,
        "own_mark": own_mark,
        "own_proof": proof,
    }


def _handed(cast: Cast, held: Round, body: Organization, prefix: str, place: dict[str, Any]) -> dict[str, Any]:
    """Handed in, so that it is read from above; its proofs are of every kind that has a file."""
    found, leaf = _of(held, body), _leaf(held)
    _marked(cast, found, leaf, prefix, mark("handed") if not prefix else "Đủ báo cáo.")
    proof = _paper(cast, found, leaf, prefix, "Báo cáo của xã" if prefix else mark("handedproof"))
    objects: dict[str, Any] = {"handed_in": found, "handed_leaf": leaf, "handed_proof": proof}
    actor = cast.actors[f"{prefix}vptk"]
    whose: dict[str, Any] = {"assessment_id": found.pk, "criterion_id": leaf.pk}
    if not prefix:
        choose_proofs(actor=actor, files=[place["evidence"].pk], now=NOW, **whose)
        objects["task_proof"] = Proof.objects.get(assessment=found, task_file__isnull=False)
        objects["report_proof"] = cite_report(actor=actor, report_id=place["sent"].pk, place="", now=NOW, **whose)
    take_step(actor=actor, assessment=found, step=Step.SUBMIT, now=NOW)
    return objects


def _told(cast: Cast, held: Round, body: Organization, prefix: str) -> dict[str, Any]:
    """The team gave less and said why."""
    found, leaf = _of(held, body), _leaf(held)
    _marked(cast, found, leaf, prefix, "Đủ báo cáo.")
    actor, reviewer = cast.actors[f"{prefix}vptk"], cast.actors["noivu"]
    take_step(actor=actor, assessment=found, step=Step.SUBMIT, now=NOW)
    take_step(actor=reviewer, assessment=found, step=Step.TAKE, now=NOW)
    text = "Thiếu báo cáo." if prefix else f"Thiếu báo cáo {mark('reason')}"
    write_mark(
        actor=reviewer,
        assessment=found,
        criterion=leaf,
        stage=Stage.FIRST,
        word=Word(Entry(met=False), text=text),
        now=NOW,
    )
    take_step(actor=reviewer, assessment=found, step=Step.TELL, now=NOW)
    return {"told_assessment": found, "told_leaf": leaf}


def _marked(cast: Cast, found: Assessment, leaf: Criterion, prefix: str, text: str) -> Any:
    return mark_self(
        actor=cast.actors[f"{prefix}tpht"],
        assessment_id=found.pk,
        criterion_id=leaf.pk,
        word=Word(Entry(met=True), text=text),
        now=NOW,
    )


def _paper(cast: Cast, found: Assessment, leaf: Criterion, prefix: str, title: str) -> Proof:
    return add_proof(
        actor=cast.actors[f"{prefix}tpht"],
        assessment_id=found.pk,
        criterion_id=leaf.pk,
        cited=Cited(title, "05", "BC-UBND", NOW.date()),
        file=PAPER,
        now=NOW,
    )


def _of(held: Round, body: Organization) -> Assessment:
    return Assessment.objects.get(round=held, organization=body)


def _leaf(held: Round) -> Criterion:
    return Criterion.objects.select_related("parent").get(criteria_set=held.criteria_set, code=LEAF)
