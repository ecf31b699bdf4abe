"""What the environment may say, what is refused, and what every answer carries."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import timezone

from cchc.environment import day_of_demo, public_hosts, secret_key, site_url
from cchc.web import client as clients
from cchc.web import clock, views
from cchc.web.context import frame
from cchc.web.middleware import ErrorPageMiddleware
from tests.sources import ROOT

SAFE_KEY = "k9-Zq2vT7wLx4RbN8mYc3HsJ6dFg1PuEaQo5iXtW0zKlBnMvCr"
SERVICE = {"DEBUG": "0", "SECRET_KEY": SAFE_KEY, "ALLOWED_HOSTS": "cchc.quangtrung.vn"}
PRINTED = """
import json
from django.conf import settings as s
print(json.dumps({name: getattr(s, name) for name in %s}, default=str))
"""


def start(tmp_path, *names: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with only these variables, printing the named settings."""
    place = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cchc.settings"}
    return subprocess.run(
        [sys.executable, "-c", PRINTED % (names,)],
        cwd=ROOT,
        env={**place, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "SECRET_KEY chưa đặt hoặc không an toàn"),
        ({**SERVICE, "SECRET_KEY": "x" * 60}, "SECRET_KEY chưa đặt hoặc không an toàn"),
        ({**SERVICE, "SECRET_KEY": f"django-insecure-{SAFE_KEY}"}, "SECRET_KEY chưa đặt hoặc không an toàn"),
        ({**SERVICE, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS chưa đặt"),
        ({**SERVICE, "ALLOWED_HOSTS": "a.vn,*"}, "ALLOWED_HOSTS không được là *"),
        ({"DEBUG": "1", "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS không được là *"),
        ({**SERVICE, "TODAY": "2023-06-10"}, "TODAY chỉ dùng khi chạy thử"),
        ({"DEBUG": "1", "TODAY": "31/02/2023"}, "TODAY=31/02/2023 không phải là một ngày"),
    ],
)
def test_unsafe_environment_is_refused_with_one_sentence(tmp_path, environment, sentence):
    outcome = start(tmp_path, "DEBUG", **environment)
    assert outcome.returncode == 1
    assert sentence in outcome.stderr.splitlines()[-1]


def test_service_is_strict(tmp_path):
    names = (
        "DEBUG",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "TODAY",
    )
    outcome = start(tmp_path, *names, **SERVICE)
    assert json.loads(outcome.stdout) == dict(zip(names, (False, True, True, True, 31536000, None), strict=True))


def test_database_and_queue_come_from_the_environment(tmp_path):
    servers = {"DATABASE_URL": "postgres://u:p@db:5432/cchc", "REDIS_URL": "redis://queue:6379/0"}
    outcome = json.loads(start(tmp_path, "DATABASES", "CELERY_BROKER_URL", "CACHES", **SERVICE, **servers).stdout)
    assert outcome["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert outcome["DATABASES"]["default"]["HOST"] == "db"
    assert "OPTIONS" not in outcome["DATABASES"]["default"]
    assert outcome["CELERY_BROKER_URL"] == "redis://queue:6379/0"
    assert outcome["CACHES"]["default"]["LOCATION"] == "redis://queue:6379/0"


def test_nothing_set_means_embedded(tmp_path):
    outcome = json.loads(start(tmp_path, "DATABASES", "CELERY_BROKER_URL", "MEDIA_ROOT", DEBUG="1").stdout)
    assert outcome["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert outcome["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert outcome["CELERY_BROKER_URL"] == "folder://localhost"
    assert outcome["MEDIA_ROOT"] == str(tmp_path / "media")


def test_key_of_a_working_copy_is_made_once_and_kept_private(tmp_path):
    kept_in = tmp_path / "secret-key"
    made = secret_key("", debug=True, kept_in=kept_in)
    assert len(made) >= 50
    assert secret_key("", debug=True, kept_in=kept_in) == made
    assert kept_in.stat().st_mode & 0o777 == 0o600
    assert secret_key("given", debug=True, kept_in=kept_in) == "given"


@pytest.mark.parametrize("words", ["2023-06-10", "10/06/2023", " 10/06/2023 "])
def test_day_is_written_either_way(words):
    assert day_of_demo(words, debug=True) == date(2023, 6, 10)


@pytest.mark.parametrize(
    ("given", "debug", "url"),
    [
        ("", True, "http://127.0.0.1:8000"),
        ("", False, "https://cchc.vn"),
        ("https://xa.vn/", False, "https://xa.vn"),
        ("http://10.0.0.5:8080", True, "http://10.0.0.5:8080"),
    ],
)
def test_links_in_mail_begin_with_the_address_of_the_site(given, debug, url):
    assert site_url(given, hosts=[".cchc.vn"], debug=debug, port="8000") == url


@pytest.mark.parametrize(
    "given", ["xa.vn", "http://xa.vn", "ftp://xa.vn", "https://", "https://xa.vn/cchc/", "https://xa.vn/?a=1"]
)
def test_an_address_of_the_site_that_is_none_is_refused(given):
    with pytest.raises(ImproperlyConfigured, match="hãy viết như https://cchc"):
        site_url(given, hosts=[".cchc.vn"], debug=False, port="8000")


def test_working_copy_answers_locally():
    assert public_hosts([], debug=True) == ["localhost", "127.0.0.1", "[::1]"]


def test_clock_keeps_the_day_of_the_demonstration(settings):
    settings.TODAY = date(2023, 6, 10)
    assert clock.local_today() == date(2023, 6, 10)
    assert clock.local_now().utcoffset().total_seconds() == 7 * 3600
    assert frame(HttpRequest()) == {"frame": {"today": date(2023, 6, 10), "demo": True, "release": ""}}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_address_of_a_client_cannot_be_made_up(settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert clients.address(request) == address


# Answers, through a tree of addresses of our own


def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("tốt")


fine.login_required = False  # type: ignore[attr-defined]


def closed(request: HttpRequest) -> HttpResponse:
    raise AssertionError("nobody gets here")


def failing(request: HttpRequest, kind: str) -> HttpResponse:
    raise {"missing": Http404, "denied": PermissionDenied("Chỉ lãnh đạo được duyệt."), "broken": ValueError}[kind]


failing.login_required = False  # type: ignore[attr-defined]


def writing(request: HttpRequest) -> HttpResponse:
    Group.objects.create(name=request.method or "")
    return HttpResponse("đã ghi")


writing.login_required = False  # type: ignore[attr-defined]

urlpatterns = [path("mo/", fine), path("ghi/", writing), path("kin/", closed), path("loi/<kind>/", failing)]
handler400, handler403, handler404, handler500 = (
    f"cchc.web.views.{name}" for name in ("bad_request", "forbidden", "not_found", "server_error")
)
own_addresses = pytest.mark.urls(__name__)


@own_addresses
def test_every_answer_carries_the_policy(client):
    headers = client.get("/mo/").headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"


@own_addresses
def test_sign_in_is_required_unless_a_view_says_otherwise(client):
    answer = client.get("/kin/?trang=2")
    assert (answer.status_code, answer.url) == (302, "/dang-nhap/?next=/kin/%3Ftrang%3D2")


@own_addresses
def test_form_sent_after_the_session_comes_back_to_its_page(client):
    answer = client.post("/kin/", headers={"referer": "http://testserver/viec/?ky=2"})
    assert (answer.status_code, answer.url) == (302, "/dang-nhap/?next=/viec/%3Fky%3D2")
    elsewhere = client.post("/kin/", headers={"referer": "http://evil.example/viec/"})
    assert elsewhere.url == "/dang-nhap/?next=/"


@own_addresses
def test_script_is_told_that_the_session_ended(client):
    answer = client.post("/kin/", headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert answer.content.decode() == (
        "Phiên làm việc đã hết hạn, chưa lưu: hãy đăng nhập lại ở một thẻ khác rồi lưu lần nữa ở đây."
    )


@own_addresses
def test_body_beyond_all_limits_is_refused_unread(client, settings):
    settings.REQUEST_MAX_BYTES = 1000
    answer = client.post("/mo/", {"text": "x" * 2000}, headers={"hx-request": "true"})
    assert answer.status_code == 413
    assert answer.content.decode() == "Tệp gửi lên quá lớn, chưa lưu gì: hãy chọn tệp không quá 20 MB rồi gửi lại."


@own_addresses
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/khong-co/", 404, "Không có trang này, hoặc nó thuộc đơn vị khác"),
        ("/loi/missing/", 404, "Không có trang này, hoặc nó thuộc đơn vị khác"),
        ("/loi/denied/", 403, "Chỉ lãnh đạo được duyệt."),
        ("/loi/broken/", 500, "Hệ thống gặp lỗi, lỗi đã được ghi lại"),
    ],
)
@pytest.mark.parametrize("debug", [False, True])
def test_refusal_is_the_same_page_in_service_and_in_a_demonstration(settings, debug, address, status, words):
    settings.DEBUG = debug
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert answer.templates[0].name == "error.html"


@own_addresses
def test_form_of_an_older_sign_in_is_told_to_reload():
    answer = Client(enforce_csrf_checks=True).post("/mo/")
    assert answer.status_code == 403
    assert "Trang này mở từ phiên đăng nhập trước" in answer.content.decode()


def test_text_too_long_is_named():
    answer = views.bad_request(RequestFactory().get("/", headers={"hx-request": "true"}), RequestDataTooBig())
    assert (answer.status_code, answer.content.decode()) == (
        400,
        "Dữ liệu gửi lên quá lớn: hãy quay lại, rút ngắn nội dung hoặc gửi từng phần.",
    )


def sign_in(password: str, address: str) -> AbstractBaseUser | None:
    request = RequestFactory().post("/dang-nhap/", REMOTE_ADDR=address)
    return authenticate(request, username="vptk", password=password)


def test_fifth_wrong_password_locks_for_a_quarter_of_an_hour(db):
    user = get_user_model().objects.create_user("vptk", password="Cai-cach-2023")
    for _ in range(4):
        assert sign_in("sai", "10.0.0.1") is None
    assert sign_in("Cai-cach-2023", "10.0.0.1") == user
    for _ in range(5):
        assert sign_in("sai", "10.0.0.1") is None
    assert sign_in("Cai-cach-2023", "10.0.0.1") is None
    assert sign_in("Cai-cach-2023", "10.0.0.2") == user
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in("Cai-cach-2023", "10.0.0.1") == user


@own_addresses
@pytest.mark.django_db(transaction=True)
def test_reading_client_refuses_to_write(client):
    with pytest.raises(AssertionError, match="a reading request writes: INSERT"):
        client.get("/ghi/")
    assert client.post("/ghi/").status_code == 200


def test_pages_for_programmers_are_replaced_only_where_django_would_show_them(settings):
    settings.DEBUG = False
    with pytest.raises(MiddlewareNotUsed):
        ErrorPageMiddleware(fine)
