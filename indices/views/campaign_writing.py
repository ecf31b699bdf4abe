"""Writing a campaign: by hand, from a plan, mended; launched, closed; its council."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused, Stale
from cchc.web.clock import local_now, local_today
from indices.actions.campaigns import (
    LAUNCHED,
    NO_RIGHT,
    CampaignWords,
    add_council_member,
    begin_campaign,
    close_campaign,
    draw_campaign,
    drop_campaign,
    end_council_member,
    launch_campaign,
    save_campaign,
)
from indices.enums import CampaignState, RewardTime, SubjectKind
from indices.forms.emulation import (
    CampaignForm,
    ClosingForm,
    CouncilForm,
    RequirementRows,
    RewardRows,
    known_campaign,
    known_requirements,
    known_rewards,
)
from indices.models import Campaign, CouncilMember
from indices.queries.emulation import council_member_of, people_to_register, possible_entrants
from indices.rules.emulation import (
    can_begin_campaign,
    can_close,
    can_launch,
    can_set_council,
    can_write_campaign,
    runs_campaign,
)
from indices.views.emulation import campaign_in_reach
from indices.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """A campaign written by hand, begun with the usual forms of reward."""
    if not can_begin_campaign(request.actor):
        raise PermissionDenied(NO_RIGHT)
    if request.method == "POST":
        return _save(request, None)
    bodies = possible_entrants(request.actor)
    today = local_today()
    initial = {
        "from_on": today,
        "to_on": today.replace(month=12, day=31),
        "threshold": 50,
        "entrants": [body.pk for body in bodies if body != request.actor.organization] or [bodies[0].pk],
    }
    form = CampaignForm(initial=initial, bodies=bodies)
    return _page(request, form, RewardRows(initial=_usual(request), prefix="r"), RequirementRows(prefix="c"), None)


def _usual(request: ActorRequest) -> list[dict[str, str]]:
    """Giấy khen of the chairman, for collectives and for individuals."""
    chairman = f"Chủ tịch {request.actor.organization.government.issuer_name}".replace("Ủy ban nhân dân", "UBND")
    reward = {"name": "Giấy khen", "authority": chairman, "time": RewardTime.YEARLY.value}
    return [reward | {"subject": subject.value} for subject in SubjectKind]


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A draft is mended; a launched campaign is no longer."""
    found = _own(request, pk)
    if not can_write_campaign(request.actor, found):
        messages.error(request, LAUNCHED)
        return redirect("emulation:campaign", pk=pk)
    if request.method == "POST":
        return _save(request, found)
    rewards = RewardRows(initial=known_rewards(found.rewards.all()), prefix="r")
    rules = RequirementRows(initial=known_requirements(found.requirements.all()), prefix="c")
    form = CampaignForm(initial=known_campaign(found), bodies=possible_entrants(request.actor))
    return _page(request, form, rewards, rules, found)


def _save(request: ActorRequest, found: Campaign | None) -> HttpResponseBase:
    """Keep what was typed; where it cannot be stored, on the page."""
    form = CampaignForm(request.POST, bodies=possible_entrants(request.actor))
    rewards, rules = RewardRows(request.POST, prefix="r"), RequirementRows(request.POST, prefix="c")
    if not all(one.is_valid() for one in (form, rewards, rules)):
        return _page(request, form, rewards, rules, found, status=UNPROCESSABLE)
    words = form.words(
        tuple(one for row in rewards if (one := row.reward())), tuple(rule for row in rules if (rule := row.wanted()))
    )
    try:
        saved = _store(request, form, words, found)
    except Stale as conflict:
        form.add_error(None, conflict.message)
        theirs = campaign_in_reach(request, found.pk) if found else None
        return _page(request, form, rewards, rules, theirs, theirs=theirs, status=CONFLICT)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, form, rewards, rules, found, status=UNPROCESSABLE)
    if "them" in request.POST:
        return redirect("emulation:campaign_edit", pk=saved.pk)
    messages.success(request, "Đã lưu phong trào; lãnh đạo xem lại rồi bấm “Phát động”.")
    return redirect("emulation:campaign", pk=saved.pk)


