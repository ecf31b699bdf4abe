"""What the administrator of the cast sends to the pages of people, for the table of addresses."""

import io
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from cchc.orgs.enums import Role
from tasks.queries.staff import managed_bodies, sheet_choices, sheet_rows
from tasks.staff.differences import Change, Term
from tasks.staff.parcel import changes_to_parcel
from tasks.staff.sheet import write_sheet
from tasks.views.people_sheet import SALT
from tests.cast import TODAY
from tests.marked import Marked
from tests.orgs.people_at_work import seen, seen_post, seen_user, term

NEW = {"full_name": "Lê Thị Mới", "username": "moi.tinh"}


def newcomer(found: Marked) -> dict[str, Any]:
    return NEW | term(Role.OFFICER)


def further_role(found: Marked) -> dict[str, Any]:
    return term(Role.LEADER)


def account(found: Marked) -> dict[str, Any]:
    return {"full_name": "Lê Thị Mới", "username": "moi", "seen": seen_user(found.home["member"])}


def mended_role(found: Marked) -> dict[str, Any]:
    held = found.home["membership"]
    return term(Role.COORDINATOR) | {"seen": seen(held)}


def leaving(found: Marked) -> dict[str, Any]:
    return {"when": "ngay", "successor": "", "seen": seen(found.home["membership"])}


def renamed_post(found: Marked) -> dict[str, Any]:
    return {"name": "Đài Truyền thanh xã", "kind": "section", "seen": seen_post(found.home["post"])}


def ended_post(found: Marked) -> dict[str, Any]:
    return {"last_on": f"{TODAY:%d/%m/%Y}", "seen": seen_post(found.home["post"])}


def workbook_of_people(found: Marked) -> dict[str, Any]:
    actor = found.cast.actors["admin"]
    bodies = managed_bodies(actor, None, today=TODAY)
    data = write_sheet(sheet_rows(actor, bodies, today=TODAY), sheet_choices(actor, bodies))
    return {"file": SimpleUploadedFile("nhan-su.xlsx", io.BytesIO(data).read())}


def parcel_of_people(found: Marked) -> dict[str, Any]:
    """A newcomer of Quang Trung as the administrator was shown him."""
    wanted = Term(found.cast.quang_trung.pk, Role.OFFICER, frozenset(), None, None)
    change = Change(2, None, "", NEW["username"], NEW["full_name"], "", True, False, wanted, "", "")
    shown_to = found.cast.people["admin"].pk
    return {"parcel": signing.dumps([shown_to, changes_to_parcel([change])], salt=SALT, compress=True)}
