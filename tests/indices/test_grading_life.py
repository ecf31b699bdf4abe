"""A year of classification: who is on it, what each may say and see, the cap that holds, the decision that freezes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.enums import Role
from cchc.orgs.refusals import Forbidden, Refused, Stale
from indices.actions.grading import Paper, Proposal, draw_people, grade_self, open_grading, propose_grades, set_cap
from indices.enums import CapBase, Grade, GradingState
from indices.grading import GRADED_ABOVE, LAW, Cap, WorkFacts
from indices.models import GradedPerson, Grading
from indices.queries.grading import facts_of, grading_of, lines_of, own_line, suggested_cap, years_of_bodies
from indices.rules.grading import can_decide_grading, can_grade_self, can_run, reads_all, reads_decided
from plans.enums import Comparator
from plans.models import Target
from tests.cast import NOW, PASSWORD, TODAY, Cast
from tests.indices.ideas import CAP, PAPER, adopted, decided, lines, opened, proposed, registered
from tests.plans_in_force import plan_in_force

pytestmark = pytest.mark.django_db

X, G, D = Grade.EXCELLENT, Grade.GOOD, Grade.DONE
EVERYBODY = ("tpht", "vptk", "chutich", "noivu", "admin", "ba-dinh.vptk", "ba-dinh.chutich")
ALL_GOOD: dict[str, Any] = {"tpht": G, "tckt": G, "vhxh": G, "vptk": G}


def who(cast: Cast, may: Any, *args: Any) -> str:
    return " ".join(key for key in EVERYBODY if may(cast.actors[key], *args))


# the people of a year


def test_a_year_begins_with_those_who_worked_at_its_end_leaders_left_out(cast: Cast) -> None:
    _newcomer(cast, date(2023, 2, 1))
    found = {key: one.left_out for key, one in lines(opened(cast)).items()}
    assert found == {"tckt": "", "tpht": "", "vhxh": "", "vptk": "", "chutich": GRADED_ABOVE}
    this_year = lines(opened(cast, year=2023))
    assert set(this_year) == {*found, "moi"}
    assert this_year["tpht"].title == "Công chức Tư pháp - Hộ tịch"


def test_who_came_since_is_added_once(cast: Cast) -> None:
    grading = opened(cast, year=2023)
    _newcomer(cast, None)
    drawn = [draw_people(actor=cast.actors["vptk"], grading_id=grading.pk, now=NOW) for _ in range(2)]
    assert (drawn, len(lines(grading))) == ([1, 0], 6)


def _newcomer(cast: Cast, since: date | None) -> None:
    actor = cast.actors["admin"]
    user = add_user(
        actor=actor,
        organization=cast.quang_trung,
        username="moi",
        full_name="Người moi",
        password=PASSWORD,
        now=NOW,
    )
    add_membership(actor=actor, user=user, organization=cast.quang_trung, role=Role.OFFICER, valid_from=since, now=NOW)


@pytest.mark.parametrize(
    ("key", "year", "cap", "words"),
    [
        ("tpht", 2021, CAP, "Chỉ Văn phòng"),
        ("noivu", 2021, CAP, "Chỉ Văn phòng"),
        ("vptk", 2022, CAP, "đã mở"),
        ("vptk", 2024, CAP, "Năm xếp loại"),
        ("vptk", 2021, Cap(Decimal(101), CapBase.ALL, "KH"), "từ 0 đến 100"),
        ("vptk", 2021, Cap(Decimal(20), CapBase.ALL, " "), "căn cứ"),
    ],
)
def test_a_year_is_begun_once_by_who_speaks_for_the_body(cast: Cast, key: str, year: int, cap: Cap, words: str) -> None:
    opened(cast)
    with pytest.raises(Refused, match=words):
        open_grading(actor=cast.actors[key], year=year, cap=cap, now=NOW)
    assert Grading.objects.count() == 1


def test_the_cap_is_proposed_from_the_plan_then_from_the_law(cast: Cast) -> None:
    plan = plan_in_force(cast)
    actor, body = cast.actors["vptk"], cast.quang_trung
    assert (suggested_cap(actor, body, 2023), suggested_cap(actor, body, 2026)) == (None, LAW)
    Target.objects.create(
        plan=plan,
        order=99,
        text="100% công chức hoàn thành tốt nhiệm vụ trở lên, trong đó 30% hoàn thành xuất sắc nhiệm vụ",
        subject="công chức",
        comparator=Comparator.AT_LEAST,
        value=30,
    )
    found = suggested_cap(actor, body, 2023)
    assert found is not None
    assert (found.percent, found.base, found.source[:8]) == (Decimal(30), CapBase.GOOD_UP, "Kế hoạch")
    assert suggested_cap(actor, body, 2022) is None


# speaking for oneself


def test_an_official_speaks_for_himself_alone(cast: Cast) -> None:
    people = lines(opened(cast))
    said: dict[str, Any] = {"actor": cast.actors["tpht"], "grade": X, "text": "Đã xong việc được giao.", "now": NOW}
    found = grade_self(person_id=people["tpht"].pk, seen_revision=1, **said)
    assert (found.own_grade, found.own_text, found.revision) == (X, "Đã xong việc được giao.", 2)
    with pytest.raises(Forbidden):
        grade_self(person_id=people["tckt"].pk, seen_revision=1, **said)
    with pytest.raises(Stale):
        grade_self(person_id=people["tpht"].pk, seen_revision=1, **said | {"grade": G})
    with pytest.raises(GradedPerson.DoesNotExist):
        grade_self(person_id=people["tpht"].pk, seen_revision=2, **said | {"actor": cast.actors["ba-dinh.tpht"]})
    assert [can_grade_self(cast.actors[key], people[key]) for key in ("tckt", "vptk", "chutich")] == [True, True, False]


def test_lines_are_read_by_who_must_and_by_nobody_else(cast: Cast) -> None:
    grading = opened(cast)
    everybody = len(lines(grading))

    def read() -> dict[str, int]:
        return {key: len(lines_of(cast.actors[key], grading)) for key in EVERYBODY}

    before = {"tpht": 1, "vptk": everybody, "chutich": everybody, "noivu": 0, "admin": 0}
    nobody = {"ba-dinh.vptk": 0, "ba-dinh.chutich": 0}
    assert read() == before | nobody
    grading = decided(cast, grading, **ALL_GOOD)
    assert read() == before | nobody | {"noivu": everybody}
    assert grading_of(cast.actors["ba-dinh.vptk"], grading.pk) is None
    own = own_line(cast.actors["tpht"], grading)
    assert own is not None
    assert (own.name, own.final) == ("Người tpht", G)


def test_who_may_do_what(cast: Cast) -> None:
    grading = opened(cast)
    assert [who(cast, may, grading) for may in (can_run, can_decide_grading, reads_all, reads_decided)] == [
        "vptk chutich",
        "chutich",
        "vptk chutich",
        "",
    ]
    grading = decided(cast, grading, **ALL_GOOD)
    assert [who(cast, may, grading) for may in (can_run, can_decide_grading, reads_all, reads_decided)] == [
        "",
        "",
        "vptk chutich",
        "noivu",
    ]


# proposing


def test_a_proposal_keeps_what_the_system_knew(cast: Cast) -> None:
    """The year 2023: of tpht's two duties that fell due one is late without a word, his idea was adopted."""
    plan_in_force(cast)
    adopted(cast)
    registered(cast, name="Thứ hai")
    grading = proposed(cast, opened(cast, year=2023), tpht=G, tckt=G)
    people = lines(grading)
    facts = WorkFacts(**people["tpht"].facts)
    assert facts == facts_of(cast.actors["vptk"], grading, [people["tpht"]], today=TODAY)[people["tpht"].pk]
    assert (facts.due, facts.overdue, facts.silent, facts.registered, facts.adopted) == (1, 1, 1, 2, 1)
    assert (people["tpht"].proposed, people["vhxh"].proposed, people["vhxh"].facts) == (G, "", {})
    assert WorkFacts(**people["tckt"].facts).due == 1


