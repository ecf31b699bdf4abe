"""What a person corrected in one reading holds in another where the document says the same."""

from collections.abc import Collection, Iterable, Sequence

from cchc.text import squeeze
from plans.actions.correcting import reread_deadline, reread_products
from plans.actions.rows import folded_words
from plans.corrections import corrections_that_hold, figure_holds
from plans.doubt_kinds import Field
from plans.models import Plan, PlanItem, Responsibility, Target
from plans.queries import named_bodies
from plans.reading.results import Doubt as ReadDoubt

OF_ROWS = (Field.DEADLINE, Field.AGENCY, Field.PRODUCT)


def carry_over(old: PlanItem, new: PlanItem, plan: Plan, fields: Collection[Field] = OF_ROWS) -> Sequence[ReadDoubt]:
    """Write the corrections of `old` that hold into `new`, a row of `plan`; returns the points that reading the
    corrected deadline in this plan's years raises."""
    holding = corrections_that_hold(old, new) & set(fields)
    if Field.AGENCY in holding and not _carry_bodies(old, new, plan):
        holding.discard(Field.AGENCY)
    has_words = set(fields) == set(OF_ROWS) and _carry_words(old, new)
    if not holding and not has_words:
        return ()
    raised: Sequence[ReadDoubt] = ()
    if Field.PRODUCT in holding:
        new.corrected_product = old.corrected_product
    if Field.DEADLINE in holding:
        new.corrected_deadline = old.corrected_deadline
        raised = reread_deadline(new, plan)
    if holding & {Field.PRODUCT, Field.DEADLINE}:
        reread_products(new)
    new.revision += 1
    new.folded = folded_words(new)
    new.save()
    return raised


def carry_targets(old: Iterable[Target], new: Iterable[Target]) -> list[Target]:
    """Write the figures of `old` that hold into `new`; returns those that took one over."""
    own = list(old)
    taken = []
    for target in new:
        known = next((one for one in own if figure_holds(one, target)), None)
        if known is not None:
            target.comparator, target.value, target.value_to = known.comparator, known.value, known.value_to
            target.unit, target.revision = known.unit, 1
            target.save()
            taken.append(target)
    return taken


def _carry_words(old: PlanItem, new: PlanItem) -> bool:
    """The row's own words, number or note as a person rewrote them, where the document has them as before."""
    held = {
        name: getattr(old, name)
        for name, words in old.document_words.items()
        if name not in new.document_words and squeeze(words) == squeeze(getattr(new, name))
    }
    for name, words in held.items():
        new.document_words[name] = getattr(new, name)
        setattr(new, name, words)
    return bool(held)


def _carry_bodies(old: PlanItem, new: PlanItem, plan: Plan) -> bool:
    """False where one of the bodies is in the directory no more."""
    named = list(old.responsibilities.select_related("position", "body"))
    known = set(named_bodies(plan.organization).values())
    if not named or any((one.position or one.body) not in known for one in named):
        return False
    new.responsibilities.all().delete()
    Responsibility.objects.bulk_create(
        Responsibility(item=new, position=one.position, body=one.body, role=one.role) for one in named
    )
    new.is_agency_corrected, new.unknown_agencies = True, []
    return True
