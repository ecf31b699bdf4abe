"""Criteria sets written in the browser: who may, what is refused, what is kept."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.criteria import (
    NO_RIGHT,
    NOT_SCORED,
    Overtaken,
    What,
    begin_from_example,
    begin_set,
    drop_set,
    fix_set,
    write_head,
)
from indices.actions.criteria_copies import copy_set
from indices.actions.criteria_lines import move_criterion, remove_criterion, take_in_set, write_criterion
from indices.enums import IndexKind, SetState, TieKind
from indices.models import CriteriaSet, Criterion
from indices.queries.criteria import head_of, outline_of
from indices.scoring.ranking import TieRule
from indices.scoring.rules import Choice, Deduction, Judged, Met, PerUnit, Rule, Share, Steps, Survey
from indices.sheets.outline import Line
from indices.sheets.starting import starting_outline
from indices.sheets.workbook import CRITERIA, write_workbook
from reports.demo.indices_criteria import load_criteria
from tests.cast import NOW, TODAY, Cast
from tests.indices.sets import round_over, small_set

pytestmark = pytest.mark.django_db
COMMUNES = What(IndexKind.PAR_INDEX, OrganizationKind.COMMUNE, 2023)


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def draft(cast: Cast) -> CriteriaSet:
    return small_set(cast.district, year=2023)


def example(cast: Cast, what: What = COMMUNES) -> CriteriaSet:
    return begin_from_example(actor=cast.actors["noivu"], what=what, now=NOW)


def line(code: str = "1.4", name: str = "Tiêu chí mới", maximum: str = "2", rule: Rule | None = None) -> Line:
    return Line(code, 1, name, Decimal(maximum), rule or Met())


def one(found: CriteriaSet, code: str) -> Criterion:
    row: Criterion = found.criteria.get(code=code)
    return row


def codes(found: CriteriaSet) -> list[str]:
    return list(found.criteria.order_by("order").values_list("code", flat=True))


def write(cast: Cast, found: CriteriaSet, **given: Any) -> Criterion:
    revision = CriteriaSet.objects.get(pk=found.pk).revision
    usual: dict[str, Any] = {"parent_id": one(found, "1").pk, "line": line(), "seen_revision": revision}
    return write_criterion(actor=cast.actors["noivu"], set_id=found.pk, now=NOW, **usual | given)


class TestBeginning:
    def test_from_the_example_of_its_level(self, cast: Cast) -> None:
        made = example(cast)
        assert outline_of(made) == starting_outline(OrganizationKind.COMMUNE, 2023)
        assert (made.organization, made.is_example, made.state, made.version) == (
            cast.district,
            True,
            SetState.DRAFT,
            1,
        )
        assert example(cast).pk == made.pk
        later = example(cast, replace(COMMUNES, year=2024))
        assert set(made.criteria.values_list("lineage")) == set(later.criteria.values_list("lineage"))

    def test_empty_once(self, cast: Cast) -> None:
        first = begin_set(actor=cast.actors["noivu"], what=COMMUNES, name=" Bộ  mới ", now=NOW)
        assert (first.name, begin_set(actor=cast.actors["noivu"], what=COMMUNES, name="Bộ mới", now=NOW)) == (
            "Bộ mới",
            first,
        )

    @pytest.mark.parametrize("kind", [IndexKind.PAPI, IndexKind.PCI])
    def test_papi_and_pci_are_no_scores(self, cast: Cast, kind: IndexKind) -> None:
        with pytest.raises(Refused) as refusal:
            begin_set(actor=cast.actors["noivu"], what=replace(COMMUNES, kind=kind), name="x", now=NOW)
        assert refusal.value.message == NOT_SCORED

    def test_a_district_scores_no_districts(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            example(cast, replace(COMMUNES, level=OrganizationKind.DISTRICT))

    @pytest.mark.parametrize("name", ["vptk", "chutich", "tpht", "admin"])
    def test_only_who_runs_rounds(self, cast: Cast, name: str) -> None:
        with pytest.raises(Forbidden) as refusal:
            begin_set(actor=cast.actors[name], what=COMMUNES, name="x", now=NOW)
        assert (refusal.value.message, CriteriaSet.objects.count()) == (NO_RIGHT, 0)

    def test_the_demonstration_is_loaded_once(self, cast: Cast) -> None:
        user: Any = cast.people["noivu"]
        user.username = "noivu.bimson"
        user.save()
        load_criteria(NOW)
        load_criteria(NOW)
        assert sorted(CriteriaSet.objects.values_list("year", flat=True)) == [2022, 2023]


class TestHead:
    def test_is_data(self, cast: Cast, draft: CriteriaSet) -> None:
        head = replace(
            head_of(draft), name="Tên mới", places=1, threshold=Decimal(75), ties=(TieRule(TieKind.CRITERION, "3"),)
        )
        write_head(actor=cast.actors["noivu"], set_id=draft.pk, head=head, seen_revision=1, now=NOW)
        draft.refresh_from_db()
        assert (head_of(draft), draft.revision) == (head, 2)
        write_head(actor=cast.actors["noivu"], set_id=draft.pk, head=head, seen_revision=1, now=NOW)
        with pytest.raises(Overtaken):
            write_head(
                actor=cast.actors["noivu"],
                set_id=draft.pk,
                head=head_of(draft).__class__("x"),
                seen_revision=1,
                now=NOW,
            )

    def test_two_classes_of_one_score_are_refused(self, cast: Cast, draft: CriteriaSet) -> None:
        head = head_of(draft)
        twice = replace(head, bands=(*head.bands, replace(head.bands[0], name="Khác")))
        with pytest.raises(Refused):
            write_head(actor=cast.actors["noivu"], set_id=draft.pk, head=twice, seen_revision=1, now=NOW)


class TestLines:
    RULES = (Met(), Share(), PerUnit(Decimal(1)), Deduction(Decimal(1)), Survey(), Judged())

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind.value)
    def test_added_at_the_end_of_its_parent(self, cast: Cast, draft: CriteriaSet, rule: Rule) -> None:
        made = write(cast, draft, line=line(rule=rule))
        assert (made.rule, codes(draft)[:6]) == (rule, ["1", "1.1", "1.2", "1.3", "1.4", "2"])
        assert write(cast, draft, line=line(rule=rule), seen_revision=1).pk == made.pk

    def test_changed_keeps_its_lineage(self, cast: Cast, draft: CriteriaSet) -> None:
        before = one(draft, "2.2")
        parent = one(draft, "1").pk
        made = write(cast, draft, criterion_id=before.pk, parent_id=parent, line=line(code="1.4"))
        assert (made.pk, made.lineage, made.may_not_apply) == (before.pk, before.lineage, False)
        assert codes(draft)[3:7] == ["1.3", "1.4", "2", "2.1"]

    def test_a_second_writer_sees_the_first(self, cast: Cast, draft: CriteriaSet) -> None:
        pk = one(draft, "1.2").pk
        write(cast, draft, criterion_id=pk, line=line("1.2", "Người thứ nhất"))
        with pytest.raises(Overtaken):
            write(cast, draft, criterion_id=pk, line=line("1.2", "Người thứ hai"), seen_revision=1)
        assert one(draft, "1.2").name == "Người thứ nhất"

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"line": line("1.1")}, "đã dùng"),
            ({"line": line(name="")}, "tên"),
            ({"line": line(maximum="0")}, "lớn hơn 0"),
            ({"line": line(rule=Steps(()))}, "bậc"),
            ({"line": line(rule=Choice(()))}, "mức"),
            ({"line": line("a b")}, "Mã"),
        ],
    )
    def test_what_is_wrong_is_refused(self, cast: Cast, draft: CriteriaSet, given: dict[str, Any], words: str) -> None:
        with pytest.raises(Refused, match=words):
            write(cast, draft, **given)
        assert draft.criteria.count() == 13

    def test_places_that_cannot_be(self, cast: Cast, draft: CriteriaSet) -> None:
        area, leaf = one(draft, "1"), one(draft, "1.1")
        for given in (
            {"parent_id": leaf.pk},
            {"criterion_id": area.pk, "parent_id": area.pk, "line": replace(line("1"), rule=None)},
            {"criterion_id": area.pk, "parent_id": None, "line": line("1")},
        ):
            with pytest.raises(Refused):
                write(cast, draft, **given)

    def test_moved_among_its_siblings(self, cast: Cast, draft: CriteriaSet) -> None:
        def go(code: str, step: int) -> list[str]:
            pk = one(draft, code).pk
            move_criterion(actor=cast.actors["noivu"], set_id=draft.pk, criterion_id=pk, step=step, now=NOW)
            return codes(draft)[:5]

        assert go("1.3", -1) == ["1", "1.1", "1.3", "1.2", "2"]
        assert go("1.1", -1) == ["1", "1.1", "1.3", "1.2", "2"]
        assert go("1", 1) == ["2", "2.1", "2.2", "2.3", "1"]

    def test_removed_with_all_beneath(self, cast: Cast, draft: CriteriaSet) -> None:
        remove_criterion(actor=cast.actors["noivu"], set_id=draft.pk, criterion_id=one(draft, "1").pk, now=NOW)
        assert codes(draft)[:2] == ["2", "2.1"]
        said = Event.objects.latest("pk")
        assert (said.verb, said.before["số dòng"]) == ("Bỏ tiêu chí", 4)


class TestFixing:
    def test_never_changed_afterwards(self, cast: Cast, draft: CriteriaSet) -> None:
        actor = cast.actors["noivu"]
        assert fix_set(actor=actor, criteria_set=draft, now=NOW).state == SetState.FIXED
        assert fix_set(actor=actor, criteria_set=draft, now=NOW).state == SetState.FIXED
        outline = outline_of(draft)
        head = replace(outline.head, name="Khác")
        for attempt in (
            lambda: write(cast, draft),
            lambda: write_head(actor=actor, set_id=draft.pk, head=head, seen_revision=1, now=NOW),
            lambda: drop_set(actor=actor, set_id=draft.pk, now=NOW),
            lambda: take_in_set(actor=actor, set_id=draft.pk, outline=outline, seen_revision=1, now=NOW),
            lambda: remove_criterion(actor=actor, set_id=draft.pk, criterion_id=one(draft, "1").pk, now=NOW),
        ):
            with pytest.raises(Refused):
                attempt()
        assert outline_of(CriteriaSet.objects.get(pk=draft.pk)) == outline

    def test_refused_while_there_are_flaws(self, cast: Cast, draft: CriteriaSet) -> None:
        Criterion.objects.filter(pk=one(draft, "1.2").pk).update(maximum=5)
        with pytest.raises(Refused, match="Mã 1 ghi tối đa 20 điểm, các mục con cộng lại 19"):
            fix_set(actor=cast.actors["noivu"], criteria_set=draft, now=NOW)
        draft.refresh_from_db()
        assert draft.state == SetState.DRAFT

    def test_by_its_own_government_alone(self, cast: Cast, draft: CriteriaSet) -> None:
        with pytest.raises(Forbidden):
            fix_set(actor=cast.actors["vptk"], criteria_set=draft, now=NOW)


class TestCopies:
    def test_of_a_fixed_set_is_the_next_version(self, cast: Cast, draft: CriteriaSet) -> None:
        actor = cast.actors["noivu"]
        given: dict[str, Any] = {"set_id": draft.pk, "name": draft.name, "source": "", "shifts_texts": False}
        with pytest.raises(Refused):
            copy_set(actor=actor, year=2023, **given, now=NOW)
        fix_set(actor=actor, criteria_set=draft, now=NOW)
        made = copy_set(actor=actor, year=2023, **given, now=NOW)
        assert (made.version, made.state, made.copied_from, made.pk) == (
            2,
            SetState.DRAFT,
            draft,
            copy_set(actor=actor, year=2023, **given, now=NOW).pk,
        )
        assert outline_of(made) == outline_of(draft)

    def test_of_another_year_keeps_lineage_and_moves_years(self, cast: Cast, draft: CriteriaSet) -> None:
        Criterion.objects.filter(pk=one(draft, "1.1").pk).update(name="Kế hoạch năm 2023")
        made = copy_set(
            actor=cast.actors["noivu"],
            set_id=draft.pk,
            year=2024,
            name="Bộ 2024",
            source="QĐ",
            shifts_texts=True,
            now=NOW,
        )
        assert (made.year, made.version, one(made, "1.1").name) == (2024, 1, "Kế hoạch năm 2024")
        assert list(made.criteria.order_by("order").values_list("lineage", flat=True)) == list(
            draft.criteria.order_by("order").values_list("lineage", flat=True)
        )


class TestPages:
    def test_a_set_without_flaws_leads_to_its_round(self, cast: Cast, draft: CriteriaSet) -> None:
        page, address = reverse("indices:set", args=[draft.pk]), f"{reverse('indices:round_new')}?bo={draft.pk}"
        assert address in cast.client("noivu").get(page).content.decode()
        draft.criteria.filter(code="1.1").update(maximum=9)
        assert address not in cast.client("noivu").get(page).content.decode()

    def test_a_commune_reads_sets_of_its_rounds_alone(self, cast: Cast, draft: CriteriaSet) -> None:
        round_over(cast, small_set(cast.district, year=2022), cast.quang_trung)
        found = CriteriaSet.objects.get(year=2022)
        client = cast.client("vptk")
        page = client.get(reverse("indices:set", args=[found.pk])).content.decode()
        assert ("Bộ tiêu chí để đối chiếu khi tự chấm" in page, "Sửa thông tin chung" in page) == (True, False)
        assert client.get(reverse("indices:set", args=[draft.pk])).status_code == 404
        other = cast.client("ba-dinh.vptk")
        assert other.get(reverse("indices:set", args=[found.pk])).status_code == 404
        assert b"1</b>" not in other.get(reverse("indices:sets")).content

    def test_begun_from_the_example_in_one_press(self, cast: Cast) -> None:
        sent = {"start": "mau", "kind": "par-index", "level": "commune", "year": "2023", "name": ""}
        answer = cast.client("noivu").post(reverse("indices:set_new"), sent)
        made = CriteriaSet.objects.get()
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("indices:set", args=[made.pk]))
        answer = cast.client("noivu").post(reverse("indices:set_new"), sent | {"kind": "papi"})
        assert (answer.status_code, NOT_SCORED in answer.content.decode()) == (422, True)

    def test_a_criterion_of_each_rule_by_its_form(self, cast: Cast, draft: CriteriaSet) -> None:
        client = cast.client("noivu")
        parent = one(draft, "1").pk
        fields = {
            "met": {},
            "choice": {"options": "Trước 31/12 = 2\r\nSau = 0,5"},
            "steps": {"tiers": "90: 2\r\n80: 1"},
            "share": {"least": "50"},
            "per_unit": {"each": "0,5"},
            "deduction": {"each_off": "0,25"},
            "survey": {},
            "judged": {},
        }
        for place, (kind, more) in enumerate(fields.items(), start=4):
            draft.refresh_from_db()
            sent = {"parent": parent, "code": f"1.{place}", "name": "Mới", "maximum": "2", "rule_kind": kind} | more
            answer = client.post(reverse("indices:criterion_new", args=[draft.pk]), sent | {"revision": draft.revision})
            assert answer.status_code == 302
            made = one(draft, f"1.{place}")
            page = client.get(reverse("indices:criterion_edit", args=[draft.pk, made.pk]))
            assert (made.rule_kind, page.context["form"].initial["rule_kind"]) == (kind, kind)
            assert {name: page.context["form"].initial[name] for name in more} == {
                name: value.replace("\r\n", "\n") for name, value in more.items()
            }

    def test_what_cannot_be_stored_stays_on_the_page(self, cast: Cast, draft: CriteriaSet) -> None:
        client, made = cast.client("noivu"), one(draft, "1.2")
        path = reverse("indices:criterion_edit", args=[draft.pk, made.pk])
        sent = {"parent": made.parent_id, "code": "1.2", "name": "Chữ đã gõ", "maximum": "6", "rule_kind": "steps"}
        answer = client.post(path, sent | {"tiers": "chín", "revision": 1})
        assert (answer.status_code, "Chữ đã gõ" in answer.content.decode()) == (422, True)
        write(cast, draft, criterion_id=made.pk, line=line("1.2", "Người thứ nhất"))
        answer = client.post(path, sent | {"tiers": "90: 6", "revision": 1})
        text = answer.content.decode()
        assert (answer.status_code, "Chữ đã gõ" in text, "Người thứ nhất" in text) == (409, True, True)
        assert client.post(path, sent | {"tiers": "90: 6", "revision": 2}).status_code == 302
        assert one(draft, "1.2").name == "Chữ đã gõ"

    def test_the_head_by_its_form(self, cast: Cast, draft: CriteriaSet) -> None:
        client, path = cast.client("noivu"), reverse("indices:set_edit", args=[draft.pk])
        form = client.get(path).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields} | {"tie1": "criterion", "tie1_code": "3"}
        assert client.post(path, sent | {"bands": "Tốt"}).status_code == 422
        assert client.post(path, sent | {"tie1_code": ""}).status_code == 422
        assert client.post(path, sent).status_code == 302
        draft.refresh_from_db()
        assert draft.tie_rules == (TieRule(TieKind.CRITERION, "3"),)
        answer = client.post(path, sent | {"name": "Tên đã gõ"})
        assert (answer.status_code, "Tên đã gõ" in answer.content.decode()) == (409, True)

    def test_moved_removed_copied_and_dropped(self, cast: Cast, draft: CriteriaSet) -> None:
        client, pk = cast.client("noivu"), one(draft, "1.3").pk
        client.post(reverse("indices:criterion_move", args=[draft.pk, pk]), {"sang": "len"})
        assert codes(draft)[2] == "1.3"
        client.post(reverse("indices:criterion_drop", args=[draft.pk, pk]))
        assert "1.3" not in codes(draft)
        path = reverse("indices:set_copy", args=[draft.pk])
        form = client.get(path).context["form"]
        assert (form["year"].value(), "2024" in form["name"].value()) == (2024, True)
        Criterion.objects.filter(pk=one(draft, "1.1").pk).update(name="Kế hoạch năm 2023")
        sent = {"year": "2024", "name": "Bộ 2024", "source": "", "shifts": "on"}
        shown = client.post(path, sent)
        assert ([one.after for one in shown.context["shifts"]], CriteriaSet.objects.count()) == (
            ["Kế hoạch năm 2024"],
            1,
        )
        client.post(path, sent | {"shown": "2024"})
        assert CriteriaSet.objects.filter(year=2024, copied_from=draft).count() == 1
        client.post(reverse("indices:set_drop", args=[draft.pk]))
        assert not CriteriaSet.objects.filter(pk=draft.pk).exists()


class TestExcel:
    @pytest.fixture
    def send(self, cast: Cast) -> Callable[[CriteriaSet, bytes], Any]:
        def sent(found: CriteriaSet, data: bytes) -> Any:
            path = reverse("indices:set_sheet", args=[found.pk])
            return cast.client("noivu").post(path, {"file": SimpleUploadedFile("bo.xlsx", data)})

        return sent

    def workbook(self, found: CriteriaSet, change: Callable[[Any], None] = lambda sheet: None) -> bytes:
        book = load_workbook(BytesIO(write_workbook(outline_of(found))))
        change(book[CRITERIA])
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    def test_what_went_out_comes_back_unchanged(self, draft: CriteriaSet, send: Any) -> None:
        page = send(draft, self.workbook(draft))
        assert (page.status_code, page.context["differences"]) == (200, [])

    def test_shown_then_stored_once(self, cast: Cast, draft: CriteriaSet, send: Any) -> None:
        def change(sheet: Any) -> None:
            sheet.cell(3, 3).value = "Tên mới"
            sheet.append(["5", "Lĩnh vực", "Thêm", 3, "Đạt / không đạt"])

        before = {row.code: row.lineage for row in draft.criteria.all()}
        data = self.workbook(draft, change)
        page = send(draft, data)
        assert [(one.code, one.what) for one in page.context["differences"]] == [("1.1", "Tên"), ("5", "")]
        assert one(draft, "1.1").name != "Tên mới"
        path = reverse("indices:set_sheet_confirm", args=[draft.pk])
        for _ in range(2):
            assert cast.client("noivu").post(path, {"parcel": page.context["parcel"]}).status_code == 302
        draft.refresh_from_db()
        assert (one(draft, "1.1").name, codes(draft)[-1], draft.revision) == ("Tên mới", "5", 2)
        after = {row.code: row.lineage for row in draft.criteria.all()}
        assert {code: after[code] for code in before} == before
        assert send(draft, data).context["differences"] == []

    def test_one_fault_stores_nothing(self, draft: CriteriaSet, send: Any) -> None:
        def change(sheet: Any) -> None:
            sheet.cell(3, 3).value = "Tên mới"
            sheet.cell(4, 4).value = "sáu"

        page = send(draft, self.workbook(draft, change))
        assert [(fault.row, fault.column, fault.value) for fault in page.context["faults"]] == [
            (4, "Điểm tối đa", "sáu")
        ]
        assert (page.status_code, "parcel" in page.context) == (422, False)

    def test_what_is_no_workbook(self, draft: CriteriaSet, send: Any) -> None:
        assert send(draft, b"PK\x03\x04 khong phai").status_code == 422

    def test_somebody_elses_preview_is_not_taken(self, cast: Cast, draft: CriteriaSet, send: Any) -> None:
        parcel = send(draft, self.workbook(draft, lambda sheet: sheet.append(["5", "", "T", 3, ""]))).context["parcel"]
        write(cast, draft)
        path = reverse("indices:set_sheet_confirm", args=[draft.pk])
        cast.client("noivu").post(path, {"parcel": parcel})
        cast.client("noivu").post(path, {"parcel": parcel[:-2]})
        assert "5" not in codes(draft)

    @pytest.mark.parametrize(("fmt", "start"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
    def test_files(self, cast: Cast, draft: CriteriaSet, fmt: str, start: bytes) -> None:
        answer = cast.client("noivu").get(reverse("indices:set_file", args=[draft.pk, fmt]))
        assert (answer.status_code, answer.content.startswith(start)) == (200, True)
        assert cast.client("noivu").get(reverse("indices:set_file", args=[draft.pk, "txt"])).status_code == 404
