"""Somebody leaves a role: at once or after a day, with or without a successor; his duties stay with his posts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cchc.orgs.actions.accounts import Opened
from cchc.orgs.actions.people import end_membership, hand_over
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Membership, Position
from cchc.orgs.pages import show_passwords, shown, with_fresh_mark
from cchc.orgs.queries.people import membership_of
from cchc.orgs.refusals import Refused, Stale
from cchc.orgs.rules import can_change_membership
from cchc.orgs.terms import Facts, facts_of_membership, mark_of
from cchc.web.clock import local_now, local_today
from tasks.forms.posts import AT_ONCE, LeaveForm
from tasks.queries.posts import open_duties, possible_successors

UNPROCESSABLE = 422
NOT_THIS = (
    "Không cho thôi được ở đây: vai trò đã thôi, là của chính anh chị, hoặc anh chị không quản trị đơn vị này. "
    "Người quản trị khác của đơn vị hoặc của cấp trên làm được."
)


@require_http_methods(["GET", "POST"])
def leave(request: ActorRequest, pk: int) -> HttpResponseBase:
    """When he goes and who comes, beside how many duties wait in each of his posts."""
    found = membership_of(request.actor, pk)
    if found is None:
        raise Http404
    today = local_today()
    if not can_change_membership(request.actor, found, today):
        raise PermissionDenied(NOT_THIS)
    facts = facts_of_membership(found)
    form = LeaveForm(
        request.POST or None,
        colleagues=possible_successors(request.actor, found, today=today),
        initial={"when": AT_ONCE, "seen": mark_of(facts)},
    )
    stale: Facts | None = None
    if request.method == "POST" and form.is_valid():
        try:
            opened = _go(request, found, form)
        except Stale as refusal:
            stale = facts
            with_fresh_mark(form, facts)
            form.add_error(None, refusal.message)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            said = _said(found, form)
            if opened:
                return show_passwords(request, [opened], said)
            messages.success(request, said)
            return redirect("orgs:people")
    context = {"form": form, "membership": found, "stale": shown(stale), "posts": _posts(found)}
    return render(request, "tasks/leave.html", context, status=UNPROCESSABLE if form.errors else 200)


def _posts(found: Membership) -> list[tuple[Position, int]]:
    """The posts held, each with the duties it leads that are still owed."""
    posts = list(found.positions.all())
    counts = open_duties(posts)
    return [(post, counts.get(post.pk, 0)) for post in posts]


def _go(request: ActorRequest, found: Membership, form: LeaveForm) -> Opened | None:
    successor, seen = form.chosen(), form.cleaned_data["seen"]
    if successor is None:
        end_membership(actor=request.actor, membership=found, seen=seen, last_on=form.last_day, now=local_now())
        return None
    return hand_over(
        actor=request.actor,
        membership=found,
        seen=seen,
        last_on=form.last_day,
        successor=successor,
        now=local_now(),
    )


def _said(found: Membership, form: LeaveForm) -> str:
    day = form.last_day
    gone = f"{found.user} làm đến hết ngày {day:%d/%m/%Y}" if day else f"{found.user} đã thôi từ bây giờ"
    chosen = form.chosen()
    if chosen is None:
        return f"{gone}; chức danh chưa có người thay."
    name = getattr(chosen, "display_name", "") or chosen.full_name
    return f"{gone}; {name} nhận vai trò, chức danh và mọi việc còn lại."
