"""Rules of every request: content policy, size, sign-in, the same error pages in a demonstration as in service."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import MiddlewareNotUsed, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from cchc.web import views

GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("django.request")
READING_METHODS = ("GET", "HEAD", "OPTIONS")
TEMPORARY = 307


class PolicyMiddleware:
    """Scripts, styles and images come from this host alone; nothing inline runs; nothing private is kept by proxies."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = "; ".join(f"{name} {source}" for name, source in settings.CONTENT_SECURITY_POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class SizeMiddleware:
    """A body far above the largest file is refused before it is read; forms name the limit for what is nearer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.REQUEST_MAX_BYTES:
            return views.too_large(request)
        return self.get_response(request)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sign-in is required unless a view says otherwise. A form sent after the session ended comes back to its page,
    a script is told in one sentence, so that what was typed stays."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        to_sign_in = super().process_view(request, view_func, view_args, view_kwargs)
        if to_sign_in is None:
            return None
        if request.headers.get("HX-Request"):
            return views.expired(request)
        if request.method in READING_METHODS:
            return to_sign_in
        if request.POST.get("giu"):
            return _with_what_was_typed(request)
        messages.warning(request, "Phiên làm việc đã hết hạn, chưa lưu: hãy đăng nhập lại rồi gửi lần nữa.")
        return redirect_to_login(_page_before(request), settings.LOGIN_URL)


class ErrorPageMiddleware:
    """Under DEBUG Django shows pages for programmers; people who try the demonstration get ours."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            resolve(request.path_info)
        except Resolver404 as error:
            return views.not_found(request, error)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        pages: tuple[tuple[Any, Callable[[HttpRequest, Exception], HttpResponse]], ...] = (
            (Http404, views.not_found),
            (PermissionDenied, views.forbidden),
            (SuspiciousOperation, views.bad_request),
        )
        for kind, page in pages:
            if isinstance(exception, kind):
                return page(request, exception)
        logger.error("Internal Server Error: %s", request.path, exc_info=exception)
        return views.server_error(request)


def _with_what_was_typed(request: HttpRequest) -> HttpResponseBase:
    """The browser sends the same form on to the sign-in page (307), which carries it through."""
    words = urlencode({"next": _page_before(request), "gui": request.get_full_path()})
    response = HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{words}")
    response.status_code = TEMPORARY
    return response


def _page_before(request: HttpRequest) -> str:
    """The page the form was on, as far as it is ours."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return urlsplit(referer)._replace(scheme="", netloc="", fragment="").geturl()
    return "/"
