"""Signing in and out, one's own account, changing between memberships, the people of a body."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.actions import note_password_change
from cchc.orgs.forms import SignInForm
from cchc.orgs.history import journal_entries
from cchc.orgs.http import ActorRequest
from cchc.orgs.middleware import SESSION_KEY
from cchc.orgs.queries import journal, memberships_of, people_of
from cchc.orgs.rules import can_read_journal
from cchc.web.clock import local_now, local_today

JOURNAL_PAGE = 50


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """The sign-in page; somebody already signed in goes to his first page."""

    authentication_form = SignInForm
    redirect_authenticated_user = True
    template_name = "registration/login.html"


class ChangePasswordView(PasswordChangeView):
    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("orgs:profile")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_valid(form)
        if actor := getattr(self.request, "actor", None):
            note_password_change(actor=actor, user=form.user, now=local_now())
        messages.success(self.request, "Đã đổi mật khẩu.")
        return response


@require_GET
def profile(request: ActorRequest) -> HttpResponseBase:
    """One's own account: memberships and what each lets one do."""
    memberships = memberships_of(request.user, today=local_today())
    return render(request, "orgs/profile.html", {"memberships": memberships})


@require_http_methods(["GET", "POST"])
def switch(request: ActorRequest) -> HttpResponseBase:
    """Work in another of one's memberships."""
    memberships = list(memberships_of(request.user, today=local_today()))
    if request.method == "POST":
        chosen = next((m for m in memberships if str(m.pk) == request.POST.get("membership")), None)
        if chosen is None:
            messages.error(request, "Vai trò này không còn hiệu lực; hãy chọn vai trò khác trong danh sách.")
            return redirect("orgs:switch")
        request.session[SESSION_KEY] = chosen.pk
        messages.success(request, f"Đang làm việc tại {chosen.organization} ({chosen.get_role_display()}).")
        return redirect("home")
    return render(request, "orgs/switch.html", {"memberships": memberships})


@require_GET
def journal_page(request: ActorRequest) -> HttpResponseBase:
    """Every change of the body: who, when, what, before and after."""
    if not can_read_journal(request.actor):
        raise PermissionDenied("Chỉ điều phối, lãnh đạo, cơ quan theo dõi và người quản trị xem được nhật ký chung.")
    page = Paginator(journal(request.actor), JOURNAL_PAGE).get_page(request.GET.get("page"))
    return render(request, "orgs/journal.html", {"page": page, "entries": journal_entries(page.object_list)})


@require_GET
def people(request: ActorRequest) -> HttpResponseBase:
    """Who works in the bodies within reach, with which role and posts."""
    context = {
        "memberships": people_of(request.actor, today=local_today()),
        "may_read_journal": can_read_journal(request.actor),
    }
    return render(request, "orgs/people.html", context)