def test_who_is_left_out_has_a_reason_and_no_class(cast: Cast) -> None:
    grading = proposed(cast, opened(cast), tpht=G)
    pk = lines(grading)["tpht"].pk
    propose_grades(
        actor=cast.actors["chutich"],
        grading_id=grading.pk,
        proposals={pk: Proposal(G, "", "Chưa đủ 06 tháng công tác")},
        seen_revision=grading.revision,
        now=NOW,
    )
    one = lines(grading)["tpht"]
    assert (one.proposed, one.left_out) == ("", "Chưa đủ 06 tháng công tác")


def test_two_do_not_propose_over_each_other(cast: Cast) -> None:
    grading = opened(cast)
    proposed(cast, grading, tpht=G)
    pk = lines(grading)["tpht"].pk
    given: dict[str, Any] = {"grading_id": grading.pk, "seen_revision": 1, "now": NOW}
    with pytest.raises(Stale):
        propose_grades(actor=cast.actors["chutich"], proposals={pk: Proposal(X)}, **given)
    same = propose_grades(
        actor=cast.actors["chutich"], proposals={pk: Proposal(G, "Hoàn thành nhiệm vụ được giao")}, **given
    )
    assert same.revision == 2
    with pytest.raises(Forbidden):
        propose_grades(actor=cast.actors["tpht"], proposals={pk: Proposal(X)}, **given)


# deciding


