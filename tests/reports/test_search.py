"""Search: without accents, in any order, numbers as a whole; each kind through its own door."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc.text import searchable
from plans.actions import import_plan
from plans.models import Plan, PlanItem
from reports.actions.sending import return_report
from reports.models import Report, ReportWords, Submission
from reports.queries.search import Wish, group_of, groups_of
from reports.searching import Kind, asked, snippet
from tasks.enums import Outcome
from tasks.evidence_files import EvidenceFile
from tasks.models import Evidence, Task, Update
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import READING, duty, plan_in_force
from tests.reading.wordfiles import word_file
from tests.reports.reporting import approved, drafted, draw_all, edit, sent
from tests.reports.year import say

PDF = EvidenceFile("Biên bản rà soát 12.pdf", b"%PDF-1.7 ...", "mục 2, trang 3")
HERE = "/tim/"


# the question, and the piece that answers it


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("rà soát", ("ra", "soat")),
        ("  SOÁT   rà soát ", ("soat", "ra")),
        ('"một cửa" Bưu điện', ("mot cua", "buu", "dien")),
        ("“một cửa”", ("mot cua",)),
        ('đóng "ngoặc', ("dong", "ngoac")),
        ("45/BC-UBND", ("45/bc-ubnd",)),
        ('""', ()),
        ("", ()),
    ],
)
def test_a_question_is_words_phrases_and_numbers(words: str, terms: tuple[str, ...]) -> None:
    assert asked(words).terms == terms


@pytest.mark.parametrize(
    ("words", "text", "is_found"),
    [
        ("45/BC-UBND", "Đã gửi Báo cáo số 45/BC-UBND ngày 10/03/2023.", True),
        ("45/bc-ubnd", "Số 145/BC-UBND", False),
        ("45/BC-UBND", "Số 45/BC-UBND-VP", False),
        ("45/BC", "Số 45/BC-UBND", True),
        ("5/BC-UBND", "Số 45/BC-UBND", False),
        ("76/2021/NQ-CP", "theo Nghị quyết số 76/2021/NQ-CP của Chính phủ", True),
        ("76/NQ-CP", "theo Nghị quyết số 176/NQ-CP", False),
        ("ra soat", "Rà soát văn bản", True),
    ],
)
def test_a_number_is_found_as_a_whole(words: str, text: str, is_found: bool) -> None:
    assert all(pattern in searchable(text) for pattern in asked(words).patterns) == is_found


def test_the_piece_shown_holds_the_words_marked_in_their_own_spelling() -> None:
    text = f"{'Mở đầu dài. ' * 40}Đã rà soát 12 văn bản; trả kết quả đúng hạn. {'Phần sau. ' * 40}"
    pieces = snippet(text, asked("ra soat").terms)
    assert [piece.text for piece in pieces if piece.is_found] == ["rà", "soát"]
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")
    assert "".join(piece.text for piece in pieces).strip("… ") in text
    assert snippet("", ("ra",)) == ()


@pytest.mark.parametrize("words", ["%", "_", "a%b", "\\", "#", "<script>", "'; --"])
def test_signs_are_words_like_others(words: str) -> None:
    assert snippet(f"trước {words} sau", asked(words).terms)


# what is found


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """In force, with nothing said about it yet."""
    return plan_in_force(cast)


@pytest.fixture
def told(cast: Cast, plan: Plan) -> Plan:
    """A word with a file about 1.2, a difficulty of 1.1, a report of quý I with a sentence of its own."""
    more: dict[str, Any] = {"text": "Đã gửi báo cáo tài chính.", "document_number": "45", "document_symbol": "BC-UBND"}
    say(cast, duty(plan, "1.2", date(2023, 3, 16)), "tckt", "2023-03-10 09:00", Outcome.DONE, PDF, **more)
    say(cast, duty(plan, "1.1"), "tpht", "2023-03-12 09:00", Outcome.DIFFICULTY, difficulty="Máy chủ hỏng.")
    report = drafted(cast, plan)
    edit(cast, report, "I", "Thành lập tổ công tác liên ngành.")
    return plan


def found(cast: Cast, who: str, words: str, **more: Any) -> dict[Kind, int]:
    groups = groups_of(cast.actors[who], Wish(asked(words), **more))
    return {group.kind: group.total for group in groups if group.total}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("ra soat van ban", {Kind.PLANS: 1, Kind.TASKS: 1}),
        ("VĂN BẢN soát rà", {Kind.PLANS: 1, Kind.TASKS: 1}),
        ('"văn bản rà soát"', {}),
        ("03/KH-UBND", {Kind.PLANS: 1}),
        ("cải cách hành chính năm 2023", {Kind.PLANS: 1}),
        ("45/bc-ubnd", {Kind.UPDATES: 1}),
        ("may chu hong", {Kind.UPDATES: 1}),
        ("bien ban 12.pdf", {Kind.EVIDENCE: 1}),
        ("trang 3", {Kind.EVIDENCE: 1}),
        ("to cong tac lien nganh", {Kind.REPORTS: 1}),
        ("báo cáo quý I năm 2023", {Kind.REPORTS: 1}),
        ("khong o dau ca", {}),
    ],
)
def test_each_kind_is_found_by_its_words(cast: Cast, told: Plan, words: str, kinds: dict[Kind, int]) -> None:
    counted = found(cast, "vptk", words)
    assert {kind: counted.get(kind) for kind in kinds} == kinds
    assert kinds or counted == {}


@pytest.mark.django_db
def test_years_and_bodies_narrow(cast: Cast, told: Plan) -> None:
    plan_in_force(cast, who="ba-dinh.vptk")
    both = found(cast, "noivu", "ra soat van ban")
    one = found(cast, "noivu", "ra soat van ban", body=cast.ba_dinh.pk)
    assert (both[Kind.TASKS], one[Kind.TASKS]) == (2, 1)
    assert found(cast, "noivu", "ra soat van ban", year=2022) == {}
    assert found(cast, "noivu", "may chu hong", year=2023) == {Kind.UPDATES: 1}


@pytest.mark.django_db
def test_another_body_finds_counts_and_reads_nothing(cast: Cast, told: Plan, settings: Any) -> None:
    settings.TODAY = TODAY
    for words in ("may chu hong", "45/BC-UBND", "bien ban", "lien nganh", "ra soat", "quy I nam 2023"):
        assert found(cast, "ba-dinh.vptk", words) == {}
        page = cast.client("ba-dinh.vptk").get(HERE, {"q": words})
        assert (page.status_code, "Không tìm thấy" in page.content.decode()) == (200, True)
        assert not {"Máy chủ hỏng", "Biên bản", "liên ngành", "Quang Trung"} & set(page.content.decode().split("<"))


# reports: what was sent, no more


@pytest.mark.django_db
def test_the_body_above_finds_a_report_by_what_was_sent(cast: Cast, told: Plan) -> None:
    report = Report.objects.get()
    assert found(cast, "noivu", "lien nganh") == {}
    sent(cast, report)
    assert found(cast, "noivu", "lien nganh") == {Kind.REPORTS: 1}
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Bổ sung.", now=at("2023-03-17 08:00"))
    edit(cast, report, "I", "Thành lập ban chỉ đạo mới.")
    assert (found(cast, "noivu", "lien nganh"), found(cast, "noivu", "ban chi dao moi")) == ({Kind.REPORTS: 1}, {})
    assert (found(cast, "vptk", "lien nganh"), found(cast, "vptk", "ban chi dao moi")) == ({}, {Kind.REPORTS: 1})
    (hit,) = group_of(cast.actors["noivu"], Wish(asked("lien nganh")), Kind.REPORTS).hits
    assert "".join(piece.text for piece in hit.said) == "Thành lập tổ công tác liên ngành."


@pytest.mark.django_db
def test_a_signed_report_is_found_by_its_number(cast: Cast, told: Plan) -> None:
    report = approved(cast, Report.objects.get())
    draw_all(cast, report)
    assert found(cast, "vptk", "05/BC-UBND") == {Kind.REPORTS: 1}
    assert found(cast, "vptk", "pham ngoc thang") == {Kind.REPORTS: 1}


# nothing twice


@pytest.mark.django_db
def test_a_draft_is_ones_own_and_a_merged_version_is_not_found_twice(cast: Cast, told: Plan) -> None:
    vptk, data = cast.actors["vptk"], word_file("KẾ HOẠCH", "", "Bản nháp")
    draft = import_plan(actor=vptk, name="nhap.docx", data=data, reading=READING, now=at("2023-05-02 08:00"))
    own, above = (found(cast, who, "03/KH-UBND")[Kind.PLANS] for who in ("vptk", "noivu"))
    assert (own, above) == (2, 1)
    Plan.objects.filter(pk=draft.pk).update(state="merged", relation="revises", related=told)
    assert found(cast, "vptk", "03/KH-UBND")[Kind.PLANS] == 1


@pytest.mark.django_db
def test_a_carried_word_is_found_once(cast: Cast, told: Plan) -> None:
    source = Update.objects.get(difficulty="Máy chủ hỏng.")
    values = {field.attname: getattr(source, field.attname) for field in Update._meta.fields if field.name != "id"}
    Update.objects.create(**values | {"obligation_id": duty(told, "1.3").pk, "carried_from_id": source.pk})
    assert found(cast, "vptk", "may chu hong")[Kind.UPDATES] == 1


# the page


@pytest.fixture
def day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.mark.django_db
def test_the_page_leads_on_from_every_state(cast: Cast, told: Plan, day: None) -> None:
    client = cast.client("vptk")
    empty, short, none = (client.get(HERE, {"q": words}).content.decode() for words in ("", "a", "khong o dau"))
    assert "Anh chị cần tìm gì?" in empty
    assert "ít nhất hai chữ cái" in short
    assert ("Không tìm thấy" in none, "/nhiem-vu/" in none) == (True, True)
    page = client.get(HERE, {"q": "bao cao"})
    text = page.content.decode()
    more = f"?q=bao+cao&amp;loai={Kind.TASKS.value}"
    assert ("<mark>Báo</mark>" in text, {group["kind"] for group in page.context["groups"]}) == (
        True,
        set(Kind) - {Kind.EVIDENCE},
    )
    assert (more in text) == any(one["left"] for one in page.context["groups"] if one["kind"] == Kind.TASKS)
    obligation = duty(told, "1.2", date(2023, 3, 16))
    assert f'/nhiem-vu/{obligation.task_id}/#viec-{obligation.pk}"' in text


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["0", "9999", "10000", "99999"])
def test_a_year_that_cannot_be_is_not_asked_for(cast: Cast, told: Plan, day: None, year: str) -> None:
    assert cast.client("vptk").get(HERE, {"q": "ra soat", "nam": year}).status_code == 200


@pytest.mark.django_db
def test_one_kind_has_pages(cast: Cast, told: Plan, day: None) -> None:
    item = PlanItem.objects.get(section__plan=told, text="Rà soát văn bản")
    task = Task.objects.get(item=item)
    for number in range(24):
        values = {"section": item.section, "order": 100 + number, "text": f"Việc thêm {number}"}
        made = PlanItem.objects.create(**values, folded=searchable(values["text"]))
        Task.objects.create(item=made, plan=told, organization=task.organization, created_at=task.created_at)
    first, second, beyond = (
        cast.client("vptk").get(HERE, {"q": "viec them", "loai": "nhiem-vu", "page": page}) for page in (1, 2, 99)
    )
    assert [len(page.context["groups"][0]["hits"]) for page in (first, second)] == [20, 4]
    assert (beyond.status_code, "21–24 trên 24" in second.content.decode()) == (200, True)


@pytest.mark.django_db
def test_the_number_of_queries_is_fixed(cast: Cast, told: Plan, day: None) -> None:
    asked_for = {}
    for many in (False, True):
        if many:
            plan_in_force(cast, who="ba-dinh.vptk")
            sent(cast, Report.objects.get())
            say(cast, duty(told, "1.3"), "tpht", "2023-05-10 09:00", Outcome.DOING, PDF, text="Đang soạn báo cáo.")
        for who in ("vptk", "noivu"):
            client = cast.client(who)
            with CaptureQueriesContext(connection) as caught:
                client.get(HERE, {"q": "bao cao"})
            asked_for[who, many] = len(caught)
    assert asked_for == {("vptk", False): 17, ("vptk", True): 17, ("noivu", False): 15, ("noivu", True): 17}


# what was there before search


@pytest.mark.django_db
def test_what_was_there_before_is_folded_by_the_migrations(cast: Cast, told: Plan) -> None:
    report = sent(cast, Report.objects.get())
    kept = {
        "words": list(ReportWords.objects.values_list("own", "sent")),
        "updates": list(Update.objects.values_list("folded", flat=True)),
        "evidence": list(Evidence.objects.values_list("folded", flat=True)),
        "plans": list(Plan.objects.values_list("folded", flat=True)),
    }
    ReportWords.objects.all().delete()
    Plan.objects.update(folded="")
    for model in (Update, Evidence):
        model._base_manager.update(folded="")
    import_module("plans.migrations.0005_search").fold_what_is_there(apps, None)
    import_module("tasks.migrations.0003_giving_and_fair_lateness").fold_what_is_there(apps, None)
    import_module("reports.migrations.0009_search").fold_what_is_there(apps, None)
    assert list(Update.objects.values_list("folded", flat=True)) == kept["updates"]
    assert list(Evidence.objects.values_list("folded", flat=True)) == kept["evidence"]
    assert list(Plan.objects.values_list("folded", flat=True)) == kept["plans"]
    assert ReportWords.objects.get().own == kept["words"][0][0]
    assert "lien nganh" in ReportWords.objects.get().sent
    assert Submission.objects.filter(report=report).count() == 1
