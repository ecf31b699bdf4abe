"""Every address of the project in one table: who gets what by reading it, by sending to it, and who changes something.

A new address that is missing here fails `tests/test_tenancy.py`.
"""

from datetime import date
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from cchc.orgs.actions.calendar import set_days
from cchc.orgs.models import Membership, Organization
from plans.actions import settle_all
from plans.models import PlanItem
from plans.queries import version_mark
from reports.actions.urging import Words
from reports.forms.regimes import RegimeForm
from reports.outline import BUILT_IN
from reports.statistics.starting_set import AREAS
from reports.views.word import SALT as WORD_SALT
from tasks.enums import LateCause, Outcome
from tasks.exchange.differences import Change
from tasks.exchange.parcel import changes_to_parcel
from tasks.exchange.sheet import write_sheet
from tasks.queries.lines import lines_for
from tasks.regimes import MINISTRY
from tasks.statements import Statement
from tasks.views.exchange import SALT
from tests.cast import NOW, PASSWORD, TODAY
from tests.indices.addresses import appraising, criteria, emulation, improving, initiatives, results, scoring, surveys
from tests.marked import SECTION, WORD_FILES, Marked
from tests.orgs.people_forms import (
    account,
    ended_post,
    further_role,
    leaving,
    mended_role,
    newcomer,
    parcel_of_people,
    renamed_post,
    workbook_of_people,
)
from tests.reports.letters import WORDS
from tests.reports.outlines import outline_posted
from tests.visiting import (
    ABOVE,
    ADMIN,
    ADMINISTRATOR,
    ADMINISTRATOR_AWAY,
    ALL,
    AWAY,
    COORDINATOR,
    COORDINATOR_AWAY,
    COORDINATOR_OWN,
    DECIDERS,
    DECIDERS_AWAY,
    IN_TOWN,
    IN_TOWN_AWAY,
    LEADER,
    LEADER_AWAY,
    NONE,
    OWN,
    OWN_AWAY,
    REVIEWER,
    REVIEWER_AWAY,
    ROLES,
    Address,
    words,
)


def new_plan(found: Marked) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("moi.docx", WORD_FILES["hoa-xuan-nam-2023-2025"])}


def heading(found: Marked) -> dict[str, Any]:
    return {"title": "Kế hoạch", "from_year": 2023, "to_year": 2023, "seen": found.home["draft"].revision}


def item(found: Marked) -> dict[str, Any]:
    lead = f"p{found.cast.positions['tpht'].pk}"
    seen = found.home["item"].revision
    return {"seen": seen, "deadline_text": "quý III", "product_text": "Báo cáo", "leads": lead}


def dropped_row(found: Marked) -> dict[str, Any]:
    row = found.home["item"]
    return {"drop": f"{row.pk}.{row.revision}"}


def new_row(found: Marked) -> dict[str, Any]:
    return {"text": "Tổ chức đối thoại với người dân", "section": found.home["item"].section_id}


def place_of_split(found: Marked) -> dict[str, Any]:
    row = found.home["item"]
    return {"at": row.text.index(" ") + 1, "seen": row.revision}


def letter(found: Marked) -> dict[str, Any]:
    """A letter of urging to Quang Trung; of a draft its second version."""
    written = {name: getattr(WORDS, name) or "" for name in Words.__slots__} | {"text": "Nội dung mới"}
    days = {"answer_by": "19/06/2023", "issued_on": ""}
    return written | days | {"body": found.cast.quang_trung.pk, "version": 1}


def update(found: Marked) -> dict[str, Any]:
    return {"outcome": "doing", "text": "Đang làm.", "version": found.home["duty"].last_update_id}


def said_in_a_row(found: Marked) -> dict[str, Any]:
    duty = found.home["duty"]
    said = {"outcome": "doing", "text": "Đang làm.", "seen": duty.last_update_id or ""}
    return {"row": duty.pk} | {f"{name}-{duty.pk}": value for name, value in said.items()}


