"""Campaigns as they are read: the list, one campaign, its papers."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.journal import events_of
from cchc.paper.blocks import Outline
from cchc.web.clock import local_today
from cchc.web.downloads import CONTENT_TYPES, file_response
from indices.ballots import Ballot
from indices.eligibility import Rule
from indices.enums import CampaignState, NominationState, RewardTime
from indices.forms.emulation import occasions_of
from indices.looks import FILE_LOOKS
from indices.models import Campaign, Nomination
from indices.papers.awards import AwardFacts, list_outline, list_workbook, minutes_outline, submission_outline
from indices.papers.campaigns import awarded_workbook, campaigns_workbook, registration_outline, registration_workbook
from indices.papers.files import drawn
from indices.queries.award_papers import (
    IN_LISTS,
    authorities_of,
    award_facts,
    award_rows,
    campaign_rows,
    proposals_of,
)
from indices.queries.ballots import ballots_of
from indices.queries.emulation import (
    awarded,
    campaign_list,
    campaign_of,
    council_of,
    entrant_ids,
    nominations_of,
    plans_with_campaign,
)
from indices.rules.emulation import (
    VOTED_ON,
    can_begin_campaign,
    can_close,
    can_decide_awards,
    can_extend,
    can_launch,
    can_register,
    can_set_council,
    can_write_campaign,
    runs_campaign,
    seat_of,
)
from indices.views.places import places
from plans.enums import SectionKind

PAGE_SIZE = 50
LOOKS = {CampaignState.DRAFT: "not_yet", CampaignState.LAUNCHED: "doing", CampaignState.CLOSED: "on_time"}
REGISTER, AWARDS = "dang-ky", "khen-thuong"
"""Which paper: the list of what was registered, the published list."""
PAPERS: dict[str, tuple[str, str, Callable[[AwardFacts], Outline]]] = {
    REGISTER: ("Danh sách đăng ký thi đua", "DS", registration_outline),
    "danh-sach": ("Danh sách đề nghị khen thưởng", "DS", list_outline),
    "to-trinh": ("Tờ trình đề nghị khen thưởng", "TTr", submission_outline),
    "bien-ban": ("Biên bản hội đồng bỏ phiếu", "BB", minutes_outline),
}
WORKBOOKS: dict[str, Callable[[AwardFacts], bytes]] = {REGISTER: registration_workbook, "danh-sach": list_workbook}
STEPS_SHOWN = 30
WITHDRAWN = NominationState.WITHDRAWN


@require_GET
def campaigns(request: ActorRequest) -> HttpResponseBase:
    """Every campaign of the body, and those in which it takes part; with `tep=xlsx` as a workbook."""
    if request.GET.get("tep") == "xlsx":
        body = request.actor.organization
        data = campaigns_workbook(campaign_rows(campaign_list(request.actor), body.issuer_name, local_today()))
        return file_response(data, f"phong-trao-thi-dua-{body.code}", "xlsx")
    page = Paginator(campaign_list(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    may_write = can_begin_campaign(request.actor)
    context = {
        "places": places("emulation:campaigns"),
        "page": page,
        "rows": [{"campaign": one, "look": LOOKS[CampaignState(one.state)]} for one in page],
        "may_write": may_write,
        "plans": list(plans_with_campaign(request.actor)) if may_write else (),
    }
    return render(request, "emulation/campaigns.html", context)


@require_GET
def campaign(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One campaign: its files, what is competed in, who takes part, the council, what was granted."""
    found = campaign_in_reach(request, pk)
    today = local_today()
    files = nominations_of(request.actor, found)
    chosen, shown = _chosen(request, found, files)
    ballots = ballots_of(found, shown, today)
    council = council_of(found, today)
    parts = list(found.parts.all())
    context = {
        "campaign": found,
        "look": LOOKS[CampaignState(found.state)],
        "occasions": occasions_of(found),
        "chosen": chosen,
        "rows": [
            {"file": one, "look": FILE_LOOKS[NominationState(one.state)], "ballot": ballots[one.pk]} for one in shown
        ],
        "total": len(files),
        "awarded": awarded(found),
        "contents": [one for one in parts if one.kind == SectionKind.CONTENTS],
        "criteria": _criteria(parts),
        "rewards": list(found.rewards.all()),
        "requirements": [
            {"row": one, "words": Rule(one.kind, one.value, one.word).words} for one in found.requirements.all()
        ],
        "entrants": list(found.entrants.select_related("organization")),
        "council": council,
        "rule": Ballot(len(council), 0, 0, found.threshold).rule,
        "papers": _papers(found, chosen, files),
        "steps": steps_of(request, found),
        **_may(request, found, files),
    }
    return render(request, "emulation/campaign.html", context)


def _criteria(parts: list[Any]) -> list[dict[str, Any]]:
    """Criteria grouped by whom they are for."""
    groups = (("Tiêu chí chung", ""), ("Đối với tập thể", "collective"), ("Đối với cá nhân", "individual"))
    found = [
        {"title": title, "parts": [one for one in parts if (one.kind, one.subject) == (SectionKind.CRITERIA, subject)]}
        for title, subject in groups
    ]
    return [group for group in found if group["parts"]]


