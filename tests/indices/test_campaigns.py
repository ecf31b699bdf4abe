"""Campaigns through their actions: written, launched, registered in, proposed, voted on, decided."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused, Stale
from indices.achievements import Counted, from_json
from indices.actions.awards import Decided, Voted, cast_votes, decide_awards
from indices.actions.campaigns import (
    CampaignWords,
    add_council_member,
    begin_campaign,
    close_campaign,
    drop_campaign,
    end_council_member,
    extend_registration,
    launch_campaign,
    save_campaign,
)
from indices.actions.nominations import assess_nomination, propose_nomination, withdraw_nomination
from indices.eligibility import findings_from_json
from indices.enums import RewardTime
from indices.models import Campaign, Nomination, Vote
from indices.queries.award_papers import award_facts
from indices.queries.ballots import ballots_of
from indices.queries.emulation import awarded, campaign_of, nomination_of, nominations_of
from tests.cast import NOW, TODAY, Cast
from tests.indices.contest import (
    CLASS,
    LATE,
    PARTS,
    WELL,
    assessed,
    campaign_words,
    launched,
    proposed,
    registered,
    seated,
    town_people,
    user_pk,
)

pytestmark = pytest.mark.django_db
PAPER: dict[str, Any] = {"number": "12/QĐ-UBND", "decided_on": date(2023, 6, 10), "issuer": "UBND thị xã Bỉm Sơn"}


def draft(cast: Cast, **more: Any) -> Campaign:
    town_people(cast)
    return begin_campaign(actor=cast.actors["tx.vp"], words=campaign_words(cast, **more), now=NOW)


def refusal(doing: Any, kind: type[Refused] = Refused) -> str:
    with pytest.raises(kind) as met:
        doing()
    return met.value.message


def test_a_campaign_is_written_by_its_own_body_and_mended_until_launched(cast: Cast) -> None:
    found = draft(cast)
    words = campaign_words(cast, parts=PARTS[:2])
    saved = save_campaign(actor=cast.actors["tx.vp"], campaign_id=found.pk, words=words, seen_revision=1, now=NOW)
    assert [(part.kind, part.text) for part in saved.parts.all()] == [(one.kind, one.text) for one in PARTS[:2]]
    more: dict[str, Any] = {"campaign_id": found.pk, "words": words, "now": NOW}
    refusal(lambda: save_campaign(actor=cast.actors["tx.vp"], seen_revision=1, **more), Stale)
    assert campaign_of(cast.actors["vptk"], found.pk) is None
    refusal(lambda: launch_campaign(actor=cast.actors["tx.vp"], campaign_id=found.pk, now=NOW), Forbidden)
    launch_campaign(actor=cast.actors["tx.ct"], campaign_id=found.pk, now=NOW)
    assert campaign_of(cast.actors["vptk"], found.pk) == found
    said = refusal(lambda: save_campaign(actor=cast.actors["tx.vp"], seen_revision=2, **more))
    assert said == "Phong trào đã phát động nên nội dung, tiêu chí, hình thức khen và điều kiện không sửa được nữa."
    refusal(lambda: drop_campaign(actor=cast.actors["tx.vp"], campaign_id=found.pk, now=NOW))
    refusal(lambda: save_campaign(actor=cast.actors["tpht"], seen_revision=2, **more), Forbidden)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": " "}, "Hãy ghi tên phong trào."),
        ({"to_on": date(2022, 1, 1)}, "Ngày kết thúc đứng trước"),
        ({"register_by": date(2025, 1, 1)}, "Hạn đăng ký phải nằm trong"),
        ({"entrants": frozenset({987654})}, "không còn là đơn vị cấp dưới"),
        ({"requirements": (replace(LATE, rule=replace(LATE.rule, value=None)),)}, "hãy ghi con số phải đạt"),
        ({"requirements": (replace(LATE, rule=replace(LATE.rule, value=Decimal(101))),)}, "không thể quá 100 %"),
        ({"requirements": (replace(CLASS, rule=replace(CLASS.rule, word="")),)}, "hãy ghi loại thấp nhất"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, more: dict[str, Any], said: str) -> None:
    town_people(cast)
    words = campaign_words(cast, **more)
    assert said in refusal(lambda: begin_campaign(actor=cast.actors["tx.vp"], words=words, now=NOW))


def test_nothing_is_launched_half_written(cast: Cast) -> None:
    found = draft(cast, parts=(), rewards=(), entrants=frozenset())
    said = refusal(lambda: launch_campaign(actor=cast.actors["tx.ct"], campaign_id=found.pk, now=NOW))
    assert said == (
        "Phong trào chưa có nội dung hoặc tiêu chí thi đua, hình thức khen, đơn vị tham gia; hãy ghi đủ rồi phát động."
    )


def test_who_registers_whom(cast: Cast) -> None:
    """An official himself, the coordinator anybody of his body; twice is once; a body that takes no part nobody."""
    campaign = launched(cast)
    own = registered(cast, campaign, "tpht", subject="individual", user_id=user_pk(cast, "tpht"))
    assert (own.name, own.title) == ("Người tpht", "Công chức Tư pháp - Hộ tịch")
    again = registered(cast, campaign, "vptk", subject="individual", user_id=user_pk(cast, "tpht"))
    assert again == own
    other = user_pk(cast, "vhxh")
    refusal(lambda: registered(cast, campaign, "tpht", subject="individual", user_id=other), Forbidden)
    refusal(lambda: registered(cast, campaign, "tpht"), Forbidden)
    refusal(lambda: registered(cast, campaign, "tx.vp"), Forbidden)
    strange = user_pk(cast, "ba-dinh.tpht")
    refusal(lambda: registered(cast, campaign, "vptk", subject="individual", user_id=strange))
    assert "từ năm 2023 đến năm 2024" in refusal(lambda: registered(cast, campaign, year=2026))
    assert "năm 2024" in refusal(lambda: registered(cast, campaign, time="final", year=2023))


def test_the_day_to_register_by(cast: Cast) -> None:
    campaign = launched(cast, register_by=date(2023, 6, 9))
    assert "quá hạn đăng ký 09/06/2023" in refusal(lambda: registered(cast, campaign))


def test_neighbours_never_see_each_others_files(cast: Cast) -> None:
    campaign = launched(cast)
    ours, theirs = registered(cast, campaign), registered(cast, campaign, "ba-dinh.vptk")
    assert nominations_of(cast.actors["vptk"], campaign) == [ours]
    assert nominations_of(cast.actors["ba-dinh.vptk"], campaign) == [theirs]
    assert nomination_of(cast.actors["ba-dinh.vptk"], ours.pk) is None
    assert set(nominations_of(cast.actors["tx.vp"], campaign)) == {ours, theirs}
    assert set(nominations_of(cast.actors["noivu"], campaign)) == {ours, theirs}


def test_a_self_assessment_is_his_own_and_never_over_an_unseen_one(cast: Cast) -> None:
    campaign = launched(cast)
    found = assessed(cast, campaign)
    more: dict[str, Any] = {"nomination_id": found.pk, "assessment": {}, "pledge": "", "now": NOW}
    refusal(lambda: assess_nomination(actor=cast.actors["vptk"], summary="Khác", seen_revision=1, **more), Stale)
    refusal(lambda: assess_nomination(actor=cast.actors["tpht"], summary="Khác", seen_revision=2, **more), Forbidden)
    said = refusal(lambda: assess_nomination(actor=cast.actors["vptk"], summary=" ", seen_revision=2, **more))
    assert "Hãy ghi tự đánh giá" in said
    assert list(Nomination.objects.get(pk=found.pk).assessment.values()) == ["Cả năm không có hồ sơ trễ hạn"]


def test_not_met_refuses_with_rule_number_and_source(cast: Cast) -> None:
    campaign = launched(cast)
    late = replace(WELL, late_dossiers=Counted(Decimal(6), Decimal(100), "Số liệu quý I"))
    said = refusal(lambda: proposed(cast, campaign, known=late))
    assert said == (
        "Xã Quang Trung chưa đủ điều kiện nên không đề nghị được. Tỷ lệ hồ sơ trễ hạn nhiều nhất 5 %: "
        "Hồ sơ trễ hạn trên hồ sơ đã giải quyết: 6/100 (6 %); yêu cầu nhiều nhất 5 %. Nguồn: Số liệu quý I."
    )
    assert Nomination.objects.get(campaign=campaign).state == "assessed"


def test_without_figures_a_reason_is_asked_for_and_kept(cast: Cast) -> None:
    campaign = launched(cast, requirements=(LATE, CLASS))
    found = assessed(cast, campaign)
    more: dict[str, Any] = {
        "actor": cast.actors["vptk"],
        "nomination_id": found.pk,
        "reward_id": campaign.rewards.earliest("order").pk,
        "achievements": WELL,
        "now": NOW,
    }
    assert "Hãy ghi lý do vẫn đề nghị" in refusal(lambda: propose_nomination(**more))
    done = propose_nomination(**more, excused="Chỉ số năm 2022 chưa công bố")
    assert [one.verdict for one in findings_from_json(done.findings)] == ["met", "unknown"]
    assert done.excused == "Chỉ số năm 2022 chưa công bố"


def test_a_rule_concerns_its_level_and_subject_alone(cast: Cast) -> None:
    """The class is asked of departments here, the dossiers of collectives: an official meets neither."""
    campaign = launched(cast, requirements=(LATE, replace(CLASS, level="department")))
    person = proposed(cast, campaign, subject="individual", user_id=user_pk(cast, "tpht"))
    body = proposed(cast, campaign)
    assert (person.findings, len(body.findings)) == ([], 1)


def test_what_was_frozen_stays(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign)
    assert from_json(Nomination.objects.get(pk=found.pk).achievements) == WELL
    said = refusal(lambda: proposed(cast, campaign, known=replace(WELL, tasks=None)))
    assert "đã đề nghị" in said
    assert from_json(Nomination.objects.get(pk=found.pk).achievements) == WELL


def test_only_who_answers_for_the_body_proposes(cast: Cast) -> None:
    campaign = launched(cast)
    own: dict[str, Any] = {"subject": "individual", "user_id": user_pk(cast, "tpht")}
    refusal(lambda: proposed(cast, campaign, "tpht", **own), Forbidden)
    assert proposed(cast, campaign, "chutich", **own).state == "proposed"


def test_no_more_than_the_places_of_a_reward(cast: Cast) -> None:
    campaign = launched(cast)
    first = proposed(cast, campaign)
    said = refusal(lambda: proposed(cast, campaign, "ba-dinh.vptk"))
    assert said == (
        "Giấy khen (Chủ tịch UBND thị xã) chỉ được đề nghị nhiều nhất 1 tập thể; năm 2023 đã có 1. "
        "Hãy chọn hình thức khác, hoặc rút bớt một hồ sơ."
    )
    withdraw_nomination(actor=cast.actors["vptk"], nomination_id=first.pk, reason="Nhường", now=NOW)
    assert proposed(cast, campaign, "ba-dinh.vptk").state == "proposed"


def votes(cast: Cast, campaign: Campaign, member: int, found: Nomination, is_for: bool, who: str = "tx.vp") -> None:
    actor = cast.actors[who]
    cast_votes(actor=actor, campaign_id=campaign.pk, member_id=member, votes={found.pk: Voted(is_for)}, now=NOW)


def test_each_member_counts_once_and_the_last_vote_holds(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign)
    a, b, c = seated(cast, campaign, "Ông A", "Bà B", "Ông C")
    votes(cast, campaign, a.pk, found, False)
    votes(cast, campaign, a.pk, found, True)
    votes(cast, campaign, a.pk, found, True)
    ballot = ballots_of(campaign, [found], TODAY)[found.pk]
    assert (Vote.objects.count(), ballot.agreed, ballot.against, ballot.silent) == (2, 1, 0, 2)
    votes(cast, campaign, b.pk, found, True)
    assert Nomination.objects.get(pk=found.pk).state == "proposed"
    votes(cast, campaign, c.pk, found, False)
    assert Nomination.objects.get(pk=found.pk).state == "voted"
    end_council_member(actor=cast.actors["tx.vp"], member_id=b.pk, now=NOW)
    assert ballots_of(campaign, [found], TODAY)[found.pk].words == "1/2 đồng ý, 1 không đồng ý"
    refusal(lambda: votes(cast, campaign, b.pk, found, True), Forbidden)
    with pytest.raises(TypeError):
        Vote.objects.all().delete()


def test_a_member_votes_himself_and_nobody_else(cast: Cast) -> None:
    """The coordinator copies a paper vote in the member's name, and his own name stands beside it."""
    campaign = launched(cast)
    found = proposed(cast, campaign)
    leader = cast.actors["tx.ct"]
    seat = add_council_member(
        actor=cast.actors["tx.vp"], campaign_id=campaign.pk, name="", title="", user=leader.user, now=NOW
    )
    (other,) = seated(cast, campaign, "Bà B")
    votes(cast, campaign, seat.pk, found, True, "tx.ct")
    refusal(lambda: votes(cast, campaign, other.pk, found, True, "tx.ct"), Forbidden)
    votes(cast, campaign, other.pk, found, True)
    said = [(vote.member.name, vote.author_name) for vote in Vote.objects.order_by("pk")]
    assert said == [("Người tx.ct", "Người tx.ct"), ("Bà B", "Người tx.vp")]