def workbook(found: Marked) -> dict[str, Any]:
    """The workbook of Quang Trung's coordinator."""
    return {"file": SimpleUploadedFile("so.xlsx", write_sheet(lines_for(found.cast.actors["vptk"], today=TODAY)))}


def parcel(found: Marked) -> dict[str, Any]:
    """What somebody of Quang Trung was shown before storing his workbook."""
    duty, statement = found.home["duty"], Statement(Outcome.DOING, TODAY, "Đang làm.", late_cause=LateCause.OWN)
    change = Change(2, duty.pk, duty.last_update_id, statement, "", "")
    return {"parcel": signing.dumps(changes_to_parcel([change]), salt=SALT, compress=True)}


def somebodys_membership(found: Marked) -> dict[str, Any]:
    """The membership of Quang Trung's official for culture, which is none of those who walk."""
    return {"membership": Membership.objects.get(user=found.cast.people["vhxh"]).pk}


def points_settled(found: Marked) -> dict[str, Any]:
    """The coordinator settled everything, so that the draft can be accepted, and knows that it is like the other."""
    settle_all(actor=found.cast.actors["vptk"], plan=found.home["draft"], now=NOW)
    return {"confirmed": "1"}


def related(found: Marked) -> dict[str, Any]:
    return {"relation": f"supplements:{found.home['plan'].pk}"}


def difference_seen(found: Marked) -> dict[str, Any]:
    return {"seen": version_mark(found.home["revision"])}


def row_that_is_gone(found: Marked) -> dict[str, Any]:
    return {"origin": found.home["gone"].pk}


def line_written(found: Marked) -> dict[str, Any]:
    line = found.home["line"]
    cells = {"text": "Rà soát văn bản", "product": "Báo cáo", "agency": "", "time": "Quý II/2024", "note": ""}
    return {"row": line.pk, f"{line.pk}-seen": line.revision, **{f"{line.pk}-{key}": cells[key] for key in cells}}


def head_written(found: Marked) -> dict[str, Any]:
    plan = found.home["written"]
    head = {"title": "Kế hoạch cải cách hành chính", "number": "05/KH-UBND", "issued_on": "28/12/2023"}
    return head | {"from_year": 2024, "to_year": 2024, "authority": "tm", "seen": plan.revision}


def aims_written(found: Marked) -> dict[str, Any]:
    return {"aims": "Tối thiểu 99% hồ sơ đúng hạn.", "seen": found.home["written"].revision}


def all_rows(found: Marked) -> dict[str, Any]:
    rows = PlanItem.objects.filter(section__plan=found.home["plan"])
    return {"from_year": 2024, "to_year": 2024, "row": [row.pk for row in rows]}


def regime_chosen(found: Marked) -> dict[str, Any]:
    """The ministry's regime from next year on, seen and confirmed."""
    form = RegimeForm(regime=MINISTRY, year=2024)
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return values | {"confirmed": "1"}


def day_entered(found: Marked) -> dict[str, Any]:
    """A day off that was entered before."""
    set_days(actor=found.cast.actors["admin"], off_on=date(2023, 6, 19), work_on=None, name="Nghỉ", now=NOW)
    return {"day": "2023-06-19", "confirmed": "1"}


def outline_form(found: Marked) -> dict[str, Any]:
    """The outline for the reports that the sender's office decides on."""
    return {"nam": 2023, **outline_posted(BUILT_IN, "luu")}


def word_seen(found: Marked) -> dict[str, Any]:
    """One section of a compared Word file, ticked."""
    section = found.home["report"].narrative.get(key=found.home["key"])
    taken = {"key": section.key, "text": "Đã rà soát bằng Word.", "seen_version": section.version}
    parcel = {"report": found.home["report"].pk, "sections": [taken]}
    return {"muc": section.key, "parcel": signing.dumps(parcel, salt=WORD_SALT, compress=True)}


