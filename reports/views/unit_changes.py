"""Renaming, moving, merging, splitting and founding bodies, and the end of a district: what it would do is told first,
and done where it is confirmed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cchc.orgs.actions.ending import end_district
from cchc.orgs.actions.units import found_body, merge_bodies, move_body, rename_body, split_body
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.queries.units import governments_above, live_beneath
from cchc.orgs.refusals import Refused
from cchc.orgs.rules import can_change_units, can_manage_people
from cchc.web.clock import local_now, local_today
from reports.actions.units import Change, change_units
from reports.forms.units import EndForm, FoundForm, MergeForm, MoveForm, OrderForm, RenameForm, SplitForm
from reports.queries.units import Handing, Preview, district_of, ending_of, preview_of
from reports.views.units import body_of, places_of

NO_RIGHT = "Chỉ người quản trị của cấp trên mới sáp nhập, đổi tên, chia tách hoặc chuyển {}."
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Told:
    """What a filled-in form would do: sentences, the preview of what changes hands, the change itself and the bodies
    that end by it."""

    said: Sequence[str]
    change: Change
    preview: Preview | None = None
    ending: Sequence[Organization] = field(default=())


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    lead: str
    template: str = "reports/unit_form.html"


@require_http_methods(["GET", "POST"])
def rename(request: ActorRequest, pk: int) -> HttpResponseBase:
    body = _changeable(request, pk)
    given = {"name": body.name, "place_name": body.place_name}
    form = RenameForm(request.POST or None, initial=given)
    page = Page(f"Đổi tên {body}", "Tên cũ giữ trong hồ sơ của thời ấy và được nhận ra trong văn bản cũ.")
    return _answer(request, body, page, form, partial(_renaming, body, form))


def _renaming(body: Organization, form: RenameForm) -> Told:
    data = form.cleaned_data
    names = {name: data[name] for name in ("name", "issuer_name", "place_name")}
    said = (
        f"{body} mang tên {data['name']} từ {_from(form)}.",
        f"Báo cáo của kỳ chốt trước ngày ấy vẫn in tên {body.issuer_name}.",
        "Kế hoạch ban hành sau ngày ấy còn ghi tên cũ thì được nhắc kiểm tra lại.",
    )
    return Told(said, partial(rename_body, organization=body, **names))


@require_http_methods(["GET", "POST"])
def move(request: ActorRequest, pk: int) -> HttpResponseBase:
    body = _changeable(request, pk)
    parents = [one for one in governments_above(request.actor) if not one.path.startswith(body.path)]
    form = MoveForm(request.POST or None, parents=[one for one in parents if one.pk != body.parent_id])
    page = Page(f"Chuyển {body} sang cấp trên khác", f"Đang thuộc {body.parent}; mọi đơn vị trực thuộc đi theo.")
    return _answer(request, body, page, form, partial(_moving, body, form))


def _moving(body: Organization, form: MoveForm) -> Told:
    said = (
        f"{body} thuộc {form.above} từ {_from(form)}; trước ngày ấy thuộc {body.parent}.",
        f"Báo cáo gửi từ ngày ấy đến {form.above}; chế độ báo cáo theo {form.above}.",
    )
    return Told(said, partial(move_body, organization=body, parent=form.above))


@require_http_methods(["GET", "POST"])
def merge(request: ActorRequest, pk: int) -> HttpResponseBase:
    body = _changeable(request, pk)
    siblings = [one for one in _siblings(body) if one.kind == body.kind]
    form = MergeForm(request.POST or None, others=siblings)
    page = Page(f"Sáp nhập {body}", "Đơn vị kết thúc giữ nguyên hồ sơ; đơn vị sau kế thừa mọi việc còn mở.")
    return _answer(request, body, page, form, partial(_merging, body, form))


def _merging(body: Organization, form: MergeForm) -> Told:
    bodies = [body, *form.merging]
    heir = form.heir if isinstance(form.heir, Organization) else None
    name = form.heir.name
    what = "tiếp nhận" if heir else "thành lập mới"
    handings = [Handing(one, heir, name, what, form.movers) for one in bodies]
    said = (
        f"{', '.join(one.name for one in bodies)} kết thúc hết {_last(form)}; {name} {what} từ {_from(form)}.",
        f"Việc còn mở, báo cáo chưa gửi của {'các ' if len(bodies) > 1 else ''}đơn vị cũ do {name} làm tiếp.",
    )
    change = partial(merge_bodies, bodies=bodies, into=form.heir, people=form.movers, posts=form.posts)
    return Told(said, change, preview_of(handings, local_today()), bodies)


@require_http_methods(["GET", "POST"])
def split(request: ActorRequest, pk: int) -> HttpResponseBase:
    body = _changeable(request, pk)
    form = SplitForm(request.POST or None)
    page = Page(f"Chia tách {body}", "Một đơn vị kế thừa hồ sơ và việc còn mở; đơn vị kia bắt đầu mới.")
    return _answer(request, body, page, form, partial(_splitting, body, form))


def _splitting(body: Organization, form: SplitForm) -> Told:
    names = [part.name for part in form.parts]
    place = form.place_of_heir
    change = partial(split_body, organization=body, parts=form.parts, heir=place, people=form.movers)
    if place is None:
        return Told((f"Lập {', '.join(names)} từ {_from(form)}; {body} vẫn tiếp tục và giữ mọi việc.",), change)
    others = ", ".join(names[1:])
    said = (
        f"{body} kết thúc hết {_last(form)}; {names[0]} kế thừa từ {_from(form)}.",
        f"{others} bắt đầu mới: không việc, không hồ sơ nào của {body} chuyển sang.",
    )
    handing = Handing(body, None, names[0], "kế thừa", form.movers)
    return Told(said, change, preview_of([handing], local_today()), [body])


@require_http_methods(["GET", "POST"])
def found(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Found a body beneath this one."""
    body = body_of(request, pk)
    if not can_manage_people(request.actor, body):
        raise PermissionDenied(NO_RIGHT.format(f"đơn vị trực thuộc {body}"))
    kind = OrganizationKind.COMMUNE if body.kind != OrganizationKind.COMMUNE else OrganizationKind.DEPARTMENT
    form = FoundForm(request.POST or None, parents=[body], initial={"kind": kind, "parent": body.pk})
    page = Page(f"Lập đơn vị thuộc {body}", "Lập giữa năm thì chỉ tính việc, báo cáo từ ngày thành lập.")
    return _answer(request, body, page, form, partial(_founding, form))


