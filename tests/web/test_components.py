"""Components: all shown in the gallery, documented, cut off from the page; the frame by role; the weight of a page."""

import re
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path

from cchc.orgs.enums import Role
from cchc.web.gallery import gallery
from tests.sources import ROOT

COMPONENTS = ROOT / "templates/components"
NAMES = sorted(file.stem for file in COMPONENTS.glob("*.html"))
USED = re.compile(r'(?:components/|component ")(\w+)')


def nothing(request):
    return HttpResponse()


def pages(namespace, *names):
    return path(f"{namespace}/", include(([path(f"{name}/", nothing, name=name) for name in names], namespace)))


urlpatterns = [
    path("", nothing, name="home"),
    path("dang-nhap/", nothing, name="login"),
    path("dang-xuat/", nothing, name="logout"),
    pages("tasks", "mine", "list", "detail"),
    pages("plans", "list"),
    pages("indices", "overview"),
    pages("emulation", "campaigns"),
    pages("reports", "list", "overview"),
    pages("orgs", "profile", "switch", "people"),
]


def drawn(source, **context):
    return engines["django"].from_string("{% load cchc %}" + source).render(context)


def request_for(role=None, view="", address="/"):
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    request.resolver_match = SimpleNamespace(view_name=view)
    request.actor = role and SimpleNamespace(
        role=role,
        user=SimpleNamespace(display_name="Nguyễn Thị Hòa", username="vptk"),
        organization=SimpleNamespace(name="Xã Quang Trung", short_name="Quang Trung", kind="commune"),
        positions_text="",
    )
    return request


def side(request):
    return render_to_string("frame/side.html", {"counts": {"overdue": 2}}, request=request)


@pytest.mark.parametrize("name", NAMES)
def test_every_component_says_its_parameters(name):
    assert (COMPONENTS / f"{name}.html").read_text().startswith(("{% comment %}\n", "{# "))


def test_the_gallery_shows_every_component():
    shown, waiting = set(), {"base.html", "gallery.html"}
    while waiting:
        text = (ROOT / "templates" / waiting.pop()).read_text()
        found = set(USED.findall(text)) - shown
        shown |= found
        waiting |= {f"components/{name}.html" for name in found}
    assert sorted(shown) == NAMES


def test_the_gallery_is_for_those_who_build_pages(settings):
    settings.DEBUG = True
    answer = gallery(request_for())
    assert (answer.status_code, "Thư viện giao diện" in answer.content.decode()) == (200, True)
    settings.DEBUG = False
    with pytest.raises(Http404):
        gallery(request_for())


def test_the_first_page_is_light(settings):
    settings.DEBUG = True
    scripts = sum((ROOT / "static/js/app.js").stat().st_size for _ in [0])
    with open(finders.find("django_htmx/htmx-2.min.js"), "rb") as htmx:
        scripts += len(htmx.read())
    assert scripts < 60_000
    assert scripts + (ROOT / "static/css/app.css").stat().st_size < 100_000


def test_a_component_sees_its_parameters_and_nothing_of_the_page():
    source = '{% component "group" title="Quá hạn" %}<p>{{ note }}</p>{% endcomponent %}'
    html = drawn(source, note="hai việc", over=True)
    assert "<p>hai việc</p>" in html
    assert "<small>" not in html
    assert 'class="group"' in html


def test_a_component_escapes_what_people_wrote():
    assert "&lt;b&gt;" in drawn('{% component "group" title=words %}{% endcomponent %}', words="<b>")
    assert "&lt;b&gt;" in drawn('{% include "components/status.html" with state="late" label=words %}', words="<b>")


def test_a_form_in_a_component_carries_the_token():
    source = '{% component "confirm" title="Hủy?" back="/" %}{% endcomponent %}'
    template = engines["django"].from_string("{% load cchc %}" + source)
    assert 'name="csrfmiddlewaretoken"' in template.render({}, request_for())


def test_status_is_shape_word_and_colour():
    html = drawn('{% include "components/status.html" with state="overdue" %}')
    assert re.search(r'class="st overdue"><svg .*</svg>Quá hạn</span>', html)
    assert "Xong muộn 5 ngày</span>" in drawn(
        '{% include "components/status.html" with state="late" label="Xong muộn 5 ngày" %}'
    )


def test_a_field_is_tied_to_its_help_and_its_error():
    class Sample(forms.Form):
        number = forms.IntegerField(label="Số", help_text="Từ 1 đến 100")

    html = drawn('{% include "components/field.html" with field=form.number only %}', form=Sample({"number": "x"}))
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'id="id_number_helptext"' in html
    assert 'id="id_number_error"' in html
    assert '<label for="id_number">' in html


