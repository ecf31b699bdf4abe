"""What one was told: the page behind the bell."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.actions.notices import open_notice, read_all
from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.notices import by_day, notices_unread_first
from cchc.orgs.queries.people import memberships_of
from cchc.web.clock import local_now, local_today

PAGE = 50


@require_GET
def notices(request: ActorRequest) -> HttpResponseBase:
    """What is new first, day by day; what waits in one's other bodies is named."""
    page = Paginator(notices_unread_first(request.actor), PAGE).get_page(request.GET.get("page"))
    others = [
        one
        for one in memberships_of(request.user, today=local_today()).prefetch_related(None)
        if one.unread and one.organization_id != request.actor.organization.pk
    ]
    days = by_day(page, today=local_today())
    return render(request, "orgs/notices.html", {"page": page, "days": days, "others": others})


@require_POST
def open_one(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Mark it as read and go to what it is about."""
    notice = open_notice(actor=request.actor, notice_id=pk, now=local_now())
    if notice is None:
        raise Http404
    is_ours = url_has_allowed_host_and_scheme(notice.path, None)
    return redirect(notice.path if is_ours else "orgs:notices")


@require_POST
def read(request: ActorRequest) -> HttpResponseBase:
    """Mark everything as read."""
    number = read_all(actor=request.actor, now=local_now())
    messages.success(request, f"Đã đánh dấu đã đọc {number} thông báo." if number else "Không có thông báo mới.")
    return redirect("orgs:notices")
