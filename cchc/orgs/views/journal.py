"""The audit trail of a body."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.history import journal_entries
from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.journal import journal
from cchc.orgs.rules import can_read_journal

JOURNAL_PAGE = 50


@require_GET
def journal_page(request: ActorRequest) -> HttpResponseBase:
    """Every change of the body: who, when, what, before and after."""
    if not can_read_journal(request.actor):
        raise PermissionDenied("Chỉ điều phối, lãnh đạo, cơ quan theo dõi và người quản trị xem được nhật ký chung.")
    page = Paginator(journal(request.actor), JOURNAL_PAGE).get_page(request.GET.get("page"))
    return render(request, "orgs/journal.html", {"page": page, "entries": journal_entries(page.object_list)})
