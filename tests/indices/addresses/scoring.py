"""Addresses of a body's own scoring."""

from typing import Any

from django.core import signing

from indices.views.scoring_sheet import SALT
from tests.marked import Marked
from tests.visiting import (
    ALL,
    OWN,
    OWN_AWAY,
    Address,
    words,
)


def marked_all(found: Marked) -> dict[str, Any]:
    """One criterion with the words that were on the page."""
    leaf, mark = found.home["leaf"], found.home["own_mark"]
    return {f"c{leaf.pk}-met": "no", f"c{leaf.pk}-text": "Không đủ báo cáo.", f"c{leaf.pk}-seen": mark.pk}


def handed_words(found: Marked) -> dict[str, Any]:
    """What nobody may change any more."""
    return {f"c{found.home['handed_leaf'].pk}-met": "no"}


def book_seen(found: Marked) -> dict[str, Any]:
    """A workbook that was shown before it is stored."""
    typed = {"met": "no", "text": "Không đủ báo cáo.", "seen": str(found.home["own_mark"].pk)}
    own = found.home["own_assessment"].pk
    return {"parcel": signing.dumps([own, {str(found.home["leaf"].pk): typed}], salt=SALT, compress=True)}


def replied(found: Marked) -> dict[str, Any]:
    return {f"c{found.home['told_leaf'].pk}-text": "Đã bổ sung quyết định.", "send": "1"}


def chosen(found: Marked) -> dict[str, Any]:
    return {"file": found.home["evidence"].pk, "place": "trang 2"}


def report_chosen(found: Marked) -> dict[str, Any]:
    return {"report": found.home["sent"].pk}


DOCUMENT = words(title="Kế hoạch số 1", document="01/KH-UBND", issued_on="05/01/2023", place="mục I")
DOERS_AWAY = (302, 302, 422, 404, 404)
SPEAKERS_AWAY = (422, 302, 302, 404, 404)

ADDRESSES: tuple[Address, ...] = (
    Address("indices:assessments", ALL),
    Address("indices:assessment", OWN, on=("own_assessment",)),
    Address("indices:assessment", ALL, on=("handed_in",)),
    Address("indices:assessment", ALL, on=("told_assessment",)),
    Address("indices:assessment", ALL, on=("judged",)),
    Address(
        "indices:score", OWN, DOERS_AWAY, on=("own_assessment", "leaf"), sent=marked_all, writers="officer coordinator"
    ),
    Address("indices:score", ALL, (422, 422, 422, 422, 422), on=("handed_in", "handed_leaf"), sent=handed_words),
    Address("indices:score_points", None, OWN, on=("own_assessment", "leaf"), sent=marked_all),
    Address(
        "indices:score_table",
        OWN,
        DOERS_AWAY,
        on=("own_assessment", "leaf_area"),
        sent=marked_all,
        writers="officer coordinator",
    ),
    Address("indices:score_sheet", OWN, (422, 422, 422, 404, 404), on=("own_assessment",)),
    Address("indices:score_sheet_download", OWN, on=("own_assessment",)),
    Address(
        "indices:score_sheet_confirm",
        None,
        DOERS_AWAY,
        on=("own_assessment",),
        sent=book_seen,
        writers="officer coordinator",
    ),
    Address(
        "indices:score_submit",
        OWN,
        SPEAKERS_AWAY,
        on=("own_assessment",),
        sent=words(leave_empty="on"),
        writers="coordinator leader",
    ),
    Address("indices:score_withdraw", None, OWN_AWAY, on=("handed_in",), writers="coordinator leader"),
    Address(
        "indices:score_explain",
        OWN,
        (422, 302, 302, 404, 404),
        on=("told_assessment",),
        sent=replied,
        writers="coordinator leader",
    ),
    Address(
        "indices:proof_add",
        None,
        DOERS_AWAY,
        on=("own_assessment", "leaf"),
        sent=DOCUMENT,
        writers="officer coordinator",
    ),
    Address(
        "indices:proof_choose",
        OWN,
        DOERS_AWAY,
        on=("own_assessment", "leaf"),
        sent=chosen,
        writers="officer coordinator",
    ),
    Address("indices:proof_remove", None, OWN_AWAY, on=("own_proof",), writers="officer coordinator"),
    Address("indices:proof_remove", None, OWN_AWAY, on=("handed_proof",)),
    Address("indices:proof_file", OWN, on=("own_proof",)),
    Address("indices:proof_file", ALL, on=("handed_proof",)),
    Address("indices:proof_file", ALL, on=("task_proof",)),
    Address(
        "reports:cite",
        OWN,
        DOERS_AWAY,
        on=("own_assessment", "leaf"),
        sent=report_chosen,
        writers="officer coordinator",
    ),
    Address("reports:cited", ALL, on=("report_proof",)),
)