@pytest.mark.parametrize(
    ("cap", "excellent", "is_decided"),
    [
        (Cap(Decimal(25), CapBase.ALL, "KH"), 1, True),
        (Cap(Decimal(25), CapBase.ALL, "KH"), 2, False),
        (Cap(Decimal("24.99"), CapBase.ALL, "KH"), 1, False),
        (Cap(Decimal(50), CapBase.GOOD, "KH"), 2, False),
        (Cap(Decimal(100), CapBase.GOOD, "KH"), 2, True),
        (Cap(), 4, True),
    ],
)
def test_the_cap_holds_at_its_very_edge(cast: Cast, cap: Cap, excellent: int, is_decided: bool) -> None:
    """Four people are classified: so many excellent, the others good."""
    grading = opened(cast, cap=cap)
    wanted: dict[str, Any] = {key: X if n < excellent else G for n, key in enumerate(ALL_GOOD)}
    if is_decided:
        assert decided(cast, grading, **wanted).state == GradingState.DECIDED
    else:
        with pytest.raises(Refused, match=r"được nhiều nhất .* đang đề nghị"):
            decided(cast, grading, **wanted)
        grading.refresh_from_db()
        assert (grading.state, {one.final for one in lines(grading).values()}) == (GradingState.OPEN, {""})


def test_nobody_is_forgotten(cast: Cast) -> None:
    with pytest.raises(Refused, match="Chưa xếp loại Người vptk"):
        decided(cast, opened(cast), **{key: grade for key, grade in ALL_GOOD.items() if key != "vptk"})


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (Paper(" ", date(2023, 1, 5), "A"), "số quyết định"),
        (Paper("1", date(2023, 1, 5), " "), "người ký"),
        (Paper("1", date(2023, 6, 11), "A"), "sau hôm nay"),
        (Paper("1", date(2021, 12, 31), "A"), "năm trước"),
    ],
)
def test_a_decision_is_a_paper_that_can_be(cast: Cast, paper: Paper, words: str) -> None:
    with pytest.raises(Refused, match=words):
        decided(cast, opened(cast), paper, **ALL_GOOD)


def test_what_is_decided_is_frozen(cast: Cast) -> None:
    grading = decided(cast, opened(cast), **ALL_GOOD)
    people = lines(grading)
    now: dict[str, Any] = {"now": NOW, "seen_revision": grading.revision}
    vptk = cast.actors["vptk"]
    for change in (
        lambda: draw_people(actor=vptk, grading_id=grading.pk, now=NOW),
        lambda: set_cap(actor=vptk, grading_id=grading.pk, cap=Cap(), **now),
        lambda: propose_grades(actor=vptk, grading_id=grading.pk, proposals={people["tpht"].pk: Proposal(X)}, **now),
        lambda: grade_self(actor=cast.actors["tpht"], person_id=people["tpht"].pk, grade=X, text="", **now),
        lambda: decided(cast, grading, PAPER, **ALL_GOOD | {"tpht": D}),
    ):
        with pytest.raises(Refused):
            change()
    assert {key: one.final for key, one in lines(grading).items()} == ALL_GOOD | {"chutich": ""}
    assert (grading.decision, grading.signer) == ("15/QĐ-UBND", "Phạm Văn Chương")


def test_only_the_leader_decides(cast: Cast) -> None:
    grading = opened(cast)
    assert grading.state == GradingState.OPEN
    cast.actors["chutich"], leader = cast.actors["vptk"], cast.actors["chutich"]
    with pytest.raises(Forbidden):
        decided(cast, grading, **ALL_GOOD)
    cast.actors["chutich"] = leader
    assert decided(cast, grading, **ALL_GOOD).state == GradingState.DECIDED


def test_the_cap_is_changed_while_open(cast: Cast) -> None:
    grading = opened(cast)
    found = set_cap(
        actor=cast.actors["chutich"],
        grading_id=grading.pk,
        cap=Cap(Decimal(10), CapBase.ALL, "KH"),
        seen_revision=1,
        now=NOW,
    )
    assert (str(found.cap), found.cap_base, found.cap_source, found.revision) == ("10", CapBase.ALL, "KH", 2)
    with pytest.raises(Stale):
        set_cap(actor=cast.actors["vptk"], grading_id=grading.pk, cap=Cap(), seen_revision=1, now=NOW)


def test_from_above_bodies_without_a_year_come_first(cast: Cast) -> None:
    decided(cast, opened(cast), **ALL_GOOD | {"tpht": X})
    open_grading(actor=cast.actors["ba-dinh.vptk"], year=2022, cap=Cap(), now=NOW)
    found = years_of_bodies(cast.actors["noivu"], 2022, today=TODAY)
    assert [(one.body.name, one.grading is not None, one.is_decided, len(one.finals)) for one in found] == [
        ("Phòng Nội vụ thị xã Bỉm Sơn", False, False, 0),
        ("Phòng Tài chính - Kế hoạch thị xã Bỉm Sơn", False, False, 0),
        ("Phường Ba Đình", True, False, 0),
        ("Xã Quang Trung", True, True, 4),
    ]