NEW_PASSWORD = words(old_password=PASSWORD, new_password1="Tre-xanh-ven-song-7", new_password2="Tre-xanh-ven-song-7")
AIM = words(comparator="at_least", value="98", unit="%", seen=0)
NUMBERS = words(**{"so-received": "2.840", "thay-received": ""})
OWN_FIGURE = words(name="Hộ dân có tài khoản", unit="hộ", area=AREAS[0], over_year="sum", from_year=2023)
APPROVAL = words(number="08", issued_on="2023-06-09", authority="tm", signer_title="CHỦ TỊCH", signer="Lê Văn Tám")


_DECIDED = {"on_day": "10/06/2023", "decision": "Nghị quyết số 9", "people": "all", "confirmed": "1"}


def unit_renamed(found: Marked) -> dict[str, Any]:
    return _DECIDED | {"name": "Phường Quang Trung"}


def unit_moved(found: Marked) -> dict[str, Any]:
    return _DECIDED | {"parent": found.cast.province.pk}


def unit_merged(found: Marked) -> dict[str, Any]:
    return _DECIDED | {"into": found.cast.ba_dinh.pk}


def unit_split(found: Marked) -> dict[str, Any]:
    return _DECIDED | {"names": "Xã Đông Sơn\nXã Tây Sơn", "heir": "0"}


def unit_founded(found: Marked) -> dict[str, Any]:
    return _DECIDED | {"name": "Phòng Kinh tế xã", "kind": "department", "parent": found.cast.quang_trung.pk}


def district_ended(found: Marked) -> dict[str, Any]:
    """Every commune as it is, every department to the province."""
    beneath = Organization.objects.filter(parent=found.cast.district, valid_to=None)
    heirs = {f"ten_{one.pk}": one.name if one.kind == "commune" else found.cast.province.code for one in beneath}
    return _DECIDED | heirs | {f"nguoi_{one.pk}": "none" for one in beneath}


