"""Addresses of criteria."""

from typing import Any

from django.core import signing

from indices.queries.criteria import outline_of
from indices.sheets.parcel import outline_to_json
from indices.views.criteria_sheet import SALT
from tests.marked import Marked
from tests.visiting import ABOVE, ALL, Address, words

WRITER = (404, 404, 404, 200, 403)
WRITER_AWAY = (404, 404, 404, 302, 403)
FIXED_AWAY = (403, 403, 403, 302, 403)
BEGUN = words(start="trong", kind="par-index", level="commune", year="2020", name="Bộ mới")
COPIED = words(year="2029", name="Bộ chép", source="")


def head_words(found: Marked) -> dict[str, Any]:
    """Another name for the draft."""
    return {
        "name": "Tên khác",
        "source": "",
        "places": "2",
        "threshold": "80",
        "bands": "Tốt: 90",
        "revision": found.home["set_draft"].revision,
    }


def line_words(found: Marked) -> dict[str, Any]:
    line = found.home["set_line"]
    revision = found.home["set_draft"].revision
    return {
        "parent": line.parent_id,
        "code": "1.8",
        "maximum": "1",
        "name": "Tên khác",
        "rule_kind": "met",
        "revision": revision,
    }


def parcel(found: Marked) -> dict[str, Any]:
    """What the reviewer was shown of a workbook."""
    draft = found.home["set_draft"]
    data = outline_to_json(outline_of(draft)) | {"name": "Tên khác"}
    reviewer = found.cast.people["noivu"].pk
    return {"parcel": signing.dumps([reviewer, draft.pk, draft.revision, data], salt=SALT, compress=True)}


ADDRESSES: tuple[Address, ...] = (
    Address("indices:sets", ALL),
    Address("indices:set_new", (403, 403, 403, 200, 403), (403, 403, 403, 302, 403), sent=BEGUN, writers="reviewer"),
    Address("indices:set", ALL, on=("criteria_set",)),
    Address("indices:set", ABOVE, on=("set_draft",)),
    Address("indices:set_file", ALL, on=("criteria_set", "format")),
    Address("indices:set_file", ABOVE, on=("set_draft", "format")),
    Address("indices:set_edit", WRITER, WRITER_AWAY, on=("set_draft",), sent=head_words, writers="reviewer"),
    Address("indices:set_edit", FIXED_AWAY, FIXED_AWAY, on=("criteria_set",), sent=head_words),
    Address("indices:set_copy", WRITER, WRITER_AWAY, on=("set_draft",), sent=COPIED, writers="reviewer"),
    Address(
        "indices:set_copy",
        (403, 403, 403, 200, 403),
        (403, 403, 403, 302, 403),
        on=("criteria_set",),
        sent=COPIED,
        writers="reviewer",
    ),
    Address("indices:set_drop", None, WRITER_AWAY, on=("set_draft",), writers="reviewer"),
    Address("indices:set_drop", None, FIXED_AWAY, on=("criteria_set",)),
    Address("indices:set_sheet", WRITER, (404, 404, 404, 422, 403), on=("set_draft",)),
    Address("indices:set_sheet", FIXED_AWAY, FIXED_AWAY, on=("criteria_set",)),
    Address("indices:set_sheet_confirm", None, WRITER_AWAY, on=("set_draft",), sent=parcel, writers="reviewer"),
    Address("indices:set_sheet_confirm", None, FIXED_AWAY, on=("criteria_set",), sent=parcel),
    Address("indices:criterion_new", WRITER, WRITER_AWAY, on=("set_draft",), sent=line_words, writers="reviewer"),
    Address(
        "indices:criterion_edit",
        WRITER,
        WRITER_AWAY,
        on=("set_draft", "set_line"),
        sent=line_words,
        writers="reviewer",
    ),
    Address(
        "indices:criterion_move",
        None,
        WRITER_AWAY,
        on=("set_draft", "set_line"),
        sent=words(sang="len"),
        writers="reviewer",
    ),
    Address("indices:criterion_drop", None, WRITER_AWAY, on=("set_draft", "set_line"), writers="reviewer"),
)
