"""The table of addresses walked as nobody, as each role, and as the neighbours: the same roles of another body.

What belongs to another body is not found, exactly as what does not exist, and none of its words is met anywhere.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from cchc.orgs.middleware import SESSION_KEY
from cchc.orgs.models import Event, Membership
from tests.addresses import ADDRESSES
from tests.cast import TODAY
from tests.conftest import ReadingClient
from tests.marked import Marked
from tests.marking import MARK
from tests.visiting import NONE, ROLES, Address, Statuses

pytestmark = pytest.mark.django_db

NEIGHBOURS = {role: f"ba-dinh.{ROLES[role]}" for role in ("officer", "coordinator", "leader")}
HTMX = {"HX-Request": "true"}
METHODS = ("get", "post")
EVERY_WAY = (("get", {}), ("get", {"headers": HTMX}), ("post", {}))
SENT_KINDS = {
    "selfscore",
    "answered",
    "area",
    "asked",
    "contest",
    "criteria",
    "decision",
    "doubt",
    "due",
    "evidence",
    "file",
    "handed",
    "handedproof",
    "idea",
    "mending",
    "narrative",
    "note",
    "person",
    "place",
    "plan",
    "product",
    "published",
    "reason",
    "regime",
    "row",
    "survey",
    "target",
    "told",
    "trouble",
    "update",
}
"""Kinds of marked words that may be read from above: of plans those in force, of reports what was sent."""
OWN_KINDS = {
    "answer",
    "contestdraft",
    "failure",
    "fresh",
    "graded",
    "indicator",
    "poll",
    "proof",
    "result",
    "scored",
    "signer",
    "title",
    "unread",
    "unsent",
    "words",
}
"""Kinds that only one's own body reads: of drafts."""
UNTOLD_KINDS = {"remark", "untold"}
"""Kinds that only the reviewer reads: what he remarks until he decides, what he drafts until he sends it."""
PARTS = [one for one in ADDRESSES if one.on[1:] not in ((), ("key",), ("format",))]
ANY_ADDRESS = pytest.mark.parametrize("address", ADDRESSES, ids=str)


@pytest.fixture(autouse=True)
def files_and_day(settings: Any, found: Marked, media: Path) -> None:
    settings.MEDIA_ROOT, settings.TODAY = media, TODAY


@dataclass(frozen=True)
class Visit:
    """What one person got. `changed`: an audit line was written, as every change writes one."""

    status: int
    changed: bool
    text: bytes

    @property
    def marks(self) -> set[str]:
        """The kinds of marked words that came along."""
        return set(re.findall(rf"{MARK}([a-z]+)", self.text.decode("utf-8", "replace")))


def signed_in(found: Marked, name: str) -> Client:
    client = ReadingClient(raise_request_exception=False)
    if name:
        client.cookies["sessionid"] = found.sessions[name]
    return client


def visit(found: Marked, name: str, method: str, path: str, address: Address, **more: Any) -> Visit:
    """Ask as that person (nobody: ""); what it changes is undone."""
    client = signed_in(found, name)
    with transaction.atomic():
        sent = address.sent(found) if method == "post" else {}
        before = Event.objects.count()
        answer = client.get(path, **more) if method == "get" else client.post(path, sent, **more)
        changed = Event.objects.count() > before
        transaction.set_rollback(True)
    return Visit(answer.status_code, changed, all_of(answer))


def all_of(answer: HttpResponseBase) -> bytes:
    """Headers, cookies and body; of a workbook or Word file what is packed in it."""
    body = answer.getvalue() if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return b"\n".join((str(answer.headers).encode(), str(answer.cookies).encode(), body))


def expected(statuses: Statuses | None, people: Iterable[str]) -> dict[str, int]:
    by_role = dict(zip(ROLES, statuses or (405,) * 5, strict=True))
    return {role: by_role[role] for role in people}


def statuses(found: Marked, people: Mapping[str, str], method: str, path: str, address: Address) -> dict[str, int]:
    return {role: visit(found, name, method, path, address).status for role, name in people.items()}


def offered(address: Address, method: str) -> Statuses | None:
    return address.gets if method == "get" else address.posts


def all_names(patterns: Any, prefix: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from all_names(one.url_patterns, prefix + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield f"{prefix}{one.name}"


def test_every_address_is_in_the_table() -> None:
    assert {address.name for address in ADDRESSES} == set(all_names(get_resolver().url_patterns))


@ANY_ADDRESS
def test_each_role(found: Marked, address: Address) -> None:
    """Reading, sending, and who changes something by sending; nobody is shown the way to sign in."""
    path = address.path(found.home)
    sent = {role: visit(found, name, "post", path, address) for role, name in ROLES.items()}
    assert statuses(found, ROLES, "get", path, address) == expected(address.gets, ROLES)
    assert {role: one.status for role, one in sent.items()} == expected(address.posts, ROLES)
    assert [role for role, one in sent.items() if one.changed] == address.writers.split()


def test_nobody_is_shown_the_way_to_sign_in(found: Marked) -> None:
    for address in ADDRESSES:
        path = address.path(found.home)
        for method in METHODS if address.for_nobody == 302 else ("get",):
            answer = getattr(signed_in(found, ""), method)(path)
            assert (address, answer.status_code) == (address, address.for_nobody)
            if answer.status_code == 302:
                assert answer["Location"] == f"/dang-nhap/?next={quote(path) if method == 'get' else '/'}"
                assert getattr(signed_in(found, ""), method)(path, headers=HTMX).status_code == 401


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.on], ids=str)
def test_neighbours_do_not_find_it(found: Marked, address: Address) -> None:
    """404 for what is there as for what is not, word for word; where the method is not offered, 405 for both."""
    path, nowhere = address.path(found.home), address.path(dict.fromkeys(address.on, 987654))
    for method in METHODS:
        nothing = expected(NONE if offered(address, method) else None, NEIGHBOURS)
        assert statuses(found, NEIGHBOURS, method, path, address) == nothing
        there, not_there = (visit(found, NEIGHBOURS["leader"], method, one, address) for one in (path, nowhere))
        assert there == not_there


