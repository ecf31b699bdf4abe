"""What scoring, ranking and drawing a round takes: 170 communes × 80 components, marked in three stages."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.web.clock import local_now
from indices.enums import AssessmentState, IndexKind, SetState, Stage, TieKind
from indices.models import Assessment, CriteriaSet, Criterion, Mark, Round
from indices.papers.ranking import Ranking
from indices.queries.ranking import ranking_of
from indices.scoring.bands import USUAL, bands_to_json
from indices.scoring.ranking import TieRule, ties_to_json
from indices.scoring.rules import Judged
from reports.management.bench_stages import REVIEWER, Measured, get, peak, seconds_of, signed_in

BODIES, AREAS, OF_AREA = 170, 8, 10
MOST = Decimal("1.25")
STAGES = (Stage.SELF, Stage.FIRST, Stage.SECOND)


def indices() -> Measured:
    """The ranking page as the reviewer opens it: marks read, scored, ranked, drawn; and as files."""
    found = _round()
    client = signed_in(REVIEWER)
    address = f"/chi-so/dot/{found.pk}/xep-hang/"
    facts: Ranking = ranking_of(found)
    if facts.ranked != BODIES:
        raise RuntimeError(f"{facts.ranked} of {BODIES} ranked")
    scored = seconds_of(lambda: ranking_of(found), times=5)
    page = seconds_of(lambda: get(client, address), times=5)
    area = seconds_of(lambda: get(client, f"{address}?linh-vuc=1"), times=3)
    matrix = seconds_of(lambda: get(client, f"/chi-so/dot/{found.pk}/"), times=3)
    files = [seconds_of(partial(get, client, f"{address}?tep={kind}"), times=1) for kind in ("xlsx", "docx", "pdf")]
    return {
        f"{BODIES} communes × {AREAS * OF_AREA} components scored, ranked, drawn, p50": f"{page * 1000:.0f} ms",
        "limit": "1000 ms",
        f"… of these scored and ranked, {Mark.objects.count()} marks": f"{scored * 1000:.0f} ms",
        "… by the components of one area": f"{area * 1000:.0f} ms",
        "… progress of its appraisal": f"{matrix * 1000:.0f} ms",
        "… as Excel, Word, PDF": ", ".join(f"{seconds:.1f} s" for seconds in files),
        "Peak memory of a web process over them": peak(),
        "limit of memory": "250 MB",
    }


def _round() -> Round:
    """A set of the district of the province's bench, every commune of it and some more, all decided."""
    district, now = Organization.objects.get(code="bim-son"), local_now()
    bodies = list(Organization.objects.filter(parent=district, kind=OrganizationKind.COMMUNE))
    bodies += [_commune(district, number) for number in range(len(bodies), BODIES)]
    rules = (TieRule(TieKind.CRITERION, "1"), TieRule(TieKind.EXACT))
    of = CriteriaSet.objects.create(
        organization=district,
        kind=IndexKind.PAR_INDEX,
        level=OrganizationKind.COMMUNE,
        year=2022,
        name="Bộ tiêu chí đo",
        state=SetState.FIXED,
        bands=bands_to_json(USUAL),
        ties=ties_to_json(rules),
        author_name="Đo",
        created_at=now,
    )
    leaves = _criteria(of)
    days = {"opens_on": date(2023, 1, 1), "closes_on": date(2023, 1, 31)}
    found = Round.objects.create(
        criteria_set=of, organization=district, name="Đợt đo", author_name="Đo", created_at=now, **days
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(round=found, organization=body, state=AssessmentState.DECIDED) for body in bodies[:BODIES]
    )
    Mark.objects.bulk_create(_marks(assessments, leaves, Actor.system(district).name), batch_size=1000)
    return found


def _commune(district: Organization, number: int) -> Organization:
    code = f"xa-them-{number}"
    found = Organization.objects.create(
        code=code, name=f"Xã thêm {number}", issuer_name=f"UBND {code}", kind="commune", parent=district
    )
    found.path = f"{district.path}{found.pk}/"
    found.save(update_fields=["path"])
    return found


def _criteria(of: CriteriaSet) -> list[Criterion]:
    leaves = []
    for area in range(1, AREAS + 1):
        top = Criterion.objects.create(
            criteria_set=of,
            order=area * 100,
            code=str(area),
            name=f"Lĩnh vực số {area}",
            maximum=MOST * OF_AREA,
            lineage=f"do-{area}",
        )
        leaves += [
            Criterion(
                criteria_set=of,
                parent=top,
                order=area * 100 + place,
                code=f"{area}.{place}",
                name=f"Tiêu chí thành phần số {place}",
                maximum=MOST,
                rule_kind=Judged.kind,
                lineage=f"do-{area}-{place}",
            )
            for place in range(1, OF_AREA + 1)
        ]
    return Criterion.objects.bulk_create(leaves)


def _marks(assessments: list[Assessment], leaves: list[Criterion], author: str) -> Iterator[Mark]:
    """Points that differ by body, stage and component; some bodies alike."""
    now = local_now()
    for n, one in enumerate(assessments):
        for place, leaf in enumerate(leaves):
            for step, stage in enumerate(STAGES):
                points = MOST - Decimal((n * 7 + place * 3 + step) % 50) / 100
                yield Mark(
                    assessment=one, criterion=leaf, stage=stage, points=points, author_name=author, recorded_at=now
                )
