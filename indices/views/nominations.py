"""A competitor's file as he writes it: registered, assessed, withdrawn. What the system knows of it stands on the page
that `reports` shows."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused, Stale
from cchc.web.clock import local_now, local_today
from indices.actions.nominations import assess_nomination, register_nomination, withdraw_nomination
from indices.enums import RewardTime, SubjectKind
from indices.forms.emulation import AssessForm, RegisterForm
from indices.models import CampaignPart, Nomination
from indices.queries.emulation import entrant_ids, nomination_of, people_to_register, sections_of
from indices.rules.emulation import can_assess, can_register, speaks_for, writes_file
from indices.views.emulation import campaign_in_reach
from plans.enums import SectionKind

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def register(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Somebody of this body takes part: an official himself, or whom the coordinator names."""
    campaign, today = campaign_in_reach(request, pk), local_today()
    actor = request.actor
    if not can_register(actor, campaign, entrant_ids(campaign)):
        raise Http404
    is_speaker = speaks_for(actor, actor.organization.pk)
    people = people_to_register(actor, today)
    if not is_speaker:
        people = [one for one in people if one.user_id == actor.user.pk] if actor.user else []
    initial = {
        "subject": SubjectKind.COLLECTIVE.value,
        "occasion": f"{RewardTime.YEARLY.value}-{min(max(today.year, campaign.from_on.year), campaign.to_on.year)}",
        "user": None if is_speaker or not people else people[0].user_id,
    }
    given = request.POST if request.method == "POST" else None
    form = RegisterForm(given, initial=initial, campaign=campaign, people=people, is_speaker=is_speaker)
    if request.method == "POST" and form.is_valid():
        try:
            found = register_nomination(actor=actor, campaign_id=pk, wanted=form.wanted(), now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã đăng ký thi đua: {found.name}.")
            return redirect("reports:nomination", pk=found.pk)
    sections = sections_of(actor, today) if is_speaker else ()
    context = {"campaign": campaign, "form": form, "is_speaker": is_speaker, "sections": sections}
    return render(request, "emulation/register.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "POST"])
def assess(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What the competitor says of himself, criterion by criterion."""
    found = _file(request, pk)
    if not can_assess(request.actor, found):
        messages.error(request, "Hồ sơ này không còn ở bước tự đánh giá.")
        return redirect("reports:nomination", pk=pk)
    parts = criteria_for(found)
    form = AssessForm(request.POST if request.method == "POST" else None, nomination=found, parts=parts)
    theirs: Nomination | None = None
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                _assess(request, pk, form)
            except Stale as conflict:
                form.add_error(None, conflict.message)
                theirs, status = _file(request, pk), CONFLICT
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, "Đã lưu tự đánh giá.")
                return redirect("reports:nomination", pk=pk)
    context = {
        "file": found,
        "form": form,
        "theirs": theirs,
        "said": [(one.text, theirs.assessment.get(str(one.pk), "")) for one in parts] if theirs else (),
        "revision": theirs.revision if theirs else form["revision"].value() or "",
    }
    return render(request, "emulation/assess.html", context, status=status)


def _assess(request: ActorRequest, pk: int, form: AssessForm) -> None:
    assess_nomination(
        actor=request.actor,
        nomination_id=pk,
        assessment=form.assessment(),
        summary=form.cleaned_data["summary"],
        pledge=form.cleaned_data["pledge"],
        seen_revision=form.cleaned_data["revision"] or 0,
        now=local_now(),
    )


def criteria_for(found: Nomination) -> list[CampaignPart]:
    """The criteria that concern this competitor; where the campaign has none, its contents."""
    parts = list(found.campaign.parts.all())
    wanted = [one for one in parts if one.kind == SectionKind.CRITERIA and one.subject in ("", found.subject)]
    return wanted or parts


@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take a file back before the council has voted."""
    _file(request, pk)
    try:
        withdraw_nomination(
            actor=request.actor, nomination_id=pk, reason=request.POST.get("reason", ""), now=local_now()
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã rút hồ sơ; có thể đăng ký lại khi còn hạn.")
    return redirect("reports:nomination", pk=pk)


def _file(request: ActorRequest, pk: int) -> Nomination:
    """A file that this person writes; 404 for others."""
    found = nomination_of(request.actor, pk)
    if found is None or not writes_file(request.actor, found):
        raise Http404
    return found