def test_nothing_is_granted_that_the_council_did_not_carry(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign)
    a, b = seated(cast, campaign, "Ông A", "Bà B")
    votes(cast, campaign, a.pk, found, True)
    wanted = Decided(granted=(found.pk,), **PAPER)

    def decide(who: str = "tx.ct") -> Any:
        return decide_awards(actor=cast.actors[who], campaign_id=campaign.pk, decided=wanted, now=NOW)

    assert "Cần trên 50 % của 2 thành viên: ít nhất 2 phiếu đồng ý" in refusal(decide)
    votes(cast, campaign, b.pk, found, True)
    refusal(lambda: decide("tx.vp"), Forbidden)
    decision = decide()
    assert decision is not None
    kept = Nomination.objects.get(pk=found.pk)
    assert (kept.state, kept.decision) == ("granted", decision)
    assert "chờ quyết định" in refusal(decide)


def test_without_a_council_the_leader_decides_alone_and_it_is_said(cast: Cast) -> None:
    campaign = launched(cast, rewards=(replace(campaign_words(cast).rewards[0], most=None),))
    ours, theirs = proposed(cast, campaign), proposed(cast, campaign, "ba-dinh.vptk")
    more: dict[str, Any] = {"actor": cast.actors["tx.ct"], "campaign_id": campaign.pk, "now": NOW}
    refused = Decided(granted=(ours.pk,), refused={theirs.pk: " "}, **PAPER)
    assert "Hãy ghi lý do không khen thưởng Phường Ba Đình" in refusal(lambda: decide_awards(decided=refused, **more))
    facts = award_facts(cast.actors["tx.vp"], campaign, symbol="DS", time=RewardTime.YEARLY, year=2023, today=TODAY)
    assert facts.rule == "Phong trào không lập hội đồng nên không bỏ phiếu"
    decide_awards(decided=replace(refused, refused={theirs.pk: "Nhiều hồ sơ trễ"}), **more)
    assert [one.state for one in Nomination.objects.order_by("pk")] == ["granted", "refused"]
    assert [(one.name, one.reward) for one in awarded(campaign)] == [("Xã Quang Trung", "Giấy khen")]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"number": ""}, "Hãy ghi số, ngày"),
        ({"decided_on": date(2023, 6, 11)}, "không thể sau hôm nay"),
        ({"issuer": ""}, "Hãy ghi số, ngày"),
    ],
)
def test_a_decision_has_its_paper(cast: Cast, more: dict[str, Any], said: str) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign)
    wanted = Decided(granted=(found.pk,), **PAPER | more)
    actor = cast.actors["tx.ct"]
    assert said in refusal(lambda: decide_awards(actor=actor, campaign_id=campaign.pk, decided=wanted, now=NOW))