def test_errors_are_counted_and_lead_to_their_fields():
    class Sample(forms.Form):
        number = forms.IntegerField(label="Số")
        version = forms.IntegerField(widget=forms.HiddenInput)

    html = drawn('{% include "components/errors.html" %}', form=Sample({"number": "x", "version": "y"}))
    assert 'role="alert"' in html
    assert "Hãy xem lại 2 chỗ" in html
    assert html.count("<li>") == 2
    assert 'href="#id_number"' in html


def test_enter_in_a_duty_never_says_done():
    html = drawn('{% component "duty" id=7 title="Rà soát" url="/x/" action="/y/" %}{% endcomponent %}')
    first = re.search(r"<button[^>]*>", html)[0]
    assert first == '<button hidden name="outcome" value="doing">'


def test_a_duty_one_may_not_touch_shows_its_state_only():
    html = drawn('{% component "duty" id=7 title="Rà soát" url="/x/" action="" state="late" %}{% endcomponent %}')
    assert "<form" not in html
    assert "<button" not in html
    assert "Xong muộn" in html


def test_running_work_asks_again_and_finished_work_does_not():
    source = '{% include "components/job.html" with state=state title="Đọc" url="/tien-do/" done=1 total=4 %}'
    assert 'hx-trigger="every 1s"' in drawn(source, state="running")
    assert '<progress value="1" max="4"' in drawn(source, state="running")
    assert "hx-" not in drawn(source, state="done")


def test_pages_keep_the_filters():
    template = engines["django"].from_string(
        '{% include "components/sort_header.html" with label="Hạn" name="due_on" sort="due_on" %}'
    )
    html = template.render({}, request_for(address="/?q=ra+soat&sort=due_on&page=3"))
    assert 'aria-sort="ascending"' in html
    assert 'href="?q=ra+soat&amp;sort=-due_on"' in html


OFFICER = ["Việc của tôi", "Nhiệm vụ", "Kế hoạch", "Báo cáo", "Chỉ số", "Thi đua"]
ABOVE = ["Toàn địa bàn", "Nhiệm vụ", "Kế hoạch", "Báo cáo", "Chỉ số", "Thi đua"]
ADMINISTRATOR = ["Toàn xã", "Nhiệm vụ", "Kế hoạch", "Báo cáo", "Chỉ số", "Thi đua", "Nhân sự"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("role", "labels", "behind"),
    [
        (Role.OFFICER, OFFICER, ["Chỉ số", "Thi đua"]),
        (Role.COORDINATOR, ["Toàn xã", *OFFICER], ["Kế hoạch", "Chỉ số", "Thi đua"]),
        (Role.LEADER, ["Toàn xã", *OFFICER], ["Kế hoạch", "Chỉ số", "Thi đua"]),
        (Role.REVIEWER, ABOVE, ["Chỉ số", "Thi đua"]),
        (Role.ADMINISTRATOR, ADMINISTRATOR, ["Kế hoạch", "Chỉ số", "Thi đua", "Nhân sự"]),
    ],
)
def test_navigation_by_role(role, labels, behind):
    """All of them at a desk; on a phone four at most and, behind "Thêm", those that are not in its bar."""
    nav = side(request_for(role)).partition("<nav")[2].partition("</nav>")[0]
    desk, _, more = nav.partition('<li class="more">')
    assert re.findall(r"</svg>\s*([^<]+?)\s*<", desk) == labels
    assert re.findall(r"</svg>\s*([^<]+?)\s*</a", more) == behind
    bar = re.findall(r"<li>\s*<a.*?</svg>\s*([^<]+?)\s*<", desk, re.DOTALL)
    assert (len(bar) <= 4, sorted([*bar, *behind])) == (True, sorted(labels))


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("view", "here"),
    [
        ("tasks:mine", ["/tasks/mine/"]),
        ("tasks:detail", ["/tasks/list/"]),
        ("reports:overview", ["/reports/overview/"]),
        ("orgs:profile", []),
    ],
)
def test_navigation_shows_where_one_is(view, here):
    html = side(request_for(Role.COORDINATOR, view))
    assert re.findall(r'href="([^"]+)"\s+aria-current="page"', html) == here


@pytest.mark.urls(__name__)
def test_nobody_sees_no_navigation():
    html = side(request_for())
    assert ("<nav" in html, "Đăng xuất" in html) == (False, False)
