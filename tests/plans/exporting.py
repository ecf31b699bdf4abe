"""What a plan says, to be compared before and after it went out as a file and came back."""

from typing import Any

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from plans.models import Plan
from plans.papers import plan_facts
from plans.queries import directory_of, plan_for_review
from plans.reading.plan import plan_to_json, read_plan
from plans.reading.results import Block, ReadPlan

HEAD = ("number", "title", "from_year", "to_year", "issued_on", "carries_out", "replaces")
SIGNED = ("signer", "authority", "signer_title")


def facts_of(plan: Plan) -> Any:
    view = plan_for_review(Actor.system(plan.organization), plan.pk)
    assert view is not None
    return plan_facts(view)


def read_again(blocks: tuple[Block, ...], organization: Organization) -> ReadPlan:
    return read_plan(blocks, directory_of(organization))


def told(plan: ReadPlan) -> dict[str, Any]:
    """Sections, rows with their readings, targets, head and signature; points and places are not compared."""
    said = plan_to_json(plan)
    return {
        **{name: getattr(plan, name) for name in (*HEAD, *SIGNED, "superior", "issuer", "bases")},
        "sections": [(s["label"], s["title"], s["area"], s["kind"]) for s in said["sections"]],
        "leads": [(section.lead_text, section.lead, section.depth) for section in plan.sections],
        "rows": [row for section in said["sections"] for task in section["tasks"] for row in _rows(task)],
        "targets": said["targets"],
    }


def _rows(task: dict[str, Any], depth: int = 0) -> list[tuple[Any, ...]]:
    own = {key: value for key, value in task.items() if key not in ("actions", "subtasks")}
    below = [row for part in (*task["actions"], *task["subtasks"]) for row in _rows(part, depth + 1)]
    return [(depth, own), *below]
