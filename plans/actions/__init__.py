"""The only writers of plans."""

from plans.actions.accepting import mark_accepted
from plans.actions.correcting import Correction, Stale, correct_item
from plans.actions.heading import Aim, Heading, correct_heading, correct_target
from plans.actions.marking import drop_target, mark_duty, mark_neither, mark_target
from plans.actions.reading import fail_reading, note_progress, store_reading
from plans.actions.settling import reopen_doubt, settle_all, settle_doubt, settle_doubts_of_kind
from plans.actions.shaping import NewRow, NewSection, drop_row, join_rows, split_row, write_row
from plans.actions.undoing import undo
from plans.actions.uploading import discard_plan, import_plan, read_again, upload_plan

__all__ = [
    "Aim",
    "Correction",
    "Heading",
    "NewRow",
    "NewSection",
    "Stale",
    "correct_heading",
    "correct_item",
    "correct_target",
    "discard_plan",
    "drop_row",
    "drop_target",
    "fail_reading",
    "import_plan",
    "join_rows",
    "mark_accepted",
    "mark_duty",
    "mark_neither",
    "mark_target",
    "note_progress",
    "read_again",
    "reopen_doubt",
    "settle_all",
    "settle_doubt",
    "settle_doubts_of_kind",
    "split_row",
    "store_reading",
    "undo",
    "upload_plan",
    "write_row",
]
