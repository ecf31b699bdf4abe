"""The pages of self-scoring: what is typed stays, faults stand at their rows, a colleague's word is shown beside."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from indices.enums import AssessmentState, Stage
from indices.models import Assessment, Criterion, Mark
from tests.cast import TODAY, Cast
from tests.indices.sets import round_over, small_set
from tests.indices.test_self_scoring import handed_in, leaf, marked, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def own(cast: Cast) -> Assessment:
    return round_over(cast, small_set(cast.district)).assessments.get(organization=cast.quang_trung)


def typed(criterion: Criterion, **values: Any) -> dict[str, Any]:
    return {f"c{criterion.pk}-{name}": value for name, value in values.items()}


def ask(cast: Cast, name: str, *ids: int, who: str = "tpht", **sent: Any) -> HttpResponse:
    """Read a page, or send to it."""
    path, client = reverse(f"indices:{name}", args=ids), cast.client(who)
    return client.post(path, sent) if sent else client.get(path)  # type: ignore[return-value]


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def test_one_criterion_is_saved_and_the_next_one_opens(cast: Cast, own: Assessment) -> None:
    first, second = leaf(own, "1.2"), leaf(own, "1.3")
    answer = ask(cast, "score", own.pk, first.pk, **typed(first, met="yes", text="Đủ."), next="1")
    assert (answer.status_code, answer["Location"]) == (302, reverse("indices:score", args=[own.pk, second.pk]))
    page = text_of(ask(cast, "score", own.pk, first.pk))
    assert "Người tpht ghi lúc" in page
    assert "Đơn vị tự chấm: 6 điểm (Đạt)" in page


def test_a_fault_keeps_what_was_typed(cast: Cast, own: Assessment) -> None:
    one = leaf(own, "1.3")
    answer = ask(cast, "score", own.pk, one.pk, **typed(one, b="9.5", a="10", text="Theo sổ."))
    assert answer.status_code == 422
    assert 'value="9.5"' in text_of(answer)
    assert "Theo sổ." in text_of(answer)
    answer = ask(cast, "score", own.pk, one.pk, **typed(one, b="9", text="Theo sổ."))
    assert "Hãy ghi cả số đạt được (b) và tổng số (a)." in text_of(answer)
    assert not Mark.objects.exists()


def test_more_than_all_is_said_and_counts_as_all(cast: Cast, own: Assessment) -> None:
    one, client = leaf(own, "2.1"), cast.client("tpht")
    path = reverse("indices:score", args=[own.pk, one.pk])
    answer = client.post(path, typed(one, b="120", a="100", text="Theo sổ."), follow=True)
    assert "lớn hơn tổng số (a = 100): tính là 100 %." in answer.content.decode()
    assert Mark.objects.get().points == 40


def test_a_colleagues_word_is_shown_beside(cast: Cast, own: Assessment) -> None:
    one = leaf(own, "1.2")
    theirs = marked(cast, own, "1.2", who="vptk", text="Bốn báo cáo đúng hạn.")
    answer = ask(cast, "score", own.pk, one.pk, **typed(one, met="no", text="Thiếu một báo cáo.", seen=""))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Người vptk vừa sửa" in page
    assert "Bốn báo cáo đúng hạn." in page
    assert "Thiếu một báo cáo." in page
    again = ask(cast, "score", own.pk, one.pk, **typed(one, met="no", text="Thiếu một báo cáo.", seen=theirs.pk))
    assert (again.status_code, Mark.objects.latest("pk").text) == (302, "Thiếu một báo cáo.")


def test_points_while_typing(cast: Cast, own: Assessment) -> None:
    one = leaf(own, "1.3")
    assert "<b>6</b> trên 10 điểm" in text_of(ask(cast, "score_points", own.pk, one.pk, **typed(one, b="80", a="100")))
    assert "Hãy ghi cả số" in text_of(ask(cast, "score_points", own.pk, one.pk, **typed(one, b="80")))
    assert "khi nhập đủ" in text_of(ask(cast, "score_points", own.pk, one.pk, **typed(one, b="")))
    assert not Mark.objects.exists()


def test_an_area_as_one_table(cast: Cast, own: Assessment) -> None:
    area = leaf(own, "1")
    one, two, three = (leaf(own, f"1.{n}") for n in (1, 2, 3))
    bad = typed(one, choice="1") | typed(two, met="yes", text="Đủ.") | typed(three, b="x", a="10")
    answer = ask(cast, "score_table", own.pk, area.pk, **bad)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Chưa lưu tiêu chí nào: 1 tiêu chí cần xem lại" in page
    assert 'value="x"' in page
    page = text_of(ask(cast, "score_table", own.pk, area.pk, **(bad | typed(three, b="9", a="0"))))
    assert ">1.3: Tổng số (a) bằng 0" in page
    assert not Mark.objects.exists()
    answer = ask(cast, "score_table", own.pk, area.pk, **(bad | typed(three, b="9", a="10")))
    assert (answer.status_code, {m.criterion.code: m.points for m in Mark.objects.all()}) == (
        302,
        {"1.1": 2, "1.2": 6, "1.3": 6},
    )


def test_the_table_names_who_was_quicker(cast: Cast, own: Assessment) -> None:
    area, two = leaf(own, "1"), leaf(own, "1.2")
    theirs = marked(cast, own, "1.2", who="vptk", text="Đủ.")
    answer = ask(cast, "score_table", own.pk, area.pk, **typed(two, met="no", text="Thiếu."))
    assert answer.status_code == 409
    assert "Người vptk đã ghi" in text_of(answer)
    assert f'name="c{two.pk}-seen" value="{theirs.pk}"' in text_of(answer)


def test_the_page_of_a_survey_says_that_it_is_closed(cast: Cast, own: Assessment) -> None:
    page = text_of(ask(cast, "score", own.pk, leaf(own, "3.1").pk))
    assert "Điều tra xã hội học, đơn vị không tự chấm." in page
    assert "Lưu" not in page


def test_the_tree_tells_what_is_missing(cast: Cast, own: Assessment) -> None:
    marked(cast, own, "1.2")
    page = text_of(ask(cast, "assessment", own.pk))
    assert "<b>1/6</b> tiêu chí đã chấm" in page
    assert "chưa tính khi còn 5 tiêu chí chưa chấm" in page
    assert "Cần tài liệu hoặc giải thích" in page
    assert "<b>–</b>tỷ lệ điểm tự chấm" in page


def test_handing_in(cast: Cast, own: Assessment) -> None:
    marked(cast, own, "1.2", text="Đủ.")
    answer = ask(cast, "score_submit", own.pk, who="vptk", nothing="1")
    assert answer.status_code == 422
    assert "chưa chấm; hãy chấm tiếp, hoặc đánh dấu đồng ý để trống" in text_of(answer)
    answer = ask(cast, "score_submit", own.pk, who="vptk", leave_empty="on")
    own.refresh_from_db()
    assert (answer.status_code, own.state) == (302, AssessmentState.SUBMITTED)
    assert "Để trống: 1.1, 1.3, 2.1, 2.2, 2.3" in text_of(ask(cast, "assessment", own.pk, who="noivu"))


def test_nothing_scored_is_no_zero(cast: Cast, own: Assessment) -> None:
    assert "<b>–</b>điểm tự chấm" in text_of(ask(cast, "assessment", own.pk))
    assert '<span class="muted">–</span><small class="muted block">trên' in text_of(ask(cast, "assessments"))
    marked(cast, own, "1.2")
    assert "<b>6</b>điểm tự chấm" in text_of(ask(cast, "assessment", own.pk))


def test_what_was_taken_back_is_not_called_handed_in(cast: Cast, own: Assessment) -> None:
    handed_in(cast, own)
    assert "Nộp lúc" in text_of(ask(cast, "assessment", own.pk))
    assert "Bản tự chấm đã nộp." in text_of(ask(cast, "score_submit", own.pk))
    ask(cast, "score_withdraw", own.pk, who="vptk", now="1")
    assert "Nộp lúc" not in text_of(ask(cast, "assessment", own.pk))


def test_the_result_leads_to_its_slip(cast: Cast, own: Assessment) -> None:
    slip = reverse("indices:result_slip", args=[own.pk, "pdf"])
    assert slip not in text_of(ask(cast, "assessment", own.pk))
    told(cast, own)
    assert slip in text_of(ask(cast, "assessment", own.pk))


def test_the_four_sides_stand_beside_each_other(cast: Cast, own: Assessment) -> None:
    told(cast, own)
    page = text_of(ask(cast, "assessment", own.pk))
    assert "Khác tự chấm" in page
    assert "Thiếu báo cáo quý I." in page
    assert "Thẩm định lần 1" not in text_of(ask(cast, "assessment", _handed(cast, own).pk, who="ba-dinh.tpht"))
    one = leaf(own, "1.2")
    answer = ask(cast, "score_explain", own.pk, who="chutich", **typed(one, text="Đã gửi."), send="1")
    assert answer.status_code == 302
    assert "Đã gửi." in text_of(ask(cast, "score", own.pk, one.pk))
    assert Mark.objects.filter(stage=Stage.EXPLAINED).count() == 1


def _handed(cast: Cast, own: Assessment) -> Assessment:
    """The neighbour's, in the same round."""
    return own.round.assessments.get(organization=cast.ba_dinh)


def test_nothing_is_sent_without_the_right(cast: Cast, own: Assessment) -> None:
    """What an officer typed beside a button that is not his is not stored either."""
    told(cast, own)
    one = leaf(own, "1.2")
    answer = ask(cast, "score_explain", own.pk, **typed(one, text="Đã gửi."), send="1")
    assert answer.status_code == 422
    assert "Đã gửi." in text_of(answer)
    assert not Mark.objects.filter(stage=Stage.EXPLAINED).exists()


def test_after_handing_in_the_page_only_reads(cast: Cast, own: Assessment) -> None:
    handed_in(cast, own)
    page = text_of(ask(cast, "score", own.pk, leaf(own, "1.2").pk))
    assert "Lưu" not in page
    assert "Thêm tài liệu" not in page