def _store(request: ActorRequest, form: CampaignForm, words: CampaignWords, found: Campaign | None) -> Campaign:
    if found is None:
        return begin_campaign(actor=request.actor, words=words, plan_id=form.cleaned_data["plan"], now=local_now())
    return save_campaign(
        actor=request.actor,
        campaign_id=found.pk,
        words=words,
        seen_revision=form.cleaned_data["revision"] or 0,
        now=local_now(),
    )


def _page(
    request: ActorRequest,
    form: CampaignForm,
    rewards: Any,
    rules: Any,
    found: Campaign | None,
    *,
    theirs: Campaign | None = None,
    status: int = 200,
) -> HttpResponseBase:
    context = {
        "places": places("emulation:campaigns"),
        "form": form,
        "rewards": rewards,
        "rules": rules,
        "campaign": found,
        "theirs": theirs,
        "revision": theirs.revision if theirs else form["revision"].value() or "",
    }
    return render(request, "emulation/campaign_edit.html", context, status=status)


@require_POST
def draw(request: ActorRequest) -> HttpResponseBase:
    """A draft with everything a plan says of a campaign."""
    asked = request.POST.get("plan", "")
    try:
        found = draw_campaign(
            actor=request.actor, plan_id=int(asked) if asked.isdecimal() and len(asked) < 16 else 0, now=local_now()
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("emulation:campaigns")
    messages.success(request, "Đã lấy phong trào từ kế hoạch; hãy xem lại tiêu chí, hình thức khen, điều kiện.")
    return redirect("emulation:campaign_edit", pk=found.pk)


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Throw a draft away."""
    _own(request, pk)
    try:
        drop_campaign(actor=request.actor, campaign_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("emulation:campaign", pk=pk)
    messages.success(request, "Đã xóa bản soạn phong trào.")
    return redirect("emulation:campaigns")


@require_POST
def launch(request: ActorRequest, pk: int) -> HttpResponseBase:
    """From now on bodies register."""
    found = _own(request, pk)
    if not can_launch(request.actor, found) and found.state == CampaignState.DRAFT:
        raise Http404
    try:
        launch_campaign(actor=request.actor, campaign_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã phát động phong trào; các đơn vị tham gia đăng ký được từ bây giờ.")
    return redirect("emulation:campaign", pk=pk)


@require_http_methods(["GET", "POST"])
def close(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What was achieved, then nothing changes any more."""
    found = _own(request, pk)
    if not can_close(request.actor, found):
        raise Http404
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            closing = form.cleaned_data["closing"]
            close_campaign(actor=request.actor, campaign_id=pk, closing=closing, now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã tổng kết phong trào.")
            return redirect("emulation:campaign", pk=pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "emulation/campaign_close.html", {"campaign": found, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def council(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Who votes: the members, one more, one who leaves."""
    found, today = _own(request, pk), local_today()
    if not can_set_council(request.actor, found):
        raise Http404
    people = people_to_register(request.actor, today)
    form = CouncilForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        users = {one.user_id: one.user for one in people}
        try:
            add_council_member(
                actor=request.actor,
                campaign_id=pk,
                name=data["name"],
                title=data["title"],
                user=users.get(data["user"]),
                now=local_now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã thêm thành viên hội đồng.")
            return redirect("emulation:council", pk=pk)
    context = {"campaign": found, "form": form, "members": list(found.council.select_related("user")), "today": today}
    return render(request, "emulation/council.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def end_member(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A member leaves; what he voted stays in the history and no longer counts."""
    member: CouncilMember | None = council_member_of(request.actor, pk)
    if member is None or not can_set_council(request.actor, member.campaign):
        raise Http404
    end_council_member(actor=request.actor, member_id=pk, now=local_now())
    messages.success(request, f"{member.name} thôi tham gia hội đồng từ hôm nay.")
    return redirect("emulation:council", pk=member.campaign_id)


def _own(request: ActorRequest, pk: int) -> Campaign:
    """A campaign that this person writes; 404 for others."""
    found = campaign_in_reach(request, pk)
    if not runs_campaign(request.actor, found):
        raise Http404
    return found
