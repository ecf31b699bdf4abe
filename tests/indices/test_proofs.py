"""Proofs of a self-score: files, cited documents, evidence of duties, sent reports; who opens them."""

from datetime import date
from typing import Any

import pytest

from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.proving import Cited, add_proof, choose_proofs, remove_proof
from indices.actions.stepping import take_step
from indices.enums import EvidenceKind
from indices.models import Assessment, Criterion, Proof
from indices.queries.proving import proof_of, things_held
from indices.transitions import Step
from plans.models import Plan
from reports.actions.citing import cite_report
from reports.models import CitedReport
from reports.queries.citing import cited_file, reports_to_cite
from tasks.actions.updating import state_update
from tasks.enums import Outcome
from tasks.evidence_files import EvidenceFile
from tasks.models import Update
from tasks.statements import Statement
from tests.cast import NOW, TODAY, Cast, at
from tests.indices.sets import round_over, small_set
from tests.plans_in_force import duty, plan_in_force
from tests.reports.reporting import approved, drafted, sent

pytestmark = pytest.mark.django_db

DAY = date(2023, 1, 5)
PAPER = EvidenceFile("so-theo-doi.pdf", b"%PDF-1.4 so theo doi")
DOCUMENT = Cited("Kế hoạch", "01", "KH-UBND", DAY, "mục II, trang 3")


@pytest.fixture
def own(cast: Cast) -> Assessment:
    held = round_over(cast, small_set(cast.district))
    return held.assessments.select_related("round__criteria_set").get(organization=cast.quang_trung)


@pytest.fixture
def given(cast: Cast, own: Assessment) -> dict[str, Any]:
    leaf = Criterion.objects.get(criteria_set=own.round.criteria_set, code="1.1")
    return {"actor": cast.actors["tpht"], "assessment_id": own.pk, "criterion_id": leaf.pk, "now": NOW}


def stated(cast: Cast, plan: Plan, who: str = "tpht", text: str = "Đã ban hành kế hoạch cải cách hành chính") -> Update:
    return state_update(
        actor=cast.actors[who],
        obligation_id=duty(plan, "1.1").pk,
        seen_update_id=None,
        statement=Statement(Outcome.DONE, date(2023, 3, 10), text, document_number="12", document_symbol="KH-UBND"),
        files=[EvidenceFile("ke-hoach.pdf", b"%PDF-1.4 ke hoach", "trang 2")],
        now=at("2023-03-10 09:00"),
    )


def test_a_file_is_checked_and_kept(given: dict[str, Any]) -> None:
    proof = add_proof(cited=Cited("", place="trang 1"), file=PAPER, **given)
    assert (proof.kind, proof.title, proof.size) == (EvidenceKind.FILE, "so-theo-doi.pdf", len(PAPER.data))
    assert proof.file.read() == PAPER.data
    assert add_proof(cited=Cited("", place="trang 1"), file=PAPER, **given) == proof
    with pytest.raises(Refused) as refused:
        add_proof(cited=Cited(""), file=EvidenceFile("a.pdf", b"MZ"), **given)
    assert "không đúng định dạng" in refused.value.message
    with pytest.raises(Refused):
        add_proof(cited=Cited(""), file=EvidenceFile("a.exe", b"MZ"), **given)
    assert Proof.objects.count() == 1


def test_a_document_is_cited_by_number_and_day(given: dict[str, Any]) -> None:
    proof = add_proof(cited=DOCUMENT, **given)
    assert (proof.kind, proof.document, proof.issued_on, proof.place) == (
        EvidenceKind.DOCUMENT,
        "01/KH-UBND",
        DAY,
        "mục II, trang 3",
    )
    for cited, words in (
        (Cited("Kế hoạch"), "hãy ghi số, ký hiệu và ngày"),
        (Cited("", "01", "KH-UBND", DAY), "Hãy ghi tên tài liệu"),
        (Cited("Kế hoạch", "01", "KH-UBND", date(2023, 6, 11)), "Ngày tài liệu 11/06/2023 chưa tới"),
    ):
        with pytest.raises(Refused) as refused:
            add_proof(cited=cited, **given)
        assert words in refused.value.message
    assert Proof.objects.count() == 1


def test_what_the_system_holds_is_chosen(cast: Cast, plan: Plan, given: dict[str, Any]) -> None:
    update = stated(cast, plan)
    paper = update.evidence.get()
    leaf = Criterion.objects.get(pk=given["criterion_id"])
    (one,) = things_held(cast.actors["tpht"], leaf, "")
    assert (one.update, one.files, one.is_proposed) == (update, (paper,), True)
    assert things_held(cast.actors["tpht"], leaf, "khong co chu nay") == []
    assert [one.update for one in things_held(cast.actors["tpht"], leaf, "12/kh-ubnd")] == [update]
    assert choose_proofs(updates=[update.pk], files=[paper.pk], **given) == 2
    assert choose_proofs(updates=[update.pk], files=[paper.pk], **given) == 0
    kinds = {proof.kind: (proof.title, proof.document, proof.place) for proof in Proof.objects.all()}
    assert kinds == {
        "update": ("Đã ban hành kế hoạch cải cách hành chính", "12/KH-UBND", ""),
        "task_file": ("ke-hoach.pdf", "12/KH-UBND", "trang 2"),
    }