@pytest.mark.parametrize("address", [one for one in ADDRESSES if not one.on], ids=str)
def test_neighbours_have_the_same_pages_of_their_own(found: Marked, address: Address) -> None:
    assert statuses(found, NEIGHBOURS, "get", address.path({}), address) == expected(address.gets, NEIGHBOURS)


@pytest.mark.parametrize("address", PARTS, ids=str)
def test_a_part_is_not_found_under_another_whole(found: Marked, address: Address) -> None:
    people = NEIGHBOURS | {role: ROLES[role] for role in ("reviewer", "administrator")}
    for path in (address.path(found.away, found.home), address.path(found.home, found.away)):
        for method in METHODS:
            nothing = expected(NONE if offered(address, method) else None, people)
            assert statuses(found, people, method, path, address) == nothing


def filters(found: Marked) -> dict[str, list[str]]:
    """What may be asked for after the "?", naming objects and words of Quang Trung."""
    plan, body, post = found.home["plan"].pk, found.cast.quang_trung.pk, found.cast.positions["tpht"].pk
    words = ["q=ra+soat", f"q={MARK[1:]}row", "state=overdue", "sort=-next_due_on&page=9"]
    tasks = [f"plan={plan}", f"body={body}", f"position={post}", *words]
    return {
        "tasks:list": tasks,
        "tasks:register": tasks,
        "reports:list": ["nam=2023&ky=quarter-2023-1"],
        "reports:regime": [f"don-vi={body}"],
    }


def paths(found: Marked, address: Address) -> Iterator[str]:
    """The address itself, under the neighbours' own plan, and with every filter."""
    path = address.path(found.home)
    yield path
    if address in PARTS:
        yield address.path(found.away, found.home)
    for asked in filters(found).get(address.name, ()):
        yield f"{path}?{asked}"


def walked(found: Marked, name: str, ways: Iterable[tuple[str, dict[str, Any]]] = EVERY_WAY) -> dict[str, Visit]:
    """Everything that one person can ask for."""
    return {
        f"{method} {path} {more}": visit(found, name, method, path, address, **more)
        for address in ADDRESSES
        for path in paths(found, address)
        for method, more in ways
        if offered(address, method)
    }


def kinds_read(found: Marked, name: str) -> set[str]:
    """The kinds of marked words on all pages and in all files that one person can open."""
    return {kind for visit in walked(found, name, (("get", {}),)).values() for kind in visit.marks}


@pytest.mark.parametrize("role", NEIGHBOURS)
def test_no_marked_word_reaches_a_neighbour(found: Marked, role: str) -> None:
    visits = walked(found, NEIGHBOURS[role])
    assert {way: visit.marks for way, visit in visits.items() if visit.marks} == {}
    assert [way for way, visit in visits.items() if visit.status >= 500] == []


def test_every_marked_word_reaches_ones_own_people(found: Marked) -> None:
    """What the neighbours do not meet is really there to be met."""
    assert kinds_read(found, ROLES["coordinator"]) == SENT_KINDS | OWN_KINDS


@pytest.mark.parametrize(("role", "besides"), [("reviewer", UNTOLD_KINDS), ("administrator", set())])
def test_from_above_one_sees_everything_but_what_was_not_sent(found: Marked, role: str, besides: set[str]) -> None:
    assert kinds_read(found, ROLES[role]) == SENT_KINDS | besides


def test_a_session_does_not_choose_the_membership_of_somebody_else(found: Marked) -> None:
    client = signed_in(found, NEIGHBOURS["coordinator"])
    session = client.session
    session[SESSION_KEY] = Membership.objects.get(user=found.cast.people["vptk"]).pk
    session.save()
    assert client.get(reverse("tasks:plan", args=[found.home["plan"].pk])).status_code == 404
    assert client.get(reverse("tasks:plan", args=[found.away["plan"].pk])).status_code == 200


def test_one_does_not_switch_to_the_membership_of_somebody_else(found: Marked) -> None:
    client = signed_in(found, NEIGHBOURS["coordinator"])
    theirs = Membership.objects.get(user=found.cast.people["vptk"]).pk
    assert client.post(reverse("orgs:switch"), {"membership": theirs})["Location"] == reverse("orgs:switch")
    assert client.get(reverse("tasks:plan", args=[found.home["plan"].pk])).status_code == 404
