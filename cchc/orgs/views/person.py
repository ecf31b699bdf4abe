"""One person's account: name, password, closing; and every role in the bodies within reach."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.account_fields import AccountForm
from cchc.orgs.actions.accounts import change_account, reset_password, set_active, unlock
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization, User
from cchc.orgs.pages import people_places, show_passwords, shown, with_fresh_mark
from cchc.orgs.queries.people import user_of
from cchc.orgs.queries.staff import StaffLine, failures_of, roles_of
from cchc.orgs.refusals import Refused, Stale
from cchc.orgs.rules import can_give_role, can_manage_account, can_manage_people
from cchc.orgs.terms import Facts, facts_of_user, mark_of
from cchc.orgs.views.people import ONLY_ADMINISTRATOR, UNPROCESSABLE
from cchc.web.clock import local_now, local_today


@require_http_methods(["GET", "POST"])
def person(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Everything about one person; sending mends the account."""
    user, lines = _person(request, pk)
    facts = facts_of_user(user)
    form = AccountForm(request.POST or None, initial=_initial(user))
    stale: Facts | None = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_account(
                actor=request.actor,
                user=user,
                organization=_home(request, lines),
                seen=form.cleaned_data["seen"],
                wanted=form.newcomer(),
                now=local_now(),
            )
        except Stale as refusal:
            stale = facts
            with_fresh_mark(form, facts)
            form.add_error(None, refusal.message)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã sửa tài khoản." if changed else "Không có gì đổi.")
            return redirect("orgs:person", pk)
    context = {
        "person": user,
        "lines": lines,
        "form": form,
        "stale": shown(stale),
        "may_manage": can_manage_account(request.actor, user, local_today()),
        "may_give": can_give_role(request.actor, user, request.actor.organization),
        "failures": failures_of(user),
        "places": people_places("orgs:people"),
    }
    return render(request, "orgs/people_person.html", context, status=UNPROCESSABLE if form.errors else 200)


def _initial(user: User) -> dict[str, str]:
    names = {"full_name": user.full_name, "username": user.username, "email": user.email}
    return names | {"seen": mark_of(facts_of_user(user))}


@require_POST
def password(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A password for one use, shown once."""
    user, lines = _person(request, pk)
    try:
        opened = reset_password(actor=request.actor, user=user, organization=_home(request, lines), now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("orgs:person", pk)
    return show_passwords(request, [opened], f"Đã đặt lại mật khẩu của {user}; mật khẩu cũ không dùng được nữa.")


@require_POST
def close(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Nobody signs in with the account any more; open sessions end at their next request."""
    return _deed(request, pk, "Đã khóa tài khoản.", _set(active=False))


@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponseBase:
    return _deed(request, pk, "Đã mở lại tài khoản.", _set(active=True))


@require_POST
def release(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Forget failed sign-ins."""
    return _deed(request, pk, "Đã mở khóa đăng nhập.", _release)


Deed = Callable[[ActorRequest, User, Organization], None]


def _deed(request: ActorRequest, pk: int, said: str, deed: Deed) -> HttpResponseBase:
    user, lines = _person(request, pk)
    try:
        deed(request, user, _home(request, lines))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("orgs:person", pk)


def _set(*, active: bool) -> Deed:
    def deed(request: ActorRequest, user: User, home: Organization) -> None:
        set_active(actor=request.actor, user=user, organization=home, active=active, now=local_now())

    return deed


def _release(request: ActorRequest, user: User, home: Organization) -> None:
    unlock(actor=request.actor, user=user, organization=home, now=local_now())


def _person(request: ActorRequest, pk: int) -> tuple[User, list[StaffLine]]:
    """The person with his roles within reach; out of reach he does not exist, and administrators alone look closer."""
    user = user_of(request.actor, pk)
    if user is None:
        raise Http404
    if not can_manage_people(request.actor, request.actor.organization):
        raise PermissionDenied(ONLY_ADMINISTRATOR)
    return user, roles_of(request.actor, user, today=local_today())


def _home(request: ActorRequest, lines: list[StaffLine]) -> Organization:
    """In whose journal it stands what is done to an account: the person's first body that one manages, those in which
    he still is before others."""
    bodies = [line.membership.organization for line in sorted(lines, key=lambda line: line.is_over)]
    return next((body for body in bodies if can_manage_people(request.actor, body)), request.actor.organization)
