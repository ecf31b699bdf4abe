"""One's own account: roles, which reminders come, where mail goes, the private calendar."""

from smtplib import SMTPException
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.actions.reminders import choose_reminders, make_feed_key, revoke_feed_key, set_address
from cchc.orgs.forms.reminders import AddressForm, ReminderForm
from cchc.orgs.http import ActorRequest
from cchc.orgs.mailing import absolute, address_mail, is_mail_set_up
from cchc.orgs.queries.feeds import feed_key_of
from cchc.orgs.queries.notices import choice_of
from cchc.orgs.queries.people import memberships_of
from cchc.web.clock import local_now, local_today

SALT = "orgs.address"
LINK_LASTS = 3 * 24 * 3600
NOT_SENT = "Chưa gửi được thư xác nhận tới địa chỉ này; hãy xem lại địa chỉ, hoặc thử lại sau ít phút."
NO_SERVER = "Hệ thống chưa có máy chủ thư nên chưa xác nhận được địa chỉ; hãy báo người quản trị máy chủ."
EXPIRED = "Liên kết xác nhận đã quá 3 ngày; hãy ghi lại địa chỉ để nhận thư xác nhận mới."


@require_GET
def profile(request: ActorRequest) -> HttpResponseBase:
    return _page(request)


@require_POST
def reminders(request: ActorRequest) -> HttpResponseBase:
    """Which reminders come, and whether by mail."""
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, reminder_form=form)
    choose_reminders(actor=request.actor, now=local_now(), **form.choice())
    messages.success(request, "Đã lưu cách nhắc việc.")
    return redirect("orgs:profile")


@require_POST
def address(request: ActorRequest) -> HttpResponseBase:
    """Ask a new address whether it is right, before anything is kept; an empty one ends mail at once."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, address_form=form)
    given = form.cleaned_data["email"]
    if not given:
        set_address(actor=request.actor, address="", now=local_now())
        messages.success(request, "Đã xóa địa chỉ thư; thông báo chỉ còn trên hệ thống.")
    elif given == request.user.email:
        messages.info(request, "Địa chỉ này đang dùng, không có gì thay đổi.")
    elif fault := _ask(request, given):
        form.add_error("email", fault)
        return _page(request, status=422, address_form=form)
    else:
        words = f"Đã gửi thư xác nhận tới {given}; hãy mở liên kết trong thư trong 3 ngày. Chưa có gì thay đổi."
        messages.success(request, words)
    return redirect("orgs:profile")


def _ask(request: ActorRequest, given: str) -> str:
    """Send the mail that asks; what went wrong, "" for nothing."""
    if not is_mail_set_up():
        return NO_SERVER
    token = signing.dumps({"user": request.user.pk, "address": given}, salt=SALT)
    try:
        address_mail(request.user, given, token).send()
    except (SMTPException, OSError, ValueError):
        return NOT_SENT
    return ""


@require_http_methods(["GET", "POST"])
def confirm_address(request: ActorRequest, token: str) -> HttpResponseBase:
    """The link of that mail: whoever reads it and is signed in as who asked confirms with a press."""
    try:
        asked = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    if asked["user"] != request.user.pk:
        raise Http404
    try:
        signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.SignatureExpired:
        messages.warning(request, EXPIRED)
        return redirect("orgs:profile")
    if request.method == "POST":
        set_address(actor=request.actor, address=asked["address"], now=local_now())
        messages.success(request, f"Thư nhắc việc từ nay gửi tới {asked['address']}.")
        return redirect("orgs:profile")
    return render(request, "orgs/confirm_address.html", {"address": asked["address"]})


@require_POST
def feed(request: ActorRequest) -> HttpResponseBase:
    """A new calendar address, shown this once; or none any more."""
    if request.POST.get("do") == "thu-hoi":
        revoke_feed_key(actor=request.actor, now=local_now())
        messages.success(request, "Đã thu hồi địa chỉ lịch; ứng dụng lịch không còn đọc được nữa.")
        return redirect("orgs:profile")
    secret = make_feed_key(actor=request.actor, now=local_now())
    return _page(request, feed_url=absolute(reverse("reports:feed", args=[secret])))


def _page(request: ActorRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    choice = choice_of(request.user)
    days = [str(day) for day in choice.days_before]
    page = {
        "memberships": memberships_of(request.user, today=local_today()),
        "reminder_form": ReminderForm(initial={"by_mail": choice.by_mail, "days_before": days}),
        "address_form": AddressForm(initial={"email": request.user.email}),
        "feed_key": feed_key_of(request.user),
        "has_mail": is_mail_set_up(),
    }
    return render(request, "orgs/profile.html", page | more, status=status)
