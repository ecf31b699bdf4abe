"""Who hears of a campaign, of a proposal, of a decision, of an initiative; and nobody votes on his own file."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc.orgs.models import Notice
from cchc.orgs.refusals import Refused
from indices.actions.awards import Decided, Voted, cast_votes, decide_awards
from indices.actions.campaigns import add_council_member
from indices.actions.initiatives import refuse_initiative
from indices.enums import RewardTime
from indices.models import Campaign, CouncilMember, Vote
from indices.queries.award_papers import award_facts
from indices.queries.ballots import ballots_of
from tests.cast import NOW, TODAY, Cast
from tests.indices import ideas
from tests.indices.contest import launched, own_campaign, proposed, seated, user_pk

pytestmark = pytest.mark.django_db
PAPER: dict[str, Any] = {"number": "12/QĐ-UBND", "decided_on": date(2023, 6, 10), "issuer": "UBND thị xã Bỉm Sơn"}


def told(part: str) -> set[str]:
    return {one.user.display_name for one in Notice.objects.filter(text__contains=part).select_related("user")}


def test_a_launch_is_told_to_who_answers_for_each_body(cast: Cast) -> None:
    launched(cast)
    heard = told("phát động phong trào")
    assert {"Người vptk", "Người chutich", "Người ba-dinh.vptk"} <= heard
    assert ("Người tpht" in heard, "Người tx.ct" in heard) == (False, False)


def test_a_campaign_of_ones_own_is_told_to_everybody_but_its_leader(cast: Cast) -> None:
    own_campaign(cast, 1)
    heard = told("phát động phong trào")
    assert {"Người vptk", "Người tpht", "Người vhxh"} <= heard
    assert "Người chutich" not in heard


def test_a_proposal_and_its_decision_are_told(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign, subject="individual", user_id=user_pk(cast, "tpht"))
    assert told("chờ hội đồng xét") >= {"Người tx.vp", "Người tx.ct"}
    decided = Decided(granted=(found.pk,), **PAPER)
    decide_awards(actor=cast.actors["tx.ct"], campaign_id=campaign.pk, decided=decided, now=NOW)
    assert told("theo Quyết định số 12/QĐ-UBND ngày 10/06/2023") >= {"Người tpht", "Người vptk"}


def test_the_authors_hear_of_their_initiative(cast: Cast) -> None:
    found = ideas.registered(cast)
    refuse_initiative(actor=cast.actors["vptk"], initiative_id=found.pk, reason="Đã có từ trước", now=NOW)
    assert told("không được công nhận; lý do: Đã có từ trước") == {"Người tpht"}


def seats(cast: Cast, campaign: Campaign) -> list[CouncilMember]:
    """An official of the body whose file it is, and two others."""
    own = add_council_member(
        actor=cast.actors["tx.vp"], campaign_id=campaign.pk, name="Người tpht", title="", user=None, now=NOW
    )
    return [own, *seated(cast, campaign, "Ông A", "Bà B")]


def test_nobody_votes_on_himself_and_the_others_decide(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign, subject="individual", user_id=user_pk(cast, "tpht"))
    own, *others = seats(cast, campaign)
    more: dict[str, Any] = {"actor": cast.actors["tx.vp"], "campaign_id": campaign.pk, "now": NOW}
    with pytest.raises(Refused) as met:
        cast_votes(member_id=own.pk, votes={found.pk: Voted(True)}, **more)
    assert "không bỏ phiếu về hồ sơ của chính mình" in met.value.message
    assert not Vote.objects.exists()
    for one in others:
        cast_votes(member_id=one.pk, votes={found.pk: Voted(True)}, **more)
    ballot = ballots_of(campaign, [found], TODAY)[found.pk]
    assert ballot.words == "2/2 đồng ý, 1 không bỏ phiếu cho chính mình"
    assert (ballot.needed, ballot.is_carried, ballot.silent) == (2, True, 0)


def test_a_council_of_himself_alone_carries_nothing(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign, subject="individual", user_id=user_pk(cast, "tpht"))
    seated(cast, campaign, "Người tpht")
    assert not ballots_of(campaign, [found], TODAY)[found.pk].is_carried


def test_a_person_named_is_never_registered_as_the_whole_body(cast: Cast, settings: Any) -> None:
    settings.TODAY = TODAY
    campaign = launched(cast)
    sent = {"subject": "collective", "user": user_pk(cast, "tpht"), "name": "", "occasion": "yearly-2023"}
    answer = cast.client("vptk").post(f"/thi-dua/{campaign.pk}/dang-ky/", sent)
    assert (answer.status_code, "hãy chọn “Cá nhân”" in answer.content.decode()) == (422, True)
    assert not campaign.nominations.exists()


def test_a_launched_campaign_is_not_opened_for_mending(cast: Cast, settings: Any) -> None:
    settings.TODAY = TODAY
    campaign = launched(cast)
    answer = cast.client("tx.vp").get(f"/thi-dua/{campaign.pk}/sua/")
    assert (answer.status_code, answer["Location"]) == (302, f"/thi-dua/{campaign.pk}/")


def test_a_submission_leaves_out_what_the_council_did_not_carry(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign)
    (member,) = seated(cast, campaign, "Ông A")

    def asked() -> list[str]:
        facts = award_facts(
            cast.actors["tx.vp"],
            campaign,
            symbol="TTr",
            time=RewardTime.YEARLY,
            year=2023,
            addressee="Chủ tịch UBND thị xã",
            today=TODAY,
        )
        return [one.name for one in facts.nominees]

    assert asked() == ["Xã Quang Trung"]
    more: dict[str, Any] = {"actor": cast.actors["tx.vp"], "campaign_id": campaign.pk, "now": NOW}
    cast_votes(member_id=member.pk, votes={found.pk: Voted(False)}, **more)
    assert asked() == []


def test_registrations_awards_and_campaigns_are_taken_as_excel(cast: Cast, settings: Any) -> None:
    settings.TODAY = TODAY
    campaign = launched(cast)
    found = proposed(cast, campaign)
    decided = Decided(granted=(found.pk,), **PAPER)
    decide_awards(actor=cast.actors["tx.ct"], campaign_id=campaign.pk, decided=decided, now=NOW)
    paper = f"/thi-dua/{campaign.pk}/giay-to/xlsx/?mau="
    town, neighbour = cast.client("tx.vp"), cast.client("ba-dinh.vptk")
    assert "Không trễ hạn" in cells(town.get(f"{paper}dang-ky").content)
    assert neighbour.get(f"{paper}dang-ky").status_code == 404
    assert {"Xã Quang Trung", "12/QĐ-UBND"} <= cells(neighbour.get(f"{paper}khen-thuong").content)
    assert campaign.name in cells(town.get("/thi-dua/?tep=xlsx").content)


def cells(data: bytes) -> set[Any]:
    """Every value of the first sheet."""
    rows = load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    return {value for row in rows for value in row if value is not None}


def test_a_decision_is_offered_in_the_name_of_who_rewards(cast: Cast, settings: Any) -> None:
    settings.TODAY = TODAY
    campaign = launched(cast)
    proposed(cast, campaign)
    page = cast.client("tx.ct").get(f"/thi-dua/{campaign.pk}/quyet-dinh/").content.decode()
    assert 'name="issuer" value="Chủ tịch UBND thị xã"' in page