def test_a_double_press_makes_one_draft(cast: Cast) -> None:
    words = CampaignWords("Thi đua một lần", date(2023, 1, 1), date(2023, 12, 31))
    first = begin_campaign(actor=cast.actors["vptk"], words=words, now=NOW)
    assert begin_campaign(actor=cast.actors["vptk"], words=words, now=NOW) == first
    other = begin_campaign(actor=cast.actors["vptk"], words=replace(words, name="Thi đua khác"), now=NOW)
    assert other != first


def test_another_day_to_register_is_given_with_a_reason(cast: Cast) -> None:
    campaign = launched(cast)
    asked: dict[str, Any] = {"campaign_id": campaign.pk, "now": NOW}
    writer, late = cast.actors["tx.vp"], campaign.to_on + timedelta(days=1)
    assert "lý do" in refusal(lambda: extend_registration(actor=writer, until=TODAY, reason=" ", **asked))
    assert "Hạn đăng ký mới" in refusal(lambda: extend_registration(actor=writer, until=late, reason="Chậm", **asked))
    past = TODAY - timedelta(days=1)
    assert "Hạn đăng ký mới" in refusal(lambda: extend_registration(actor=writer, until=past, reason="Chậm", **asked))
    refusal(lambda: extend_registration(actor=cast.actors["vptk"], until=TODAY, reason="Chậm", **asked), Forbidden)
    extend_registration(actor=writer, until=TODAY, reason="Đơn vị đề nghị", **asked)
    campaign.refresh_from_db()
    assert campaign.register_by == TODAY
    said = Event.objects.get(object_type="indices.campaign", verb="Đổi hạn đăng ký thi đua")
    assert said.after == {"hạn đăng ký": f"{TODAY:%d/%m/%Y}", "lý do": "Đơn vị đề nghị"}


def test_a_closed_campaign_changes_no_more(cast: Cast) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign)
    more: dict[str, Any] = {"campaign_id": campaign.pk, "closing": "Phong trào lan tỏa", "now": NOW}
    assert "Còn 1 hồ sơ" in refusal(lambda: close_campaign(actor=cast.actors["tx.ct"], **more))
    withdraw_nomination(actor=cast.actors["vptk"], nomination_id=found.pk, reason="", now=NOW)
    refusal(lambda: close_campaign(actor=cast.actors["tx.vp"], **more), Forbidden)
    close_campaign(actor=cast.actors["tx.ct"], **more)
    refusal(lambda: registered(cast, campaign), Forbidden)
    verbs = Event.objects.filter(object_type="indices.campaign").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["Lập phong trào thi đua", "Phát động phong trào", "Tổng kết phong trào"]
