"""Signing in and out, one's own password, changing between memberships."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from cchc.orgs.actions.accounts import note_password_change
from cchc.orgs.forms.signing_in import OwnPasswordForm, SignInForm
from cchc.orgs.http import ActorRequest
from cchc.orgs.kept import keep, kept
from cchc.orgs.middleware import SESSION_KEY
from cchc.orgs.queries.people import memberships_of
from cchc.web.clock import local_now, local_today


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
        if first := memberships_of(form.get_user(), today=local_today()).first():
            self.request.session[SESSION_KEY] = first.pk
        found = kept(self.request.POST.get("kept", ""))
        if found is None:
            return response
        return render(self.request, "registration/resume.html", {"found": found, "back": self.get_success_url()})


class ChangePasswordView(PasswordChangeView):
    form_class = OwnPasswordForm
    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("orgs:profile")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_valid(form)
        note_password_change(actor=getattr(self.request, "actor", None), user=form.user, now=local_now())
        messages.success(self.request, "Đã đổi mật khẩu.")
        return response


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
