"""A file comes in through the browser, is read in a job, and is refused in one sentence when it is no plan."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from cchc.web.clock import local_today
from plans.actions import discard_plan, fail_reading, note_progress, read_again, store_reading, upload_plan
from plans.enums import PlanState
from plans.forms import NO_SOURCE, TWO_SOURCES
from plans.jobs import UNEXPECTED, read_plan_file
from plans.models import Doubt, Plan, PlanItem, PlanSource, Section
from plans.reading.archive import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    NOT_OFFICE,
    OLD_EXCEL,
    OLD_WORD,
    PDF,
    PICTURE,
    SWOLLEN,
    TOO_LARGE,
)
from plans.reading.pasted import MAX_CHARACTERS, TOO_LONG
from plans.reading.pasted.reader import NOT_TEXT
from plans.reading.plan import NO_PLAN
from tests.cast import NOW, at
from tests.plans.conftest import NAME
from tests.reading.workbooks import excel_file

UPLOAD = "/ke-hoach/tai-len/"


def send(client, data, name=NAME, **headers):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)}, **headers)


def counts():
    return (Plan.objects.count(), Section.objects.count(), PlanItem.objects.count(), Doubt.objects.count())


def with_document(xml):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", xml)
    return archive.getvalue()


def test_upload_reads_in_a_job_and_goes_on_to_the_review(cast, data, jobs_run):
    client = cast.client("vptk")
    with jobs_run():
        response = send(client, data)
    plan = Plan.objects.get()
    assert (response.status_code, response.url) == (302, reverse("plans:reading", args=(plan.pk,)))
    assert (plan.state, plan.organization, plan.from_year, plan.to_year) == ("draft", cast.quang_trung, 2023, 2023)
    assert counts() == (1, 7, 33, Doubt.objects.filter(plan=plan).count())
    assert (plan.source.progress, plan.source.step, plan.source.uploaded_by) == (
        100,
        "Đã đọc xong",
        cast.people["vptk"],
    )
    assert client.get(response.url).url == reverse("tasks:review", args=(plan.pk,))


def test_before_the_job_the_page_shows_progress(cast, data):
    client = cast.client("vptk")
    page = client.get(send(client, data).url)
    plan = Plan.objects.get()
    assert (page.status_code, plan.state) == (200, "reading")
    assert 'http-equiv="refresh"' in page.text
    note_progress(actor=cast.actors["vptk"], plan=plan, percent=42, step="Đọc Phụ lục số 03")
    part = client.get(f"/ke-hoach/{plan.pk}/doc/", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert ('value="42"' in part, "Đọc Phụ lục số 03" in part, "every 1s" in part) == (True, True, True)


def test_when_the_reading_ends_the_waiting_page_goes_on(cast, draft):
    response = cast.client("vptk").get(f"/ke-hoach/{draft.pk}/doc/", headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == f"/ke-hoach/{draft.pk}/xem-lai/"


def test_the_same_file_twice_changes_nothing_and_says_so(cast, data, jobs_run):
    client = cast.client("vptk")
    with jobs_run():
        send(client, data)
    before, events = counts(), Event.objects.count()
    with jobs_run():
        response = client.post(UPLOAD, {"file": SimpleUploadedFile("ten-khac.docx", data)}, follow=True)
    assert (counts(), Event.objects.count(), PlanSource.objects.count()) == (before, events, 1)
    assert "không có gì thay đổi" in response.text


def test_another_body_may_have_the_same_file(cast, data, jobs_run):
    with jobs_run():
        send(cast.client("vptk"), data)
        send(cast.client("ba-dinh.vptk"), data)
    assert [plan.organization.code for plan in Plan.objects.order_by("pk")] == ["quang-trung", "ba-dinh"]


def test_the_job_run_twice_gives_one_result(cast, data, jobs_run):
    with jobs_run():
        send(cast.client("vptk"), data)
    before, events = counts(), Event.objects.count()
    read_plan_file(plan_id=Plan.objects.get().pk)
    assert (counts(), Event.objects.count()) == (before, events)


def test_a_second_reading_that_overtakes_the_first_is_dropped(cast, data, reading):
    actor = cast.actors["vptk"]
    plan = upload_plan(actor=actor, name=NAME, data=data, now=NOW)
    same = Plan.objects.get(pk=plan.pk)
    store_reading(actor=actor, plan=plan, reading=reading, now=NOW)
    before = counts()
    store_reading(actor=actor, plan=same, reading=reading, now=NOW)
    fail_reading(actor=actor, plan=same, message="Muộn.", now=NOW)
    assert (counts(), Plan.objects.get().state) == (before, "draft")


def test_the_job_of_a_plan_thrown_away_ends_quietly(cast, data):
    plan = upload_plan(actor=cast.actors["vptk"], name=NAME, data=data, now=NOW)
    discard_plan(actor=cast.actors["vptk"], plan=plan, now=NOW)
    read_plan_file(plan_id=plan.pk or 0)
    assert counts() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rong.docx", b" ", EMPTY),
        ("anh.docx", b"\x89PNG\r\n", PICTURE),
        ("anh.jpg", b"\xff\xd8\xff\xe0", PICTURE),
        ("quet.pdf", b"%PDF-1.7\n", PDF),
        ("quet.txt", b"%PDF-1.7\n", PDF),
        ("chu.docx", "Kế hoạch".encode(), NOT_OFFICE),
        ("chu.txt", b"K\xea\xec hoa\xf2ch", NOT_TEXT),
        ("cu.doc", b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"), OLD_WORD),
        ("cu.xls", b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le"), OLD_EXCEL),
        ("khoa.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
        ("hong.docx", b"PK\x03\x04" + bytes(80), DAMAGED),
        ("phong.docx", with_document(bytes(90 * 1024 * 1024)), SWOLLEN),
        ("to.docx", bytes(10 * 1024 * 1024 + 1), TOO_LARGE),
    ],
)
def test_what_is_no_word_file_is_refused_at_once_and_nothing_is_kept(cast, name, content, sentence, settings):
    response = send(cast.client("vptk"), content, name)
    assert (response.status_code, sentence in response.text) == (422, True)
    assert (counts(), [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]) == ((0, 0, 0, 0), [])


@pytest.mark.parametrize(
    ("name", "kind", "ending"), [("a.zip", "văn bản Word", ".docx"), ("a.docx", "bảng tính Excel", ".xlsx")]
)
def test_a_file_of_another_name_is_asked_for_its_ending(cast, data, name, kind, ending):
    content = data if ending == ".docx" else excel_file(SHEET)
    with pytest.raises(Refused) as refusal:
        upload_plan(actor=cast.actors["vptk"], name=name, data=content, now=NOW)
    sentence = f"Tệp “{name}” là {kind} nhưng không có đuôi {ending}; hãy đổi lại tên tệp rồi tải lên."
    assert (refusal.value.message, counts()) == (sentence, (0, 0, 0, 0))


SHEET = [
    ("KẾ HOẠCH",),
    ("Cải cách hành chính năm 2023",),
    ("Phụ lục 1",),
    ("STT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời gian"),
    (1, "Rà soát văn bản", "CC TP - HT", "Quý V"),
]
TEXT = "\n".join("\t".join(map(str, row)) for row in SHEET)


def test_a_workbook_is_read_and_its_doubts_tell_the_cell(cast, jobs_run):
    with jobs_run():
        send(cast.client("vptk"), excel_file({"Nhiệm vụ": SHEET}), "ke-hoach.xlsx")
    plan = Plan.objects.get()
    assert (plan.state, plan.title) == ("draft", "Kế hoạch Cải cách hành chính năm 2023")
    doubt = Doubt.objects.get(code="no_such_period")
    assert (doubt.place, doubt.item.text) == ("Trang tính Nhiệm vụ, hàng 5, cột thời gian", "Rà soát văn bản")


def paste(client, text, **more):
    return client.post(UPLOAD, {"text": text, **more})


def test_pasted_text_is_read_kept_and_comes_back(cast, jobs_run):
    client = cast.client("vptk")
    with jobs_run():
        response = paste(client, TEXT.replace("\n", "\r\n"))
    plan = Plan.objects.get()
    assert response.url == f"/ke-hoach/{plan.pk}/doc/"
    assert (plan.state, plan.source.name, PlanItem.objects.get().text) == (
        "draft",
        f"Văn bản dán ngày {local_today():%d-%m-%Y}.txt",
        "Rà soát văn bản",
    )
    file = client.get(f"/ke-hoach/{plan.pk}/tep/")
    assert (b"".join(file.streaming_content).decode(), file.headers["Content-Type"]) == (TEXT, "text/plain")


def test_the_same_text_twice_changes_nothing_whatever_its_line_ends(cast, jobs_run):
    client = cast.client("vptk")
    with jobs_run():
        paste(client, TEXT.replace("\n", "\r\n"))
    before, events = counts(), Event.objects.count()
    with jobs_run():
        response = client.post(UPLOAD, {"text": TEXT}, follow=True)
    assert (counts(), Event.objects.count()) == (before, events)
    assert "không có gì thay đổi" in response.text


def test_one_of_the_two_is_asked_for(cast):
    response = cast.client("vptk").post(UPLOAD, {"text": " \r\n"})
    assert (response.status_code, NO_SOURCE in response.text, counts()) == (422, True, (0, 0, 0, 0))


def test_both_at_once_are_refused_and_the_text_stays(cast, data):
    file = SimpleUploadedFile(NAME, data)
    response = paste(cast.client("vptk"), "Kế hoạch tôi đã dán", file=file)
    assert (response.status_code, TWO_SOURCES in response.text, counts()) == (422, True, (0, 0, 0, 0))
    assert "Kế hoạch tôi đã dán" in response.text


@pytest.mark.parametrize(("text", "sentence"), [("a" * (MAX_CHARACTERS + 1), TOO_LONG), ("%PDF-1.4 x", PDF)])
def test_text_that_is_refused_stays_in_its_box(cast, text, sentence):
    response = paste(cast.client("vptk"), text)
    assert (response.status_code, sentence in response.text, text in response.text) == (422, True, True)
    assert counts() == (0, 0, 0, 0)


def test_text_that_is_no_plan_can_be_mended_where_it_was_pasted(cast, jobs_run):
    client = cast.client("vptk")
    with jobs_run():
        paste(client, "Thông báo nghỉ lễ của xã.")
    plan = Plan.objects.get()
    assert (plan.state, plan.source.error) == ("failed", NO_PLAN)
    mend = f"{UPLOAD}?sua={plan.pk}"
    assert mend in client.get(f"/ke-hoach/{plan.pk}/doc/").text
    assert "Thông báo nghỉ lễ của xã." in client.get(mend).text
    assert "Thông báo nghỉ lễ của xã." not in cast.client("ba-dinh.vptk").get(mend).text
    for wrong in ("0", "x", "9" * 30, "٣"):
        assert client.get(UPLOAD, {"sua": wrong}).status_code == 200


BROKEN = with_document(b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>")


def test_what_only_reading_can_find_is_said_in_the_list_and_can_be_tried_again(cast, jobs_run):
    client = cast.client("vptk")
    with jobs_run():
        send(client, BROKEN)
    plan = Plan.objects.get()
    assert (plan.state, plan.source.error) == ("failed", DAMAGED)
    assert DAMAGED in client.get("/ke-hoach/").text
    assert DAMAGED in client.get(f"/ke-hoach/{plan.pk}/doc/").text
    with jobs_run():
        assert client.post(f"/ke-hoach/{plan.pk}/doc-lai/").url == f"/ke-hoach/{plan.pk}/doc/"
    plan.refresh_from_db()
    assert (plan.state, plan.source.error) == ("failed", DAMAGED)


def test_an_unexpected_fault_is_told_in_a_plain_sentence_and_raised(cast, data, monkeypatch):
    plan = upload_plan(actor=cast.actors["vptk"], name=NAME, data=data, now=NOW)

    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("plans.jobs.read_plan", fail)
    with pytest.raises(ZeroDivisionError):
        read_plan_file(plan_id=plan.pk)
    plan.refresh_from_db()
    assert (plan.state, plan.source.error) == ("failed", UNEXPECTED)


def test_only_the_coordinator_uploads(cast, data):
    for name in ("tpht", "chutich", "noivu", "admin"):
        with pytest.raises(Forbidden) as refusal:
            upload_plan(actor=cast.actors[name], name=NAME, data=data, now=NOW)
        assert refusal.value.message == "Chỉ Văn phòng - Thống kê của đơn vị mới được tải kế hoạch lên."
    assert counts() == (0, 0, 0, 0)
    assert "Bạn không có quyền" in cast.client("tpht").get(UPLOAD).text


def test_a_draft_can_be_thrown_away_with_its_file(cast, draft, jobs_run, settings):
    client = cast.client("vptk")
    assert "Bỏ bản nháp này?" in client.get(f"/ke-hoach/{draft.pk}/bo/").text
    with jobs_run():
        response = client.post(f"/ke-hoach/{draft.pk}/bo/", {"confirmed": "1"})
    assert (response.url, counts(), list(settings.MEDIA_ROOT.rglob("*.docx"))) == ("/ke-hoach/", (0, 0, 0, 0), [])
    assert Event.objects.filter(verb="Bỏ bản nháp kế hoạch").count() == 1


def test_what_is_in_force_is_never_thrown_away_nor_read_again(cast, draft):
    actor = cast.actors["vptk"]
    Plan.objects.filter(pk=draft.pk).update(state=PlanState.ACCEPTED, accepted_at=NOW)
    with pytest.raises(Refused, match="đã được chấp nhận"):
        discard_plan(actor=actor, plan=draft, now=NOW)
    with pytest.raises(Refused, match="đã đọc xong"):
        read_again(actor=actor, plan=draft, now=at("2023-06-11 08:00"))
    assert counts()[:3] == (1, 7, 33)


def test_the_file_comes_back_as_it_was(cast, draft, data):
    response = cast.client("tpht").get(f"/ke-hoach/{draft.pk}/tep/")
    assert (b"".join(response.streaming_content), response.headers["Content-Disposition"]) == (
        data,
        f'attachment; filename="{NAME}"',
    )
