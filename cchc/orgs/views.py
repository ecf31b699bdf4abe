"""Signing in and out, one's own account, changing between memberships, the people of a body."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.actions import note_password_change
from cchc.orgs.forms import SignInForm
from cchc.orgs.history import journal_entries
from cchc.orgs.http import ActorRequest
from cchc.orgs.kept import keep, kept
from cchc.orgs.middleware import SESSION_KEY
from cchc.orgs.queries import journal, memberships_of, people_of
from cchc.orgs.rules import can_read_journal
from cchc.web.clock import local_now, local_today

JOURNAL_PAGE = 50


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """The sign-in page; somebody already signed in goes to his first page. A form whose session ended comes by here:
    after signing in it is shown again, to be sent with one press."""

    authentication_form = SignInForm
    redirect_authenticated_user = True
    template_name = "registration/login.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "username" in request.POST or "gui" not in request.GET:
            return super().post(request, *args, **kwargs)
        self.extra_context = {"kept": keep(request.POST, request.GET["gui"])}
        form = self.get_form_class()(request)
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        found = kept(self.request.POST.get("kept", ""))
        if found is None:
            return response
        return render(self.request, "registration/resume.html", {"found": found, "back": self.get_success_url()})


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
        return redirect(_place_after(request))
    return render(request, "orgs/switch.html", {"memberships": memberships})


def _place_after(request: ActorRequest) -> str:
    """Where the page that offered the change wants to go on; the first screen without a word or for another site."""
    wanted: str = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "home"


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
