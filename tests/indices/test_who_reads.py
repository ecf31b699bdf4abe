"""Whose words of a round somebody reads: each side when it is told, of other bodies only who oversees the round."""

from datetime import date
from typing import Any

import pytest

from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.judging import decide, take_up, tell_again, tell_result
from indices.actions.publishing import Decision, publish
from indices.actions.rounds import add_member
from indices.enums import Stage, TeamPart
from indices.models import Assessment, TeamMember
from indices.queries.rounds import people_for
from indices.queries.scoring import assessment_of
from indices.rules.rounds import can_judge, can_take_up, stages_read
from tests.cast import TODAY, Cast
from tests.indices.judging import CLOSED, FULL, assessment_in, judged, member, round_with_ties, scored_self
from tests.indices.sets import round_over, small_set
from tests.orgs.people_at_work import enlisted

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(cast: Cast) -> Assessment:
    found = round_with_ties(cast, cast.quang_trung)
    return scored_self(cast, assessment_in(found, cast.quang_trung), FULL)


def read_by(cast: Cast, name: str, assessment: Assessment) -> tuple[Stage, ...]:
    return stages_read(cast.actors[name], assessment_in(assessment.round, assessment.organization))


def test_a_body_reads_each_side_when_it_is_told(cast: Cast, submitted: Assessment) -> None:
    noivu, pk = cast.actors["noivu"], submitted.pk
    read = [read_by(cast, "vptk", submitted)]
    take_up(actor=noivu, assessment_id=pk, now=CLOSED)
    judged(cast, submitted, FULL)
    for deed in (tell_result, tell_again, decide):
        read.append(read_by(cast, "vptk", submitted))
        deed(actor=noivu, assessment_id=pk, now=CLOSED)
    read.append(read_by(cast, "vptk", submitted))
    publish(
        actor=noivu,
        round_id=submitted.round_id,
        decision=Decision("345/QĐ-UBND", date(2023, 7, 1), "Nguyễn Văn An"),
        now=CLOSED,
    )
    first, second = (Stage.SELF, Stage.FIRST, Stage.EXPLAINED), (Stage.SELF, Stage.FIRST, Stage.EXPLAINED, Stage.SECOND)
    assert [set(one) for one in read] == [{Stage.SELF}, {Stage.SELF}, set(first), set(second), set(second)]
    assert read_by(cast, "vptk", submitted) == tuple(Stage) == read_by(cast, "noivu", submitted)


def test_a_colleague_of_the_team_reads_no_body(cast: Cast, submitted: Assessment) -> None:
    """The door lets the member's department in; the words are the member's alone, until they are published."""
    sitting = member(cast, submitted.round, "to-vien")
    enlisted(cast, cast.home_affairs, "dong-nghiep", Role.OFFICER)
    assert stages_read(sitting, submitted) == tuple(Stage)
    assert assessment_of(sitting, submitted.pk) == submitted
    assert read_by(cast, "dong-nghiep", submitted) == ()
    assert assessment_of(cast.actors["dong-nghiep"], submitted.pk) is None


def test_who_looks_over_the_body_alone_reads_what_it_submitted(cast: Cast, submitted: Assessment) -> None:
    submitted.round.organization = cast.province
    submitted.round.save()
    assert read_by(cast, "noivu", submitted) == (Stage.SELF,)
    assert read_by(cast, "admin", submitted) == tuple(Stage)


def test_as_a_member_nobody_judges_his_own_body(cast: Cast) -> None:
    criteria = small_set(cast.district)
    criteria.level = OrganizationKind.DEPARTMENT
    criteria.save()
    finance = Organization.objects.get(code="tckh-bim-son")
    found = round_over(cast, criteria, cast.home_affairs, finance)
    own, other = assessment_in(found, cast.home_affairs), assessment_in(found, finance)
    actor, team = member(cast, found, "to-vien"), list(TeamMember.objects.select_related("user", "organization"))
    held = {one: can_take_up(actor, one, team, CLOSED.date()) for one in (own, other)}
    assert held == {own: False, other: True}
    for one in (own, other):
        take_up(actor=cast.actors["noivu"], assessment_id=one.pk, now=CLOSED)
        one.refresh_from_db()
    assert {one: can_judge(actor, one, team) for one in (own, other)} == {own: False, other: True}
    with pytest.raises(Forbidden):
        judged(cast, own, {"1.2": FULL["1.2"]}, who="to-vien")
    assert stages_read(actor, own) == (Stage.SELF,)
    assert judged(cast, own, {"1.2": FULL["1.2"]})[0].stage == Stage.FIRST
    assert stages_read(cast.actors["noivu"], own) == tuple(Stage)


def test_the_heir_of_a_district_goes_on_with_its_round(cast: Cast, submitted: Assessment) -> None:
    cast.district.valid_to, cast.district.merged_into = date(2023, 6, 30), cast.province
    cast.district.save()
    cast.province.predecessor_ids = [cast.district.pk]
    cast.province.save()
    enlisted(cast, cast.province, "vp-tinh", Role.COORDINATOR)
    enlisted(cast, cast.province, "to-tinh", Role.OFFICER)
    actor, sitting = cast.actors["vp-tinh"], cast.actors["to-tinh"]
    assert sitting.user is not None
    assert sitting.user in {one.user for one in people_for(actor, today=TODAY)}
    args: dict[str, Any] = {"round_id": submitted.round_id, "user_id": sitting.user.pk, "body_id": cast.province.pk}
    seat = add_member(actor=actor, part=TeamPart.APPRAISER, now=CLOSED, **args)
    assert (seat.organization, stages_read(sitting, submitted)) == (cast.province, tuple(Stage))
    with pytest.raises(Refused, match="chọn lại lĩnh vực"):
        add_member(actor=actor, part=TeamPart.APPRAISER, areas=["99"], now=CLOSED, **args)
