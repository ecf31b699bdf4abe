"""Addresses of appraising."""

from typing import Any

from indices.enums import Stage
from indices.forms.appraising import known_judged
from indices.models import Mark
from tests.indices.judging import leaf
from tests.marked import Marked
from tests.visiting import ABOVE, ALL, REVIEWER, REVIEWER_AWAY, Address, Statuses, words

RUNNERS: Statuses = (403, 403, 403, 200, 403)
RUNNERS_AWAY: Statuses = (403, 403, 403, 302, 403)
ABOVE_AWAY: Statuses = (404, 404, 404, 302, 302)
DAYS = {"opens_on": "01/06/2023", "closes_on": "30/06/2023", "explain_by": "", "publish_by": ""}
DECISION = words(number="345/QĐ-UBND", decided_on="09/06/2023", signer="Trịnh Quốc Đạt")


def last_mark(found: Marked, code: str) -> Mark:
    """The team's word in the round that is judged."""
    return Mark.objects.filter(
        assessment=found.home["judged"], stage=Stage.FIRST, criterion=leaf(found.home["round"], code)
    ).latest("pk")


def area_judged(found: Marked) -> dict[str, Any]:
    """The first area as it was shown, one criterion of it changed."""
    sent: dict[str, Any] = {"linh-vuc": "1"}
    for code in ("1.1", "1.2", "1.3"):
        one = last_mark(found, code)
        sent |= {
            f"c{one.criterion_id}-{name}": value for name, value in known_judged(one).items() if value is not False
        }
    return sent | {f"c{last_mark(found, '1.1').criterion_id}-choice": "2"}


def survey_changed(found: Marked) -> dict[str, Any]:
    one = last_mark(found, "3.1")
    key = f"{one.assessment_id}-{one.criterion_id}"
    return {f"o-{key}": "20,5", f"seen-{key}": one.pk}


def new_round(found: Marked) -> dict[str, Any]:
    body = found.cast.quang_trung.pk
    return DAYS | {"bo": found.home["round"].criteria_set_id, "name": "Đợt hai", "body": body}


def new_member(found: Marked) -> dict[str, Any]:
    user = found.cast.people["noivu"].pk
    return {"person": f"{user}-{found.cast.home_affairs.pk}", "part": "council"}


ADDRESSES: tuple[Address, ...] = (
    Address("indices:rounds", ALL),
    Address("indices:round_new", RUNNERS, RUNNERS_AWAY, sent=new_round, writers="reviewer"),
    Address("indices:round", ALL, on=("round",)),
    Address("indices:round", ALL, on=("published_round",)),
    Address(
        "indices:round_steps",
        None,
        ABOVE_AWAY,
        on=("round",),
        sent=lambda found: {"buoc": "tell", "body": found.home["judged"].pk},
        writers="reviewer",
    ),
    Address(
        "indices:round_days",
        REVIEWER,
        REVIEWER_AWAY,
        on=("round",),
        sent=words(**DAYS | {"closes_on": "05/07/2023", "reason": "Theo đề nghị của xã"}),
        writers="reviewer",
    ),
    Address("indices:round_team", REVIEWER, REVIEWER_AWAY, on=("round",), sent=new_member, writers="reviewer"),
    Address(
        "indices:round_team_leave",
        None,
        REVIEWER_AWAY,
        on=("round",),
        sent=lambda found: {"member": found.home["appraiser"].pk},
        writers="reviewer",
    ),
    Address(
        "indices:survey_marks",
        ABOVE,
        (404, 404, 404, 302, 422),
        on=("round",),
        sent=survey_changed,
        writers="reviewer",
    ),
    Address("indices:ranking", ABOVE, on=("round",)),
    Address("indices:ranking", ALL, on=("published_round",)),
    Address("indices:publish", REVIEWER, (404, 404, 404, 422, 404), on=("round",), sent=DECISION),
    Address("indices:publish", REVIEWER_AWAY, REVIEWER_AWAY, on=("published_round",), sent=DECISION),
    Address("indices:appraise", ABOVE, ABOVE_AWAY, on=("judged",), sent=area_judged, writers="reviewer"),
    Address("indices:appraise", ABOVE, on=("published_judged",), posts=ABOVE_AWAY),
    Address("indices:appraise_agree", None, ABOVE_AWAY, on=("judged",)),
    Address("indices:appraise_take", None, ABOVE_AWAY, on=("judged",)),
    Address("indices:appraise_tell", None, ABOVE_AWAY, on=("judged",), writers="reviewer"),
    Address("indices:appraise_tell_again", None, ABOVE_AWAY, on=("judged",)),
    Address("indices:appraise_decide", None, ABOVE_AWAY, on=("judged",)),
    Address(
        "indices:appraise_back",
        None,
        (404, 404, 404, 302, 422),
        on=("judged",),
        sent=words(reason="Thiếu minh chứng."),
        writers="reviewer",
    ),
    Address("indices:result_slip", ABOVE, on=("judged", "format")),
    Address("indices:result_slip", ALL, on=("published_judged", "format")),
)
