"""Proofs of a self-score: attached, cited by number, chosen from what the system holds; taken away, but kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc, squeeze
from indices.actions.scoring import held, leaf_of
from indices.enums import EvidenceKind
from indices.models import Assessment, Criterion, Proof
from indices.queries.proving import own_files, own_updates, standing_proof
from indices.queries.scoring import is_survey
from indices.rules.rounds import can_prove
from tasks.evidence_files import EvidenceFile, fault_of
from tasks.models import Update

NO_RIGHT = (
    "Chỉ người của đơn vị được chấm thêm, bỏ được tài liệu kiểm chứng, khi đang tự chấm hoặc đang giải trình; "
    "bản đã nộp thì Văn phòng - Thống kê hoặc lãnh đạo rút lại trước."
)
TITLE_LENGTH, PLACE_LENGTH = 500, 120


@dataclass(frozen=True, slots=True)
class Cited:
    """What names a proof: the document, its number and day, where in it."""

    title: str
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    place: str = ""


@transaction.atomic
def add_proof(
    *,
    actor: Actor,
    assessment_id: int,
    criterion_id: int,
    cited: Cited,
    file: EvidenceFile | None = None,
    now: datetime,
) -> Proof:
    """Attach a file, or cite a document by number and day. The same once more is the one that is there."""
    assessment, criterion = _open_to_proofs(actor, assessment_id, criterion_id, now)
    cited = _checked(cited, file, now)
    known = _same(assessment, criterion, cited, file)
    if known:
        return known
    proof = _proof(actor, assessment, criterion, cited, EvidenceKind.FILE if file else EvidenceKind.DOCUMENT, now)
    if file:
        proof.size, proof.content_type, proof.sha256 = len(file.data), file.content_type, file.sha256
        ending = PurePath(file.name).suffix.lower()
        proof.file.save(f"{file.sha256[:16]}{ending}", ContentFile(file.data), save=False)
    return _stored(actor, proof, now)


@transaction.atomic
def choose_proofs(
    *,
    actor: Actor,
    assessment_id: int,
    criterion_id: int,
    updates: Iterable[int] = (),
    files: Iterable[int] = (),
    place: str = "",
    now: datetime,
) -> int:
    """Take words about duties and their files of one's own body as proofs; how many are new."""
    assessment, criterion = _open_to_proofs(actor, assessment_id, criterion_id, now)
    words, papers = own_updates(actor, updates), own_files(actor, files)
    if not (words or papers):
        raise Refused("Hãy chọn ít nhất một lời cập nhật hoặc một tệp minh chứng.")
    added = 0
    for update in words:
        if standing_proof(assessment, criterion, EvidenceKind.UPDATE, update=update) is None:
            proof = _proof(actor, assessment, criterion, _cited(update, place), EvidenceKind.UPDATE, now)
            proof.update = update
            _stored(actor, proof, now)
            added += 1
    for paper in papers:
        if standing_proof(assessment, criterion, EvidenceKind.TASK_FILE, task_file=paper) is None:
            cited = _cited(paper.update, place or paper.place, title=paper.name)
            proof = _proof(actor, assessment, criterion, cited, EvidenceKind.TASK_FILE, now)
            proof.task_file, proof.size, proof.content_type = paper, paper.size, paper.content_type
            _stored(actor, proof, now)
            added += 1
    return added


@transaction.atomic
def add_report_proof(*, actor: Actor, assessment_id: int, criterion_id: int, cited: Cited, now: datetime) -> Proof:
    """The proof of a sent report; which one it is, the caller keeps in the same transaction."""
    assessment, criterion = _open_to_proofs(actor, assessment_id, criterion_id, now)
    return _stored(actor, _proof(actor, assessment, criterion, cited, EvidenceKind.REPORT, now), now)


