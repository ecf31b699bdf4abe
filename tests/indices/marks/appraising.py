"""Marked objects of appraising: a round that is judged and one that is published, each over one commune alone."""

from datetime import date
from typing import Any

from cchc.orgs.models import Organization
from indices.actions.appraising import appraise
from indices.actions.judging import take_up
from indices.actions.marks import Word, write_mark
from indices.actions.publishing import Decision, publish
from indices.actions.stepping import take_step
from indices.enums import Stage, TeamPart
from indices.models import Assessment, Round, TeamMember
from indices.scoring.rules import Entry
from indices.transitions import Step
from tests.cast import Cast, at
from tests.indices.judging import FULL, assessment_in, decided, leaf
from tests.indices.sets import round_over, small_set
from tests.marking import mark

NOW = at("2023-06-09 10:00")
LATER = at("2023-07-03 15:00")


def mark_appraising(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Both communes in rounds of their own, so that neither reaches the other's."""
    home |= _rounds(cast, cast.quang_trung, "vptk", mark("selfscore"), 2081)
    away |= _rounds(cast, cast.ba_dinh, "ba-dinh.vptk", "Ba Đình tự chấm", 2083)


def _rounds(cast: Cast, body: Organization, who: str, said: str, year: int) -> dict[str, Any]:
    """One being judged, with a member of the team; one published."""
    open_round = _round(cast, body, year)
    one = assessment_in(open_round, body)
    noivu = cast.actors["noivu"]
    _say(cast, one, who, said)
    take_step(actor=cast.actors[who], assessment=one, step=Step.SUBMIT, now=NOW)
    take_up(actor=noivu, assessment_id=one.pk, now=NOW)
    words = FULL | {"1.1": Word(Entry(choice=1), text="Ban hành sau ngày 31/12.")}
    by_id = {leaf(open_round, code).pk: said for code, said in words.items()}
    appraise(actor=noivu, assessment_id=one.pk, words=by_id, now=NOW)
    assert noivu.user is not None
    member = TeamMember.objects.create(
        round=open_round, user=noivu.user, organization=cast.home_affairs, part=TeamPart.APPRAISER
    )
    done = _round(cast, body, year + 1)
    _say(cast, assessment_in(done, body), who, said)
    decided(cast, assessment_in(done, body), FULL)
    decision = Decision("345/QĐ-UBND", date(2023, 7, 3), "Người ký")
    done = publish(actor=noivu, round_id=done.pk, decision=decision, now=LATER)
    return {
        "round": open_round,
        "judged": one,
        "appraiser": member,
        "published_round": done,
        "published_judged": assessment_in(done, body),
    }


def _say(cast: Cast, one: Assessment, who: str, said: str) -> None:
    word, criterion = Word(FULL["1.1"].entry, text=said), leaf(one.round, "1.1")
    write_mark(actor=cast.actors[who], assessment=one, criterion=criterion, stage=Stage.SELF, word=word, now=NOW)


def _round(cast: Cast, body: Organization, year: int) -> Round:
    found = small_set(cast.district, year=year, name=f"Bộ tiêu chí của {body}")
    return round_over(cast, found, body)