def _founding(form: FoundForm) -> Told:
    kind = OrganizationKind(form.cleaned_data["kind"])
    said = (
        f"{form.newcomer.name} có từ {_from(form)}, thuộc {form.above}.",
        "Không việc nào đến hạn trước ngày ấy và không kỳ nào chốt trước ngày ấy được tính cho đơn vị này.",
    )
    return Told(said, partial(found_body, newcomer=form.newcomer, kind=kind, parent=form.above))


@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The end of a district: what each commune becomes, who takes over each department."""
    body = _changeable(request, pk)
    if body.kind != OrganizationKind.DISTRICT or body.parent is None:
        raise Http404
    district = district_of(body, body.parent)
    form = EndForm(
        request.POST or None, communes=district.communes, departments=district.departments, heirs=district.heirs
    )
    lead = f"{len(district.communes)} xã, phường, thị trấn về {district.province}; hồ sơ cũ giữ nguyên."
    page = Page(f"Kết thúc {body}", lead, "reports/unit_end.html")
    if request.method == "POST" and form.is_valid():
        form.take_faults(district.read(form.lines).faults)

    def told() -> Told:
        fates = district.read(form.lines).fates
        communes, departments = district.parted(fates)
        change = partial(end_district, district=body, communes=communes, departments=departments, people=form.movers)
        said = (
            f"{body} kết thúc hết {_last(form)}; {district.province} kế thừa từ {_from(form)}.",
            "Báo cáo của kỳ chốt trước ngày ấy vẫn làm tiếp và gửi được, dưới tên cũ; kỳ sau thuộc đơn vị mới.",
        )
        preview = ending_of(district, fates, form.movers, local_today())
        return Told(said, change, preview, district.ending(fates))

    return _answer(request, body, page, form, told)


def _answer(
    request: ActorRequest, body: Organization, page: Page, form: OrderForm, told: Callable[[], Told]
) -> HttpResponseBase:
    """The form; filled in, what it would do; confirmed, the change and its page."""
    context: dict[str, Any] = {"body": body, "page": page, "form": form, "places": places_of(request)}
    if request.method == "POST" and form.is_valid() and "edit" not in request.POST:
        answer = told()
        if "confirmed" not in request.POST:
            hidden = [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in ("csrfmiddlewaretoken", "giu")
            ]
            more = {"told": answer, "hidden": hidden, "is_ahead": form.order.on_day > local_today()}
            return render(request, "reports/unit_preview.html", context | more)
        try:
            change = change_units(
                actor=request.actor, ending=answer.ending, order=form.order, change=answer.change, now=local_now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã ghi: {change}.")
            return redirect(reverse("reports:unit_change", args=[change.pk]))
    return render(request, page.template, context, status=UNPROCESSABLE if form.errors else 200)


def _changeable(request: ActorRequest, pk: int) -> Organization:
    body = body_of(request, pk)
    if not can_change_units(request.actor, body):
        raise PermissionDenied(NO_RIGHT.format(body))
    if body.is_over:
        raise Http404
    return body


def _siblings(body: Organization) -> list[Organization]:
    return [one for one in live_beneath(body.parent) if one.pk != body.pk] if body.parent else []


def _from(form: OrderForm) -> str:
    return f"ngày {form.order.on_day:%d/%m/%Y}"


def _last(form: OrderForm) -> str:
    day: date = form.order.last_day
    return f"ngày {day:%d/%m/%Y}"