@transaction.atomic
def remove_proof(*, actor: Actor, proof_id: int, now: datetime) -> Proof:
    """Take a proof away; it stays in the history with who did it. One that is gone already stays as it went."""
    rows: QuerySet[Proof] = Proof.objects.visible_to(actor)
    found: Proof = rows.select_related("criterion").get(pk=proof_id)
    assessment = held(actor, found.assessment_id)
    if not can_prove(actor, assessment, localdate(now)):
        raise Forbidden(NO_RIGHT)
    proof: Proof = Proof.objects.select_for_update(of=("self",)).select_related("criterion").get(pk=proof_id)
    if proof.removed_at is None:
        proof.removed_at, proof.remover_name = now, actor.name
        proof.save(update_fields=["removed_at", "remover_name"])
        before = {"tiêu chí": proof.criterion.code, "tài liệu": _name(proof)}
        record(
            "Bỏ tài liệu kiểm chứng",
            assessment,
            actor=actor,
            organization=assessment.organization,
            now=now,
            before=before,
        )
    return proof


def _open_to_proofs(actor: Actor, assessment_id: int, criterion_id: int, now: datetime) -> tuple[Assessment, Criterion]:
    """The assessment, locked, and a criterion that the body scores itself; Forbidden or Refused where it may not."""
    assessment = held(actor, assessment_id)
    criterion = leaf_of(assessment, criterion_id)
    if not can_prove(actor, assessment, localdate(now)):
        raise Forbidden(NO_RIGHT)
    if is_survey(criterion):
        raise Refused(f"Tiêu chí {criterion.code} theo điều tra xã hội học nên không cần tài liệu của đơn vị.")
    return assessment, criterion


def _checked(cited: Cited, file: EvidenceFile | None, now: datetime) -> Cited:
    if file and (fault := fault_of(file)):
        raise Refused(fault)
    title = squeeze(cited.title) or (nfc(file.name) if file else "")
    if not title:
        raise Refused("Hãy ghi tên tài liệu, hoặc chọn tệp.")
    if not file and not (cited.number and cited.issued_on):
        raise Refused("Tài liệu không có tệp kèm theo thì hãy ghi số, ký hiệu và ngày để người thẩm định tìm được.")
    if cited.issued_on and cited.issued_on > localdate(now):
        raise Refused(f"Ngày tài liệu {cited.issued_on:%d/%m/%Y} chưa tới; hãy ghi đúng ngày ký.")
    return Cited(
        title[:TITLE_LENGTH], squeeze(cited.number), squeeze(cited.symbol), cited.issued_on, squeeze(cited.place)
    )


def _same(assessment: Assessment, criterion: Criterion, cited: Cited, file: EvidenceFile | None) -> Proof | None:
    kind = EvidenceKind.FILE if file else EvidenceKind.DOCUMENT
    what: dict[str, object] = {"title": cited.title, "number": cited.number, "symbol": cited.symbol}
    what |= {"issued_on": cited.issued_on, "place": cited.place, "sha256": file.sha256 if file else ""}
    return standing_proof(assessment, criterion, kind, **what)


def _cited(update: Update, place: str, title: str = "") -> Cited:
    """A word about a duty as a document: what it says, or what the duty is."""
    said = squeeze(title or update.text or update.obligation.task.item.text)
    day = update.document_on or (None if update.document_number else update.effective_on)
    return Cited(said[:TITLE_LENGTH], update.document_number, update.document_symbol, day, squeeze(place))


def _proof(
    actor: Actor, assessment: Assessment, criterion: Criterion, cited: Cited, kind: EvidenceKind, now: datetime
) -> Proof:
    return Proof(
        assessment=assessment,
        criterion=criterion,
        kind=kind,
        title=cited.title,
        number=cited.number,
        symbol=cited.symbol,
        issued_on=cited.issued_on,
        place=squeeze(cited.place)[:PLACE_LENGTH],
        author_name=actor.name,
        added_at=now,
    )


def _stored(actor: Actor, proof: Proof, now: datetime) -> Proof:
    proof.save()
    after = {"tiêu chí": proof.criterion.code, "tài liệu": _name(proof)}
    record(
        "Thêm tài liệu kiểm chứng",
        proof.assessment,
        actor=actor,
        organization=proof.assessment.organization,
        now=now,
        after=after,
    )
    return proof


def _name(proof: Proof) -> str:
    return ", ".join(filter(None, (proof.title, proof.document, proof.place)))
