"""Which corrections of one row hold for another that goes on with it."""

from cchc.text import squeeze
from plans.doubt_kinds import Field
from plans.models import PlanItem, Target


def corrections_that_hold(old: PlanItem, new: PlanItem) -> set[Field]:
    """What a person corrected holds where the document says the same there, and nobody corrected the new row."""
    pairs = {
        Field.DEADLINE: (bool(old.corrected_deadline), bool(new.corrected_deadline), "deadline_text"),
        Field.PRODUCT: (bool(old.corrected_product), bool(new.corrected_product), "product_text"),
        Field.AGENCY: (old.is_agency_corrected, new.is_agency_corrected, "agency_text"),
    }
    return {
        field
        for field, (was, is_own, words) in pairs.items()
        if was and not is_own and squeeze(getattr(old, words)) == squeeze(getattr(new, words))
    }


def figure_holds(old: Target, new: Target) -> bool:
    """A figure that a person put right holds where the sentence is the same."""
    return bool(old.revision and not new.revision) and (old.text, old.subject) == (new.text, new.subject)
