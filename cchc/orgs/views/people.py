"""People and their roles: the list, a new person, a further role, a role to mend."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.actions.people import add_membership, change_membership, engage
from cchc.orgs.enums import Role
from cchc.orgs.forms.people import EngageForm, TermForm
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Membership, Organization, User
from cchc.orgs.pages import people_places, show_passwords, shown, with_fresh_mark
from cchc.orgs.queries.people import membership_of, posts_of_body, user_of
from cchc.orgs.queries.staff import STATES, StaffFilter, bodies_of, gaps, managed_body, staff_ids, staff_lines
from cchc.orgs.refusals import Refused, Stale
from cchc.orgs.rules import (
    can_change_membership,
    can_give_role,
    can_manage_people,
    can_read_journal,
    grantable_roles,
)
from cchc.orgs.terms import Facts, facts_of_membership, mark_of
from cchc.web.clock import local_now, local_today

PAGE = 50
UNPROCESSABLE = 422
ONLY_ADMINISTRATOR = "Chỉ người quản trị của đơn vị, hoặc của cấp trên, mới sửa được nhân sự."
NOT_THIS = "Vai trò này đã thôi, là của chính anh chị, hoặc ở đơn vị ngoài địa bàn: anh chị chỉ xem được."


@require_GET
def people(request: ActorRequest) -> HttpResponseBase:
    """Who works in the bodies within reach, with which role and posts, from when to when; what is amiss there."""
    today = local_today()
    asked = request.GET
    wanted = StaffFilter(
        asked.get("don-vi", ""), asked.get("vai-tro", ""), asked.get("tinh-trang", ""), asked.get("q", "").strip()
    )
    bodies = bodies_of(request.actor)
    page = Paginator(staff_ids(request.actor, wanted, today=today), PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "lines": staff_lines(request.actor, list(page.object_list), today=today),
        "wanted": wanted,
        "filtered": wanted != StaffFilter(),
        "bodies": bodies,
        "one_body": len(bodies) == 1,
        "roles": Role.choices(),
        "states": STATES,
        "gaps": gaps(request.actor, bodies, today=today) if can_read_journal(request.actor) else None,
        "may_manage": can_manage_people(request.actor, request.actor.organization),
        "may_read_journal": can_read_journal(request.actor),
        "places": people_places("orgs:people"),
    }
    return render(request, "orgs/people.html", context)


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponseBase:
    """A new person of a body: account, role and posts in one form; the password for one use is shown once."""
    body = _body_asked_for(request)
    form = EngageForm(
        request.POST or None,
        roles=grantable_roles(request.actor, body),
        posts=posts_of_body(body, today=local_today()),
        initial={"valid_from": local_today()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = engage(
                actor=request.actor, newcomer=form.newcomer(), organization=body, now=local_now(), **form.term()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return show_passwords(request, [opened], f"Đã thêm {opened.user} vào {body}.")
    return _form_page(request, "orgs/people_add.html", form, {"body": body, "bodies": _managed_bodies(request)})


@require_http_methods(["GET", "POST"])
def give(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A further role for somebody who has an account."""
    user = _user(request, pk)
    body = _body_asked_for(request)
    if not can_give_role(request.actor, user, body):
        raise PermissionDenied("Không ai tự giao vai trò cho mình; hãy nhờ một người quản trị khác.")
    form = TermForm(
        request.POST or None,
        roles=grantable_roles(request.actor, body),
        posts=posts_of_body(body, today=local_today()),
        initial={"valid_from": local_today()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_membership(actor=request.actor, user=user, organization=body, now=local_now(), **form.term())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã giao vai trò cho {user} ở {body}.")
            return redirect("orgs:person", pk)
    context = {"body": body, "bodies": _managed_bodies(request), "person": user}
    return _form_page(request, "orgs/people_give.html", form, context)


@require_http_methods(["GET", "POST"])
def role(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Mend a role: what it is, its posts, its days. A second save over another's is refused with both versions."""
    found = membership_of(request.actor, pk)
    if found is None:
        raise Http404
    if not can_change_membership(request.actor, found, local_today()):
        raise PermissionDenied(NOT_THIS if can_manage_people(request.actor, found.organization) else ONLY_ADMINISTRATOR)
    form = _role_form(request, found)
    stale: Facts | None = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = change_membership(
                actor=request.actor, membership=found, seen=seen, now=local_now(), **form.term()
            )
        except Stale as refusal:
            stale = facts_of_membership(found)
            with_fresh_mark(form, stale)
            form.add_error(None, refusal.message)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã sửa vai trò của {found.user}." if changed else "Không có gì đổi.")
            return redirect("orgs:person", found.user_id)
    return _form_page(request, "orgs/people_role.html", form, {"membership": found, "stale": shown(stale)})


def _role_form(request: ActorRequest, membership: Membership) -> TermForm:
    """Offers the posts of today and those held; the role held stays choosable."""
    body = membership.organization
    posts = dict.fromkeys([*posts_of_body(body, today=local_today()), *membership.positions.all()])
    return TermForm(
        request.POST or None,
        roles=grantable_roles(request.actor, body),
        posts=posts,
        initial={
            "role": membership.role,
            "positions": [str(post.pk) for post in membership.positions.all()],
            "valid_from": membership.valid_from,
            "valid_to": membership.valid_to,
            "seen": mark_of(facts_of_membership(membership)),
        },
    )


def _form_page(request: ActorRequest, template: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    context |= {"form": form, "places": people_places("orgs:people")}
    return render(request, template, context, status=UNPROCESSABLE if form.errors else 200)


def _body_asked_for(request: ActorRequest) -> Organization:
    """The body of `?don-vi=`; out of reach it does not exist."""
    if not can_manage_people(request.actor, request.actor.organization):
        raise PermissionDenied(ONLY_ADMINISTRATOR)
    found = managed_body(request.actor, request.GET.get("don-vi", ""))
    if found is None:
        raise Http404
    return found


def _managed_bodies(request: ActorRequest) -> list[Organization]:
    return [body for body in bodies_of(request.actor) if can_manage_people(request.actor, body)]


def _user(request: ActorRequest, pk: int) -> User:
    found = user_of(request.actor, pk)
    if found is None:
        raise Http404
    return found
