"""Rounds of the demonstration: the one of 2022, appraised and published with real steps, and one that is open now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cchc.orgs.models import Organization
from indices.actions.appraising import agree, appraise, mark_surveys
from indices.actions.judging import decide, take_up, tell_again, tell_result
from indices.actions.marks import Word
from indices.actions.publishing import Decision, publish
from indices.actions.rounds import Days, add_member, open_round
from indices.actions.scoring import mark_many
from indices.actions.submitting import Reply, send_explanation, submit_self
from indices.enums import RuleKind, TeamPart
from indices.models import Assessment, CriteriaSet, Criterion, Round
from indices.scoring.rules import Deduction, Entry, PerUnit
from reports.demo.indices_criteria import demo_set
from reports.demo.reports import moment
from reports.demo.year import actor_named

REVIEWER, CHAIRMAN, BODY, DEPARTMENT = "noivu.bimson", "chutich.bimson", "bim-son", "noi-vu-bim-son"
CODES = {"quang-trung": "vptk.quangtrung", "ba-dinh": "vptk.badinh"}
OPENED, SCORED, TAKEN = moment("2022-12-06T08:30"), moment("2022-12-26T15:00"), moment("2023-01-04T08:00")
TOLD, EXPLAINED, DECIDED = moment("2023-01-09T16:30"), moment("2023-01-12T10:00"), moment("2023-01-18T14:00")
PUBLISHED = moment("2023-01-31T09:00")
YEAR = Days(date(2022, 12, 8), date(2022, 12, 31), date(2023, 1, 15), date(2023, 1, 31))
HALF_YEAR = Days(date(2023, 6, 1), date(2023, 6, 30), date(2023, 7, 15), date(2023, 7, 31))
NAMES = {
    "year": "Xác định Chỉ số cải cách hành chính cấp xã năm 2022",
    "half": "Chấm thử 6 tháng đầu năm 2023",
}
SOURCE = "Theo báo cáo cải cách hành chính năm 2022 của đơn vị."
NONE_ISSUED = "Năm 2022 đơn vị không ban hành văn bản quy phạm pháp luật."


def _share(b: str, a: str) -> Entry:
    return Entry(b=Decimal(b), a=Decimal(a))


@dataclass(frozen=True, slots=True)
class Year:
    """What one commune achieved of 2022 where it is not all, and what its surveys gave."""

    entries: Mapping[str, Entry]
    surveys: Mapping[str, str]


YEARS: dict[str, Year] = {
    "quang-trung": Year(
        {
            "3.4": _share("598", "612"),
            "7.2": _share("12", "20"),
            "7.3": _share("366", "720"),
            "7.4": _share("40", "100"),
            "7.5.1": _share("279", "620"),
            "7.5.2": _share("248", "620"),
        },
        {
            "9.1": "25.5",
            **{"9.2.1": "1.7", "9.2.2": "1.3", "9.2.3": "1.7", "9.2.4": "1.3", "9.2.5": "1.2", "9.2.6": "1.2"},
        },
    ),
    "ba-dinh": Year(
        {
            "1.1": Entry(choice=1),
            "1.2": _share("28", "31"),
            "1.8": Entry(met=False),
            "2.2.2": Entry(choice=1),
            "6.1": Entry(choice=1),
            "7.2": _share("16", "20"),
            "7.3": _share("800", "1000"),
            "7.4": _share("60", "100"),
            "7.5.1": _share("700", "1000"),
        },
        {
            "9.1": "24.9",
            **{"9.2.1": "1.8", "9.2.2": "1.3", "9.2.3": "1.8", "9.2.4": "1.4", "9.2.5": "1.3", "9.2.6": "1.2"},
        },
    ),
}
"""Both lose 11,75 of 98 points that apply (no documents of their own: 2.1.1 and 2.1.2), so the tie rules decide."""


def load_appraising(now: datetime) -> None:
    """Nothing where the rounds are there already."""
    found = demo_set(2022)
    if not Round.objects.filter(name=NAMES["year"]).exists() and now >= PUBLISHED:
        _publish(found)
    if not Round.objects.filter(name=NAMES["half"]).exists():
        _open(found, "half", HALF_YEAR, min(moment("2023-05-31T09:00"), now))


def _open(found: CriteriaSet, name: str, days: Days, now: datetime) -> Round:
    bodies = Organization.objects.filter(code__in=CODES).values_list("pk", flat=True)
    opened = open_round(
        actor=actor_named(REVIEWER), criteria_set=found, name=NAMES[name], days=days, bodies=bodies, now=now
    )
    for username, code, part in ((REVIEWER, DEPARTMENT, TeamPart.APPRAISER), (CHAIRMAN, BODY, TeamPart.COUNCIL)):
        user = actor_named(username).user
        body = Organization.objects.get(code=code)
        if user is not None:
            add_member(
                actor=actor_named(REVIEWER),
                round_id=opened.pk,
                user_id=user.pk,
                body_id=body.pk,
                part=part,
                now=now,
            )
    return opened


def _publish(found: CriteriaSet) -> None:
    opened = _open(found, "year", YEAR, OPENED)
    rows = opened.assessments.select_related("organization")
    bodies = {one.organization.code: one for one in rows}
    leaves = {one.code: one for one in Criterion.objects.filter(criteria_set=found).exclude(rule_kind="")}
    for code, one in bodies.items():
        _score(one, code, leaves)
    _appraise(opened, bodies, leaves)
    _settle(bodies, leaves)
    decision = Decision("412/QĐ-UBND", date(2023, 1, 31), "Trịnh Quốc Đạt")
    publish(actor=actor_named(REVIEWER), round_id=opened.pk, decision=decision, now=PUBLISHED)


def _score(one: Assessment, code: str, leaves: Mapping[str, Criterion]) -> None:
    """The commune marks everything but the surveys and submits."""
    actor = actor_named(CODES[code])
    words = {
        leaf.pk: _word(YEARS[code].entries.get(leaf.code) or _whole(leaf))
        for leaf in leaves.values()
        if leaf.rule_kind != RuleKind.SURVEY
    }
    mark_many(actor=actor, assessment_id=one.pk, words=words, now=SCORED)
    submit_self(actor=actor, assessment_id=one.pk, leave_empty=False, now=SCORED)


def _word(entry: Entry) -> Word:
    return Word(entry, text=SOURCE if entry.applies else NONE_ISSUED)


def _whole(leaf: Criterion) -> Entry:
    """All points; none outside the hundred."""
    if leaf.code in ("2.1.1", "2.1.2"):
        return Entry(applies=False)
    match leaf.rule_kind:
        case RuleKind.MET:
            return Entry(met=True)
        case RuleKind.CHOICE:
            return Entry(choice=0)
        case RuleKind.JUDGED:
            return Entry(points=leaf.maximum)
    rule = leaf.rule
    if isinstance(rule, PerUnit):
        return Entry(b=Decimal(0) if leaf.is_bonus else -(-leaf.maximum // rule.each))
    return Entry(b=Decimal(0)) if isinstance(rule, Deduction) else _share("30", "30")


def _appraise(opened: Round, bodies: Mapping[str, Assessment], leaves: Mapping[str, Criterion]) -> None:
    """Surveys for both at once, one criterion of each marked lower, the rest agreed with area by area."""
    actor = actor_named(REVIEWER)
    for one in bodies.values():
        take_up(actor=actor, assessment_id=one.pk, now=TAKEN)
    words = {
        (one.pk, leaves[number].pk): Word(Entry(points=Decimal(points)))
        for code, one in bodies.items()
        for number, points in YEARS[code].surveys.items()
    }
    mark_surveys(actor=actor, round_id=opened.pk, words=words, now=TAKEN)
    lower = {
        "quang-trung": ("1.2", Word(_share("29", "33"), text="04 nhiệm vụ hoàn thành sau ngày 31/12.")),
        "ba-dinh": ("3.1", Word(Entry(choice=2), text="Chưa thấy văn bản rà soát thủ tục.")),
    }
    for code, (number, word) in lower.items():
        one = bodies[code]
        appraise(actor=actor, assessment_id=one.pk, words={leaves[number].pk: word}, now=TAKEN)
        for area in sorted({number.partition(".")[0] for number in leaves} - {"9"}):
            agree(actor=actor, assessment_id=one.pk, area=area, now=TAKEN)
        tell_result(actor=actor, assessment_id=one.pk, now=TOLD)


def _settle(bodies: Mapping[str, Assessment], leaves: Mapping[str, Criterion]) -> None:
    """Quang Trung explains and is not followed; the council gives Ba Đình what its paper shows."""
    actor, quang_trung, ba_dinh = actor_named(REVIEWER), bodies["quang-trung"], bodies["ba-dinh"]
    body = actor_named(CODES["quang-trung"])
    text = "04 nhiệm vụ chậm do chờ văn bản của cấp trên, đề nghị tính hoàn thành."
    replies = {leaves["1.2"].pk: Reply(text, None)}
    send_explanation(actor=body, assessment_id=quang_trung.pk, replies=replies, now=EXPLAINED)
    agree(actor=actor, assessment_id=quang_trung.pk, area="1", now=DECIDED)
    for one in bodies.values():
        tell_again(actor=actor, assessment_id=one.pk, now=DECIDED)
    council = actor_named(CHAIRMAN)
    word = Word(Entry(choice=1), text="Có Báo cáo rà soát thủ tục, chưa có phương án đơn giản hóa.")
    appraise(actor=council, assessment_id=ba_dinh.pk, words={leaves["3.1"].pk: word}, now=DECIDED)
    for one in bodies.values():
        decide(actor=council, assessment_id=one.pk, now=DECIDED)