def test_what_neighbours_hold_is_not(cast: Cast, given: dict[str, Any]) -> None:
    update = stated(cast, plan_in_force(cast, who="ba-dinh.vptk"), who="ba-dinh.tpht")
    leaf = Criterion.objects.get(pk=given["criterion_id"])
    assert things_held(cast.actors["tpht"], leaf, "") == []
    with pytest.raises(Refused) as refused:
        choose_proofs(updates=[update.pk], files=[update.evidence.get().pk], **given)
    assert refused.value.message == "Hãy chọn ít nhất một lời cập nhật hoặc một tệp minh chứng."
    assert not Proof.objects.exists()


def test_a_proof_that_is_taken_away_is_kept(cast: Cast, given: dict[str, Any]) -> None:
    proof = add_proof(cited=Cited(""), file=PAPER, **given)
    for who in ("chutich", "noivu"):
        with pytest.raises(Forbidden):
            remove_proof(actor=cast.actors[who], proof_id=proof.pk, now=NOW)
    removed = remove_proof(actor=cast.actors["vptk"], proof_id=proof.pk, now=NOW)
    assert (removed.removed_at, removed.remover_name) == (NOW, "Người vptk")
    assert remove_proof(actor=cast.actors["tpht"], proof_id=proof.pk, now=NOW).remover_name == "Người vptk"
    assert proof_of(cast.actors["vptk"], proof.pk) is None
    assert add_proof(cited=Cited(""), file=PAPER, **given) != proof


def test_who_opens_a_file(cast: Cast, own: Assessment, plan: Plan, given: dict[str, Any], settings: Any) -> None:
    """The body at once, who appraises once it was handed in, a neighbour never."""
    settings.TODAY = TODAY
    update = stated(cast, plan)
    choose_proofs(files=[update.evidence.get().pk], **given)
    add_proof(cited=Cited("Sổ theo dõi"), file=PAPER, **given)
    proofs = {proof.kind: proof.pk for proof in Proof.objects.all()}

    def statuses() -> dict[str, set[int]]:
        return {
            who: {cast.client(who).get(f"/chi-so/minh-chung/{pk}/tep/").status_code for pk in proofs.values()}
            for who in ("tpht", "chutich", "noivu", "admin", "ba-dinh.vptk")
        }

    before = {"tpht": {200}, "chutich": {200}, "noivu": {404}, "admin": {404}, "ba-dinh.vptk": {404}}
    assert statuses() == before
    take_step(actor=cast.actors["vptk"], assessment=own, step=Step.SUBMIT, now=NOW)
    assert statuses() == before | {"noivu": {200}, "admin": {200}}
    answer = cast.client("noivu").get(f"/chi-so/minh-chung/{proofs['file']}/tep/")
    assert answer.getvalue() == PAPER.data
    assert "S%E1%BB%95%20theo%20d%C3%B5i.pdf" in answer["Content-Disposition"]


def test_an_unsent_report_is_not_cited(cast: Cast, own: Assessment, plan: Plan, given: dict[str, Any]) -> None:
    report = drafted(cast, plan)
    approved(cast, report)
    assert reports_to_cite(cast.actors["tpht"], own.pk, given["criterion_id"]) == []
    with pytest.raises(Refused):
        cite_report(report_id=report.pk, place="", **given)
    assert not Proof.objects.exists()


def test_a_cited_report_is_read_as_it_was_sent(cast: Cast, own: Assessment, plan: Plan, given: dict[str, Any]) -> None:
    report = sent(cast, drafted(cast, plan))
    (line,) = reports_to_cite(cast.actors["tpht"], own.pk, given["criterion_id"])
    assert (line.report, line.is_cited) == (report, False)
    proof = cite_report(report_id=report.pk, place="mục II.1", **given)
    assert (proof.title, proof.document, proof.place) == ("Báo cáo quý I năm 2023", "05/BC-UBND", "mục II.1")
    assert cite_report(report_id=report.pk, place="", **given) == proof
    assert CitedReport.objects.get().attempt == 1
    assert reports_to_cite(cast.actors["tpht"], own.pk, given["criterion_id"])[0].is_cited
    assert cited_file(cast.actors["noivu"], proof.pk) is None
    take_step(actor=cast.actors["vptk"], assessment=own, step=Step.SUBMIT, now=NOW)
    file = cited_file(cast.actors["noivu"], proof.pk)
    assert file
    assert (file.report, file.format) == (report, "pdf")
    assert cited_file(cast.actors["ba-dinh.vptk"], proof.pk) is None


def test_a_neighbours_report_is_refused(cast: Cast, own: Assessment, given: dict[str, Any]) -> None:
    theirs = sent(cast, drafted(cast, plan_in_force(cast, who="ba-dinh.vptk")))
    with pytest.raises(Refused) as refused:
        cite_report(report_id=theirs.pk, place="", **given)
    assert refused.value.message.startswith("Chỉ lấy được báo cáo của chính đơn vị")
    assert (Proof.objects.count(), CitedReport.objects.count()) == (0, 0)
