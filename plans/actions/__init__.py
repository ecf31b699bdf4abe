"""The only writers of plans."""

from plans.actions.accepting import mark_accepted
from plans.actions.correcting import Correction, Stale, correct_item
from plans.actions.heading import Aim, Heading, correct_heading, correct_target
from plans.actions.reading import fail_reading, note_progress, store_reading
from plans.actions.settling import reopen_doubt, settle_all, settle_doubt, settle_doubts_of_kind
from plans.actions.uploading import discard_plan, import_plan, read_again, upload_plan

__all__ = [
    "Aim",
    "Correction",
    "Heading",
    "Stale",
    "correct_heading",
    "correct_item",
    "correct_target",
    "discard_plan",
    "fail_reading",
    "import_plan",
    "mark_accepted",
    "note_progress",
    "read_again",
    "reopen_doubt",
    "settle_all",
    "settle_doubt",
    "settle_doubts_of_kind",
    "store_reading",
    "upload_plan",
]
