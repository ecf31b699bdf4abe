"""Posts of a body: who holds them, what they lead; adding, renaming, ending."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.actions.posts import add_position, change_position, reopen_position
from cchc.orgs.enums import PositionKind
from cchc.orgs.http import ActorRequest
from cchc.orgs.pages import people_places, shown, with_fresh_mark
from cchc.orgs.queries.staff import bodies_of, managed_body
from cchc.orgs.refusals import Refused, Stale
from cchc.orgs.rules import can_manage_people
from cchc.orgs.terms import Facts, facts_of_position, mark_of
from cchc.web.clock import local_now, local_today
from tasks.actions.posts import end_post
from tasks.forms.posts import PostEndForm, PostForm
from tasks.queries.posts import PostLine, post_line, post_lines

PAGE = 50
UNPROCESSABLE = 422
ONLY_ADMINISTRATOR = "Chỉ người quản trị của đơn vị, hoặc của cấp trên, mới sửa được chức danh."


@require_GET
def posts(request: ActorRequest) -> HttpResponseBase:
    """The posts of the bodies within reach; what leads duties and has no holder comes first in a warning."""
    asked, today = request.GET, local_today()
    bodies = bodies_of(request.actor)
    body = next((one for one in bodies if str(one.pk) == asked.get("don-vi", "")), None)
    words, ended = asked.get("q", "").strip(), asked.get("tinh-trang") == "da-het"
    lines = post_lines(request.actor, body, words=words, ended=ended, today=today)
    page = Paginator(lines, PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "vacant": [line for line in lines if line.is_vacant],
        "bodies": bodies,
        "one_body": len(bodies) == 1,
        "body": body,
        "words": words,
        "ended": ended,
        "filtered": bool(words or ended or body),
        "may_manage": can_manage_people(request.actor, request.actor.organization),
        "places": people_places("tasks:posts"),
    }
    return render(request, "tasks/posts.html", context)


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponseBase:
    """A further post or section of a body."""
    if not can_manage_people(request.actor, request.actor.organization):
        raise PermissionDenied(ONLY_ADMINISTRATOR)
    body = managed_body(request.actor, request.GET.get("don-vi", ""))
    if body is None:
        raise Http404
    form = PostForm(request.POST or None, initial={"kind": PositionKind.POST})
    if request.method == "POST" and form.is_valid():
        try:
            made = add_position(actor=request.actor, organization=body, now=local_now(), **form.values())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã thêm “{made}” vào {body}.")
            return redirect("tasks:posts")
    bodies = [one for one in bodies_of(request.actor) if can_manage_people(request.actor, one)]
    return _form_page(request, "tasks/post_add.html", form, {"body": body, "bodies": bodies})


@require_http_methods(["GET", "POST"])
def post(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Mend a post; its former name stays an alias."""
    line = _line(request, pk)
    facts = facts_of_position(line.position)
    form = PostForm(request.POST or None, initial=_initial(line, facts))
    stale: Facts | None = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_position(
                actor=request.actor,
                position=line.position,
                seen=form.cleaned_data["seen"],
                now=local_now(),
                **form.values(),
            )
        except Stale as refusal:
            stale = facts
            with_fresh_mark(form, facts)
            form.add_error(None, refusal.message)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã sửa chức danh." if changed else "Không có gì đổi.")
            return redirect("tasks:posts")
    context = {"line": line, "stale": shown(stale), "end": _end_form(facts)}
    return _form_page(request, "tasks/post.html", form, context)


@require_POST
def end(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A post that nobody holds and that leads nothing any more ends with a day."""
    line = _line(request, pk)
    facts = facts_of_position(line.position)
    form = PostEndForm(request.POST)
    if form.is_valid():
        seen, last_on = form.cleaned_data["seen"], form.cleaned_data["last_on"]
        try:
            end_post(actor=request.actor, position=line.position, seen=seen, last_on=last_on, now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"“{line.position}” kết thúc sau ngày {last_on:%d/%m/%Y}.")
            return redirect("tasks:posts")
    context = {"line": line, "end": form, "form": PostForm(initial=_initial(line, facts))}
    context |= {"places": people_places("tasks:posts")}
    return render(request, "tasks/post.html", context, status=UNPROCESSABLE)


@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A post that was ended by mistake, or is there again."""
    line = _line(request, pk)
    seen = request.POST.get("seen", "")
    try:
        reopen_position(actor=request.actor, position=line.position, seen=seen, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã mở lại “{line.position}”.")
    return redirect("tasks:post", pk)


def _line(request: ActorRequest, pk: int) -> PostLine:
    line = post_line(request.actor, pk, today=local_today())
    if line is None:
        raise Http404
    if not line.may_change:
        raise PermissionDenied(ONLY_ADMINISTRATOR)
    return line


def _initial(line: PostLine, facts: Facts) -> dict[str, Any]:
    found = line.position
    return {
        "name": found.name,
        "short_name": found.short_name,
        "aliases": "\n".join(found.aliases),
        "kind": found.kind,
        "order": found.order,
        "seen": mark_of(facts),
    }


def _end_form(facts: Facts) -> PostEndForm:
    return PostEndForm(initial={"last_on": local_today(), "seen": mark_of(facts)})


def _form_page(request: ActorRequest, template: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    context |= {"form": form, "places": people_places("tasks:posts")}
    return render(request, template, context, status=UNPROCESSABLE if form.errors else 200)
