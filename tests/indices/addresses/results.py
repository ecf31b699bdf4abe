"""Addresses of results."""

from typing import Any

from django.core import signing

from indices.enums import IndexKind
from indices.resulting.lines import Line, Wanted, wanted_to_json
from indices.views.entering import SALT
from tests.cast import Cast
from tests.marked import Marked
from tests.visiting import ALL, Address, Statuses, words

KEEPERS: Statuses = (403, 200, 403, 200, 403)
KEEPERS_AWAY: Statuses = (403, 302, 403, 302, 403)
OWNER: Statuses = (403, 200, 403, 403, 403)
OWNER_AWAY: Statuses = (403, 302, 403, 403, 403)
AIMERS_AWAY: Statuses = (403, 302, 302, 403, 403)
PASTED = "Đơn vị\tTổng điểm\tXếp hạng\nXã Quang Trung\t81,5\t3/7"


def parcel(found: Marked) -> dict[str, Any]:
    """Shown to the coordinator."""
    cast: Cast = found.cast
    user = cast.actors["vptk"].user
    wanted = Wanted(IndexKind.PAR_INDEX, "commune", 2020, lines=(Line("Xã Quang Trung", rank=3),))
    shown = [user.pk if user else 0, None, wanted_to_json(wanted)]
    return {"parcel": signing.dumps(shown, salt=SALT, compress=True)}


ADDRESSES: tuple[Address, ...] = (
    Address("indices:overview", ALL),
    Address("indices:overview_sheet", ALL),
    Address("indices:results", ALL),
    Address("indices:results_sheet", ALL),
    Address(
        "indices:result_import",
        KEEPERS,
        KEEPERS,
        sent=words(kind="par-index", year=2020, level="commune", text=PASTED),
    ),
    Address("indices:result_confirm", None, KEEPERS_AWAY, sent=parcel, writers="coordinator"),
    Address(
        "indices:result_add",
        KEEPERS,
        KEEPERS_AWAY,
        sent=words(name="Đơn vị mình", total="81,5", rank="3/7"),
        writers="coordinator reviewer",
    ),
    Address("indices:result_stated", None, (403, 302, 403, 404, 404), on=("plan",), writers="coordinator"),
    Address("indices:result_table", ALL, on=("result_table",)),
    Address("indices:result_sheet", ALL, on=("result_table",)),
    Address("indices:result_drop", None, OWNER_AWAY, on=("result_table",), writers="coordinator"),
    Address(
        "indices:result_line",
        OWNER,
        OWNER_AWAY,
        on=("published",),
        sent=words(total="76", rank="4/11", seen=1, **{"v-1": "46", "v-2": "30"}),
        writers="coordinator",
    ),
    Address("indices:result_line_drop", None, OWNER_AWAY, on=("published",), writers="coordinator"),
    Address("indices:what_if", ALL, on=("published",)),
    Address("indices:trends", ALL),
    Address("indices:trends_sheet", ALL),
    Address(
        "indices:aims",
        ALL,
        AIMERS_AWAY,
        sent=words(kind="par-index", year=2025, rank="4", score="", class_name="", text="Xếp thứ 4"),
        writers="coordinator leader",
    ),
    Address("indices:aims_sheet", ALL),
    Address("indices:aim_drop", None, AIMERS_AWAY, on=("aim",), writers="coordinator leader"),
)