def _may(request: ActorRequest, found: Campaign, files: list[Nomination]) -> dict[str, Any]:
    """What this person can do here; each is the rule that guards the action."""
    actor, today = request.actor, local_today()
    waiting = sum(one.state in VOTED_ON for one in files)
    runs = runs_campaign(actor, found)
    seat = seat_of(actor, found.council.all(), today)
    votes = found.state == CampaignState.LAUNCHED and waiting and found.council.exists()
    return {
        "waiting": waiting,
        "may_write": can_write_campaign(actor, found),
        "may_launch": can_launch(actor, found),
        "may_close": can_close(actor, found),
        "may_extend": can_extend(actor, found),
        "may_register": can_register(actor, found, entrant_ids(found)),
        "may_set_council": can_set_council(actor, found),
        "may_vote": bool(votes and (seat or runs)),
        "may_decide": bool(waiting and can_decide_awards(actor, found)),
        "is_ours": actor.belongs_to(found.organization_id) or actor.looks_over,
    }


def _chosen(request: ActorRequest, found: Campaign, files: list[Nomination]) -> tuple[str, list[Nomination]]:
    """The occasion in the address ("yearly-2023"), else all."""
    wanted = request.GET.get("dip", "")
    if wanted not in dict(occasions_of(found)):
        return "", files
    return wanted, [one for one in files if f"{one.time}-{one.year}" == wanted]


def _papers(found: Campaign, chosen: str, files: list[Nomination]) -> list[dict[str, Any]]:
    """Links to the papers of the chosen occasion; where none is chosen, of the first that has proposals, else files."""
    named = [
        (occasion, label, [one for one in files if f"{one.time}-{one.year}" == occasion and one.state != WITHDRAWN])
        for occasion, label in occasions_of(found)
        if chosen in ("", occasion)
    ]
    named.sort(key=lambda one: not any(file.state in IN_LISTS for file in one[2]))
    for occasion, label, own in named:
        if own:
            return _paper_links(found, occasion, label, [one for one in own if one.state in IN_LISTS])
    return []


def _paper_links(found: Campaign, occasion: str, label: str, proposed: list[Nomination]) -> list[dict[str, Any]]:
    wanted: list[tuple[str, str, tuple[str, ...]]] = [(REGISTER, "", ("docx", "pdf", "xlsx"))]
    if proposed:
        wanted.append(("danh-sach", "", ("docx", "pdf", "xlsx")))
        wanted += [("to-trinh", one, ("docx", "pdf")) for one in authorities_of(proposed)]
        wanted += [("bien-ban", "", ("docx", "pdf"))] if found.council.exists() else []
    return [
        {
            "label": f"{PAPERS[key][0]}{f' trình {whom}' if whom else ''}, {label[:1].lower()}{label[1:]}",
            "files": [
                {"label": kind.upper(), "url": f"{reverse('emulation:paper', args=[found.pk, kind])}?{asked}"}
                for kind in kinds
                for asked in [urlencode({"mau": key, "dip": occasion} | ({"cap": whom} if whom else {}))]
            ],
        }
        for key, whom, kinds in wanted
    ]


@require_GET
def paper(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """A paper of one occasion as a file: `mau` which, `dip` of when, `cap` to whom a submission goes. The published
    list is for everybody who reads the campaign."""
    found = campaign_in_reach(request, pk)
    if (request.GET.get("mau"), kind) == (AWARDS, "xlsx"):
        data = awarded_workbook(award_rows(found, awarded(found), local_today()))
        return file_response(data, f"{AWARDS}-{found.organization.code}", kind)
    key, wanted = request.GET.get("mau", "danh-sach"), request.GET.get("dip", occasions_of(found)[0][0])
    if key not in PAPERS or kind not in CONTENT_TYPES or (kind == "xlsx" and key not in WORKBOOKS):
        raise Http404
    if wanted not in dict(occasions_of(found)) or not (
        request.actor.belongs_to(found.organization_id) or request.actor.looks_over
    ):
        raise Http404
    _, symbol, outline_of = PAPERS[key]
    time, _, year = wanted.partition("-")
    whom = _addressee(request, found, RewardTime(time), int(year)) if key == "to-trinh" else ""
    facts = award_facts(
        request.actor,
        found,
        symbol=symbol,
        time=RewardTime(time),
        year=int(year),
        addressee=whom,
        is_registration=key == REGISTER,
        today=local_today(),
    )
    data = WORKBOOKS[key](facts) if kind == "xlsx" else drawn(outline_of(facts), facts.as_of, kind)
    return file_response(data, f"{key}-{wanted}-{found.organization.code}", kind)


def _addressee(request: ActorRequest, found: Campaign, time: RewardTime, year: int) -> str:
    """Whom a submission goes to: as asked for, else the first authority that anything is asked of."""
    known = authorities_of(proposals_of(request.actor, found, time, year))
    asked = request.GET.get("cap", "")
    if not known or (asked and asked not in known):
        raise Http404
    return asked or known[0]


def steps_of(request: ActorRequest, found: Campaign | Nomination) -> list[dict[str, Any]]:
    """What happened to it, newest first: who did what when."""
    events = events_of(request.actor, [found])[:STEPS_SHOWN]
    return [{"at": one.at, "who": one.actor_name, "what": one.verb} for one in events]


def campaign_in_reach(request: ActorRequest, pk: int) -> Campaign:
    found = campaign_of(request.actor, pk)
    if found is None:
        raise Http404
    return found