ADDRESSES = (
    Address("gallery", NONE, for_nobody=404),
    Address("login", AWAY, AWAY, for_nobody=200),
    Address("logout", None, AWAY),
    Address("password_change", ALL, AWAY, sent=NEW_PASSWORD, writers=" ".join(ROLES)),
    Address("home", AWAY),
    Address("orgs:notices", ALL),
    Address("orgs:read_notices", None, AWAY),
    Address("orgs:open_notice", None, (302, 404, 404, 404, 404), on=("notice",)),
    Address("orgs:profile", ALL),
    Address("orgs:reminders", None, AWAY, sent=words(days_before=["3"], by_mail="on"), writers=" ".join(ROLES)),
    Address("orgs:address", None, AWAY, sent=words(email="moi@quangtrung.example")),
    Address(
        "orgs:confirm_address",
        (200, 404, 404, 404, 404),
        (302, 404, 404, 404, 404),
        on=("address_token",),
        writers="officer",
    ),
    Address("orgs:feed", None, ALL, sent=words(do="tao"), writers=" ".join(ROLES)),
    Address("reports:feed", NONE, on=("secret",), for_nobody=404),
    Address("orgs:switch", ALL, AWAY, sent=somebodys_membership),
    Address("orgs:people", ALL),
    Address("orgs:people_add", ADMINISTRATOR, ADMINISTRATOR, sent=newcomer, writers="administrator"),
    Address("orgs:person", ADMINISTRATOR, ADMINISTRATOR_AWAY, on=("member",), sent=account, writers="administrator"),
    Address(
        "orgs:people_give",
        ADMINISTRATOR,
        ADMINISTRATOR_AWAY,
        on=("member",),
        sent=further_role,
        writers="administrator",
    ),
    Address("orgs:person_password", None, ADMINISTRATOR, on=("member",), writers="administrator"),
    Address("orgs:person_close", None, ADMINISTRATOR_AWAY, on=("member",), writers="administrator"),
    Address("orgs:person_reopen", None, ADMINISTRATOR_AWAY, on=("member",)),
    Address("orgs:person_release", None, ADMINISTRATOR_AWAY, on=("member",)),
    Address(
        "orgs:people_role",
        ADMINISTRATOR,
        ADMINISTRATOR_AWAY,
        on=("membership",),
        sent=mended_role,
        writers="administrator",
    ),
    Address(
        "tasks:leave",
        ADMINISTRATOR,
        ADMINISTRATOR_AWAY,
        on=("membership",),
        sent=leaving,
        writers="administrator",
    ),
    Address("tasks:posts", ALL),
    Address(
        "tasks:post_add",
        ADMINISTRATOR,
        ADMINISTRATOR_AWAY,
        sent=words(name="Trạm Y tế", kind="section"),
        writers="administrator",
    ),
    Address("tasks:post", ADMINISTRATOR, ADMINISTRATOR_AWAY, on=("post",), sent=renamed_post, writers="administrator"),
    Address("tasks:post_end", None, ADMINISTRATOR_AWAY, on=("post",), sent=ended_post, writers="administrator"),
    Address("tasks:post_reopen", None, ADMINISTRATOR_AWAY, on=("post",)),
    Address("tasks:people_sheet", ADMINISTRATOR, ADMINISTRATOR, sent=workbook_of_people),
    Address("tasks:people_sheet_download", ADMINISTRATOR),
    Address("tasks:people_sheet_confirm", None, ADMINISTRATOR, sent=parcel_of_people, writers="administrator"),
    Address("reports:rights", ALL),
    Address("reports:units", ALL),
    Address("reports:unit", ALL, on=("commune",)),
    Address("reports:unit_change", ALL, on=("unit_change",)),
    Address(
        "reports:unit_rename", ADMINISTRATOR, ADMINISTRATOR_AWAY, on=("commune",), sent=unit_renamed, writers=ADMIN
    ),
    Address("reports:unit_move", ADMINISTRATOR, ADMINISTRATOR_AWAY, on=("commune",), sent=unit_moved, writers=ADMIN),
    Address("reports:unit_merge", ADMINISTRATOR, ADMINISTRATOR_AWAY, on=("commune",), sent=unit_merged, writers=ADMIN),
    Address("reports:unit_split", ADMINISTRATOR, ADMINISTRATOR_AWAY, on=("commune",), sent=unit_split, writers=ADMIN),
    Address("reports:unit_found", ADMINISTRATOR, ADMINISTRATOR_AWAY, on=("commune",), sent=unit_founded, writers=ADMIN),
    Address("reports:unit_end", IN_TOWN, IN_TOWN_AWAY, on=("district",), sent=district_ended, writers=ADMIN),
    Address("orgs:journal", (403, 200, 200, 200, 200)),
    Address("plans:list", ALL),
    Address("plans:upload", ALL, COORDINATOR_AWAY, sent=new_plan, writers="coordinator"),
    Address("plans:reading", OWN, on=("reading",)),
    Address("plans:reading", OWN, on=("failed",)),
    Address("plans:reading", OWN_AWAY, on=("draft",)),
    Address("plans:again", None, OWN_AWAY, on=("failed",), writers="coordinator"),
    Address("plans:source", ALL, on=("plan",)),
    Address("plans:source", OWN, on=("draft",)),
    Address("plans:discard", OWN, OWN_AWAY, on=("draft",), writers="coordinator"),
    Address("plans:heading", OWN, COORDINATOR_OWN, on=("draft",), sent=heading, writers="coordinator"),
    Address("plans:correct", OWN, COORDINATOR_OWN, on=("draft", "item"), sent=item, writers="coordinator"),
    Address(
        "plans:target",
        OWN,
        COORDINATOR_OWN,
        on=("draft", "target"),
        sent=AIM,
        writers="coordinator",
    ),
    Address("plans:shape", None, OWN_AWAY, on=("draft",), sent=dropped_row, writers="coordinator"),
    Address("plans:add_row", OWN, COORDINATOR_OWN, on=("draft",), sent=new_row, writers="coordinator"),
    Address("plans:split", OWN, COORDINATOR_OWN, on=("draft", "item"), sent=place_of_split, writers="coordinator"),
    Address("plans:settle_many", None, OWN_AWAY, on=("draft",), sent=words(code="*"), writers="coordinator"),
    Address(
        "plans:settle",
        None,
        OWN_AWAY,
        on=("draft", "doubt"),
        sent=words(settlement="accepted"),
        writers="coordinator",
    ),
    Address("plans:reopen", None, OWN_AWAY, on=("draft", "settled"), writers="coordinator"),
    Address("reports:search", ALL),
    Address("tasks:mine", ALL),
    Address("tasks:sheet", ALL, (302, 302, 302, 302, 302), sent=said_in_a_row, writers="officer coordinator"),
    Address("tasks:update", None, (302, 302, 422, 422, 422), on=("duty",), sent=update, writers="officer coordinator"),
    Address(
        "tasks:due",
        DECIDERS,
        DECIDERS_AWAY,
        on=("duty",),
        sent=words(due_on="15/07/2023", reason="Theo công văn 15"),
        writers="coordinator leader",
    ),
    Address(
        "tasks:cancel",
        DECIDERS,
        DECIDERS_AWAY,
        on=("duty",),
        sent=words(reason="Cấp trên đã làm."),
        writers="coordinator leader",
    ),
    Address("tasks:evidence", ALL, on=("evidence",)),
    Address("tasks:list", ALL),
    Address("tasks:register", ALL),
    Address("tasks:waiting", ALL),
    Address("tasks:detail", ALL, on=("task",)),
    Address("tasks:detail", ALL, on=("given",)),
    Address("tasks:given", ALL),
    Address("tasks:receive", None, AWAY, sent=words(all=1), writers="coordinator leader"),
    Address(
        "tasks:ties",
        DECIDERS,
        DECIDERS_AWAY,
        on=("given",),
        sent=lambda found: {"own": found.home["task"].pk},
        writers="coordinator leader",
    ),
    Address("tasks:untie", None, DECIDERS_AWAY, on=("given", "tie"), writers="coordinator leader"),
    Address(
        "tasks:ask_due",
        DECIDERS,
        DECIDERS_AWAY,
        on=("given_duty",),
        sent=words(due_on="15/10/2023", reason="Chờ văn bản"),
        writers="coordinator leader",
    ),
    Address("tasks:due_requests", ALL),
    Address(
        "tasks:answer_due",
        REVIEWER,
        REVIEWER_AWAY,
        on=("due_request",),
        sent=words(answer="granted", due_on="15/07/2023"),
        writers="reviewer",
    ),
    Address("tasks:withdraw_due", None, DECIDERS_AWAY, on=("due_request",), writers="coordinator leader"),
    Address("tasks:giving", ABOVE, on=("town",)),
    Address("tasks:giving_row", ABOVE, on=("town", "town_row")),
    Address("tasks:choose_bodies", NONE, NONE, on=("town", "town_row")),
    Address("tasks:take_back", None, NONE, on=("town", "town_row")),
    Address("tasks:exchange", ALL, ALL, sent=workbook),
    Address("tasks:exchange_download", ALL),
    Address("tasks:exchange_confirm", None, (302, 302, 422, 422, 422), sent=parcel, writers="officer coordinator"),
    Address("tasks:plan", ALL, on=("plan",)),
    Address("tasks:plan", OWN, on=("draft",)),
    Address("tasks:accept", None, OWN_AWAY, on=("draft",), sent=points_settled, writers="coordinator leader"),
    Address("tasks:review", OWN, on=("draft",)),
    Address("tasks:review_points", OWN, on=("draft",)),
    Address("tasks:review_row", OWN, on=("draft", "item")),
    Address("tasks:review_target", OWN, on=("draft", "target")),
    Address("plans:word", ALL, on=("plan",)),
    Address("plans:word", OWN, on=("draft",)),
    Address("plans:word", OWN, on=("written",)),
    Address("plans:word", NONE, on=("failed",)),
    Address("plans:excel", ALL, on=("plan",)),
    Address("plans:excel", OWN, on=("draft",)),
    Address("plans:excel", OWN, on=("written",)),
    Address("plans:excel", NONE, on=("failed",)),
    Address(
        "tasks:begin",
        ALL,
        COORDINATOR_AWAY,
        sent=words(title="Kế hoạch năm 2024", from_year=2024, to_year=2024),
        writers="coordinator",
    ),
    Address("tasks:start", OWN, COORDINATOR_OWN, on=("plan",), sent=all_rows, writers="coordinator"),
    Address("tasks:table", OWN, on=("written",)),
    Address("tasks:table", OWN_AWAY, on=("draft",)),
    Address("tasks:table_save", None, COORDINATOR_OWN, on=("written",), sent=line_written, writers="coordinator"),
    Address("tasks:table_head", OWN, COORDINATOR_OWN, on=("written",), sent=head_written, writers="coordinator"),
    Address("tasks:table_targets", None, COORDINATOR_OWN, on=("written",), sent=aims_written, writers="coordinator"),
    Address("tasks:table_row", OWN, on=("written", "line")),
    Address(
        "tasks:table_write", None, COORDINATOR_OWN, on=("written", "line"), sent=line_written, writers="coordinator"
    ),
    Address("tasks:review", OWN_AWAY, on=("written",)),
    Address("tasks:relate", None, OWN_AWAY, on=("draft",), sent=related, writers="coordinator"),
    Address("tasks:revision", OWN, on=("revision",)),
    Address("tasks:revision", OWN_AWAY, on=("draft",)),
    Address("tasks:tie", None, OWN_AWAY, on=("revision", "row"), sent=row_that_is_gone, writers="coordinator"),
    Address(
        "tasks:apply_revision",
        None,
        OWN_AWAY,
        on=("revision",),
        sent=difference_seen,
        writers="coordinator leader",
    ),
    Address("reports:overview", ALL),
    Address("reports:matrix", ABOVE),
    Address("reports:body", ABOVE, on=("commune",)),
    Address("reports:list", ALL),
    Address("reports:lists", ALL),
    Address("reports:settings", ALL),
    Address(
        "reports:outline", ALL, (422, 302, 302, 302, 422), sent=outline_form, writers="coordinator leader reviewer"
    ),
    Address("reports:regime", ALL),
    Address(
        "reports:set_regime",
        (403, 200, 200, 403, 200),
        (403, 302, 302, 403, 302),
        sent=regime_chosen,
        writers="coordinator leader administrator",
    ),
    Address(
        "reports:drop_regime",
        (404, 200, 200, 404, 200),
        (404, 302, 302, 404, 302),
        on=("regime",),
        writers="coordinator leader administrator",
    ),
    Address("reports:calendar", ALL),
    Address(
        "reports:set_day",
        None,
        (403, 403, 403, 403, 302),
        sent=words(off_on="16/06/2023", name="Quyết định", confirmed="1"),
        writers="administrator",
    ),
    Address("reports:drop_day", None, (403, 403, 403, 403, 302), sent=day_entered, writers="administrator"),
    Address("reports:statistics", ALL, (302, 302, 422, 422, 422), sent=NUMBERS, writers="officer coordinator"),
    Address("reports:statistics_check", None, ALL, sent=NUMBERS),
    Address("reports:statistics_add", ALL, (422, 302, 422, 302, 422), sent=OWN_FIGURE, writers="coordinator reviewer"),
    Address(
        "reports:statistics_end", None, OWN_AWAY, on=("indicator",), sent=words(last_year=2023), writers="coordinator"
    ),
    Address("reports:targets", ALL),
    Address(
        "reports:target_source", None, AWAY, on=("goal",), sent=words(code="settled_in_time"), writers="coordinator"
    ),
    Address(
        "reports:target_result",
        None,
        COORDINATOR_AWAY,
        on=("goal",),
        sent=words(period="quarter-2023-2", numerator="96,5"),
        writers="coordinator",
    ),
    Address("reports:numbers", OWN, on=("report",)),
    Address("reports:numbers", ALL, on=("sent",)),
    Address("reports:draft", None, AWAY, sent=words(kind="quarter", year=2023, number=2), writers="coordinator leader"),
    Address("reports:detail", OWN, on=("report",)),
    Address("reports:detail", OWN, on=("approved",)),
    Address("reports:detail", ALL, on=("sent",)),
    Address("reports:narrative", OWN, on=("report",)),
    Address("reports:narrative", ALL, on=("sent",)),
    Address(
        "reports:section",
        None,
        (422, 302, 422, 404, 404),
        on=("report", "key"),
        sent=words(text="Đã rà soát.", version=2),
        writers="coordinator",
    ),
    Address("reports:section", None, (422, 422, 422, 404, 404), on=("sent", "key"), sent=words(text="Khác", version=2)),
    Address("reports:word", COORDINATOR, on=("report",)),
    Address("reports:word", NONE, on=("sent",)),
    Address(
        "reports:word_back",
        COORDINATOR,
        (404, 422, 404, 404, 404),
        on=("report",),
        sent=lambda found: {"file": SimpleUploadedFile("sua.docx", b"khong phai Word")},
    ),
    Address(
        "reports:word_take", None, (404, 302, 404, 404, 404), on=("report",), sent=word_seen, writers="coordinator"
    ),
    Address("reports:restore", None, OWN_AWAY, on=("report", "key"), writers="coordinator"),
    Address("reports:fresh", None, OWN_AWAY, on=("report", "key"), sent=words(take="yes"), writers="coordinator"),
    Address("reports:rows", OWN, on=("report",)),
    Address("reports:rows", ALL, on=("sent",)),
    Address("reports:period_as_of", ALL),
    Address("reports:as_of", OWN, on=("report",)),
    Address("reports:as_of", ALL, on=("sent",)),
    Address("reports:bodies", NONE, on=("report",)),
    Address("reports:bodies", NONE, on=("sent",)),
    Address("reports:bodies", ABOVE, on=("gathered",)),
    Address("reports:history", OWN, on=("report",)),
    Address("reports:history", OWN, on=("approved",)),
    Address("reports:history", ALL, on=("sent",)),
    Address("reports:refresh", None, OWN_AWAY, on=("report",), writers="coordinator leader"),
    Address("reports:approve", LEADER, LEADER_AWAY, on=("report",), sent=APPROVAL, writers="leader"),
    Address("reports:withdraw", None, OWN_AWAY, on=("approved",), writers="leader"),
    Address("reports:submit", None, OWN_AWAY, on=("approved",), writers="coordinator leader"),
    Address("reports:accept", None, AWAY, on=("sent",), sent=words(seen=1), writers="reviewer"),
    Address(
        "reports:return",
        REVIEWER,
        REVIEWER_AWAY,
        on=("sent",),
        sent=words(comment="Thiếu số liệu.", seen=1),
        writers="reviewer",
    ),
    Address("reports:incoming", ABOVE),
    Address(
        "reports:accept_many",
        REVIEWER_AWAY,
        REVIEWER_AWAY,
        sent=lambda found: {"chon": f"{found.home['sent'].pk}-1"},
        writers="reviewer",
    ),
    Address("reports:compare", OWN, on=("report",)),
    Address("reports:compare", ALL, on=("sent",)),
    Address(
        "reports:remark",
        REVIEWER,
        REVIEWER_AWAY,
        on=("sent",),
        sent=words(text="Nêu rõ tên văn bản.", o=f"section:{SECTION}", lan=1),
        writers="reviewer",
    ),
    Address(
        "reports:remark_change",
        REVIEWER,
        REVIEWER_AWAY,
        on=("sent", "remark"),
        sent=words(text="Nêu rõ số văn bản.", seen=1),
        writers="reviewer",
    ),
    Address(
        "reports:remark_drop",
        None,
        REVIEWER_AWAY,
        on=("sent", "remark"),
        sent=words(seen=1),
        writers="reviewer",
    ),
    Address("reports:detail", ALL, on=("returned",)),
    Address(
        "reports:answers",
        None,
        (422, 302, 302, 404, 404),
        on=("returned",),
        sent=lambda found: {f"tra-loi-{found.home['told'].pk}": "Đã bổ sung.", f"seen-{found.home['told'].pk}": 2},
        writers="coordinator leader",
    ),
    Address(
        "reports:reopen", REVIEWER, REVIEWER_AWAY, on=("sent",), sent=words(comment="Sót việc."), writers="reviewer"
    ),
    Address("reports:approve", LEADER_AWAY, LEADER_AWAY, on=("sent",), sent=APPROVAL),
    Address("reports:locks", ALL),
    Address("reports:urgings", ALL),
    Address("reports:urge_new", (403, 403, 403, 200, 403)),
    Address(
        "reports:urge_write", (403, 403, 403, 302, 403), (403, 403, 403, 302, 403), sent=letter, writers="reviewer"
    ),
    Address("reports:urging", REVIEWER, on=("letter_draft",)),
    Address("reports:urging", ABOVE, on=("urging",)),
    Address("reports:urge_edit", REVIEWER, REVIEWER_AWAY, on=("letter_draft",), sent=letter, writers="reviewer"),
    Address("reports:urge_edit", REVIEWER_AWAY, REVIEWER_AWAY, on=("urging",), sent=letter),
    Address("reports:urge_drop", None, REVIEWER_AWAY, on=("letter_draft",), writers="reviewer"),
    Address("reports:urge_drop", None, REVIEWER_AWAY, on=("urging",)),
    Address("reports:urge_send", REVIEWER, REVIEWER_AWAY, on=("letter_draft",), sent=letter, writers="reviewer"),
    Address("reports:urge_send", REVIEWER_AWAY, REVIEWER_AWAY, on=("urging",), sent=letter),
    Address("reports:urging_file", REVIEWER, on=("letter_draft", "format")),
    Address("reports:urging_file", ABOVE, on=("urging", "format")),
    Address("reports:urged", ALL, on=("urged",)),
    Address("reports:urged_file", ALL, on=("urged", "format")),
    Address("reports:urged_seen", None, AWAY, on=("unseen",), writers="coordinator leader"),
    Address("reports:urged_seen", None, AWAY, on=("urged",)),
    Address(
        "reports:urged_answer",
        None,
        (422, 302, 302, 422, 422),
        on=("unseen",),
        sent=words(answer="Đã làm xong.", version=0),
        writers="coordinator leader",
    ),
    Address("reports:running", ALL),
    Address("reports:retry", None, AWAY, on=("drafting",), writers="coordinator leader administrator"),
    Address("reports:retry_all", None, AWAY, writers="coordinator leader administrator"),
    Address("reports:check", None, OWN_AWAY, on=("approved",), writers="coordinator leader"),
    Address("reports:check", None, AWAY, on=("sent",), writers="coordinator leader reviewer administrator"),
    Address("reports:files", OWN, on=("report",)),
    Address("reports:files", ALL, on=("sent",)),
    Address("reports:download", NONE, on=("file",)),
    Address("reports:download", OWN, on=("approved_file",)),
    Address("reports:download", ALL, on=("sent_file",)),
    Address("reports:redraw", None, OWN_AWAY, on=("file",), writers="coordinator leader"),
    *appraising.ADDRESSES,
    *criteria.ADDRESSES,
    *emulation.ADDRESSES,
    *improving.ADDRESSES,
    *initiatives.ADDRESSES,
    *results.ADDRESSES,
    *scoring.ADDRESSES,
    *surveys.ADDRESSES,
)
