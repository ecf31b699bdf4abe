"""Whose words each sentence is, also after editing; sentences that a chairman can sign; the pages that show it."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plans.models import Plan
from reports import paragraphs
from reports.actions.drafting import refresh_report
from reports.collecting.words import as_sentence, shortened
from reports.drawing.xlsx_sources import narrative_sources
from reports.facts import Paragraph, from_json, to_json
from reports.models import Report, Snapshot
from reports.paragraphs import TRACKED, attributed, edited
from reports.queries.narrative import narrative_of
from tasks.enums import Outcome
from tasks.models import Update
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import duty
from tests.reports.reporting import NOON, approved, drafted, edit
from tests.reports.year import facts_of, quarter, say, section

HOA, BINH = "Nguyễn Thị Hoa, Tư pháp, ngày 10/03/2023", "Lê Văn Bình, Một cửa, ngày 11/03/2023"
KNOWN = (
    Paragraph("Đã rà soát 14 văn bản do HĐND, UBND xã ban hành năm 2022.", HOA, update=1),
    Paragraph("Tiếp nhận 612 hồ sơ, giải quyết 598 hồ sơ đúng hạn.", BINH, update=2),
    Paragraph("13 nhiệm vụ chưa có thông tin thực hiện trong kỳ: Phụ lục số 01, mục 2.", TRACKED),
    Paragraph("Xã Phước An: Đã họp giao ban 04 lần.", "Báo cáo số 12/BC-UBND của UBND xã Phước An"),
)
pages = pytest.mark.django_db


def told(*lines: str) -> list[tuple[str, int | None]]:
    return [(p.source, p.update) for p in attributed(lines, KNOWN)]


@pytest.mark.parametrize(
    ("line", "source", "update"),
    [
        ("Đã rà soát 14 văn bản do HĐND, UBND xã ban hành năm 2022.", HOA, 1),
        ("đã rà soát 14 văn bản do HĐND, UBND xã  ban hành năm 2022", HOA, 1),
        ("Đã rà soát 15 văn bản do HĐND, UBND xã ban hành năm 2022.", f"Văn phòng sửa từ lời {HOA}", 1),
        ("Tiếp nhận 612 hồ sơ, giải quyết 598 hồ sơ.", f"Văn phòng sửa từ lời {BINH}", 2),
        (
            "Đã rà soát 14 văn bản do HĐND, UBND xã ban hành năm 2022; tiếp nhận 612 hồ sơ, giải quyết 598 hồ sơ "
            "đúng hạn.",
            f"Văn phòng sửa từ lời {HOA}; lời {BINH}",
            None,
        ),
        (
            "12 nhiệm vụ chưa có thông tin thực hiện trong kỳ: Phụ lục số 01, mục 2.",
            "Văn phòng sửa từ bảng theo dõi nhiệm vụ của kế hoạch",
            None,
        ),
        (
            "Xã Phước An: Đã họp giao ban 05 lần.",
            "Văn phòng sửa từ báo cáo số 12/BC-UBND của UBND xã Phước An",
            None,
        ),
        ("Công tác chỉ đạo được quan tâm.", "", None),
    ],
)
def test_a_line_keeps_says_it_was_changed_or_is_the_offices_own(line: str, source: str, update: int | None) -> None:
    assert told(line) == [(source, update)]


def test_a_changed_line_is_not_taken_from_a_sentence_that_stands_unchanged() -> None:
    first = KNOWN[0].text
    assert told(first, "Đã rà soát 14 văn bản do HĐND, UBND xã ban hành năm 2021.") == [(HOA, 1), ("", None)]


def test_an_emptied_text_is_a_gap() -> None:
    assert edited(" \n ", "kết quả", KNOWN) == (Paragraph("kết quả", gap=True),)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_every_line_stays_as_it_was_written(lines: list[str]) -> None:
    found = edited("\n".join(lines), "", KNOWN)
    assert [p.text for p in found] == [p.text for p in edited("\n".join(lines), "")]


@given(st.permutations(KNOWN))
def test_the_order_of_unchanged_sentences_does_not_matter(order: list[Paragraph]) -> None:
    assert attributed([p.text for p in order], KNOWN) == tuple(order)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("đã xong", "Đã xong."),
        ("Đã gửi;\n còn chờ ,", "Đã gửi; còn chờ."),
        ("Xong!", "Xong!"),
        ("", ""),
    ],
)
def test_a_sentence_begins_and_ends_as_one(words: str, said: str) -> None:
    assert as_sentence(words) == said


@given(st.text(alphabet="ab ;,.", max_size=120), st.integers(20, 60))
def test_a_shortened_row_is_its_own_beginning(text: str, longest: int) -> None:
    found = shortened(text, longest)
    assert text.startswith(found.removesuffix(" …"))
    assert len(found) <= max(longest + 2, 0)


# drafted


@pages
def test_what_nobody_put_into_words_but_stated_is_said(cast: Cast, plan: Plan) -> None:
    say(cast, duty(plan, "1.1"), "tpht", "2023-03-12 08:00", Outcome.NOTHING)
    texts = [p.text for p in section(facts_of(cast, quarter(1)), "II.1").paragraphs]
    assert "Rà soát văn bản (Phụ lục số 01, mục 1): không phát sinh trong kỳ." in texts


@pages
def test_a_row_is_quoted_without_the_dash_before_it_in_its_table(cast: Cast, plan: Plan) -> None:
    item = duty(plan, "1.1").task.item
    item.text = "- Rà soát văn bản;"
    item.save()
    say(cast, duty(plan, "1.1"), "tpht", "2023-03-12 08:00", Outcome.NOTHING)
    texts = [p.text for p in section(facts_of(cast, quarter(1)), "II.1").paragraphs]
    assert "Rà soát văn bản (Phụ lục số 01, mục 1): không phát sinh trong kỳ." in texts


@pages
def test_the_same_sentence_about_two_rows_stands_once(cast: Cast, plan: Plan) -> None:
    for ordinal in ("1.1", "1.3"):
        say(cast, duty(plan, ordinal), "tpht", "2023-03-12 08:00", Outcome.DOING, text="Đang phối hợp các thôn")
    texts = [p.text for p in section(facts_of(cast, quarter(1)), "II.1").paragraphs]
    assert texts.count("Đang phối hợp các thôn.") == 1


# kept through the life of a report


@pages
def test_sources_stand_in_the_frozen_facts_and_in_the_workbook(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    text = report.narrative.get(key="II.1").text
    edit(cast, report, "II.1", f"{text.replace('quý I', 'quý một')}\nĐề cao trách nhiệm người đứng đầu.")
    approved(cast, report)
    facts = from_json(Snapshot.objects.latest("pk").facts)
    first, *_, last = section(facts, "II.1").paragraphs
    assert (first.source, last.source) == (
        "Văn phòng sửa từ lời Người tckt, Công chức Tài chính - Kế toán, ngày 10/03/2023",
        "",
    )
    assert first.update == Update.objects.get(text="Đã gửi báo cáo tài chính quý I.").pk
    assert from_json(to_json(facts)) == facts
    rows = {row[2]: row[3] for row in narrative_sources(facts).lines}
    assert rows["Đề cao trách nhiệm người đứng đầu."] == "Văn phòng soạn"
    assert rows[first.text] == first.source


@pages
def test_a_sentence_keeps_its_source_when_the_official_said_something_newer(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan, now=at("2023-03-13 20:00"))
    text = report.narrative.get(key="II.1").text
    edit(cast, report, "II.1", f"{text}\nThêm một câu.")
    say(cast, duty(plan, "1.1"), "tpht", "2023-03-14 08:00", Outcome.DOING, text="Đang rà soát lại.")
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=NOON)
    kept = report.narrative.get(key="II.1")
    sources = [p.source for s in narrative_of(report) if s.part == "II.1" for p in s.paragraphs]
    assert sources[-1] == ""
    assert all(sources[:-1])
    assert [p["text"] for p in kept.fresh] == ["Đang rà soát lại."]


def test_a_former_draft_is_kept_only_as_long_as_the_text_uses_it() -> None:
    text = "Đã rà soát 14 văn bản do HĐND, UBND xã ban hành năm 2022."
    assert paragraphs.still_used(text, KNOWN, ()) == KNOWN[:1]
    assert paragraphs.still_used(text, KNOWN, KNOWN[:1]) == ()


# pages


@pytest.fixture
def june(settings: Any) -> None:
    settings.TODAY = TODAY


@pages
def test_each_sentence_has_its_source_beside_it_and_opens_it(cast: Cast, plan: Plan, june: None) -> None:
    report: Report = drafted(cast, plan)
    update = Update.objects.get(text="Đã gửi báo cáo tài chính quý I.")
    task, obligation = update.obligation.task_id, update.obligation_id
    link = f'href="{reverse("tasks:detail", args=[task])}#viec-{obligation}">Người tckt'
    for who in ("vptk", "chutich"):
        text = cast.client(who).get(reverse("reports:narrative", args=[report.pk])).content.decode()
        assert (who, link in text) == (who, True)


@pages
def test_saving_tells_at_once_whose_words_stand_there(cast: Cast, plan: Plan, june: None) -> None:
    report = drafted(cast, plan)
    version = report.narrative.get(key="V").version
    answer = cast.client("vptk").post(
        reverse("reports:section", args=[report.pk, "V"]),
        {"text": "Đề nghị tập huấn.", "version": version},
        HTTP_HX_REQUEST="true",
    )
    text = answer.content.decode()
    assert ('id="nguon-V" hx-swap-oob="true"' in text, "Văn phòng soạn" in text) == (True, True)
