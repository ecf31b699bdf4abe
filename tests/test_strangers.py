"""Whatever the people of one commune send, in whatever order and with whatever ids, nothing of its neighbour changes,
and nothing that they are shown depends on a word of the neighbour's."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.orgs.actors import Actor
from cchc.orgs.models import Event, User
from tests.addresses import ADDRESSES
from tests.cast import TODAY
from tests.marked import Marked
from tests.marking import MARK
from tests.test_tenancy import all_of, signed_in
from tests.visiting import Address

pytestmark = pytest.mark.django_db

STRANGERS = tuple(f"ba-dinh.{name}" for name in ("vptk", "tpht", "chutich"))
LEAVING = {"logout", "password_change", "login"}
WALKED = tuple(address for address in ADDRESSES if address.name not in LEAVING)
OTHER_MARK = "qzywvkj"
TOKENS = re.compile(
    rb'(csrfmiddlewaretoken" value=|csrftoken=|expires=)[^>;\n]*|Content-Length[^,}]*|<dcterms:.*?</dcterms|\d\d:\d\d'
    rb"|:[\w-]{6}:[\w-]{43}(?=; HttpOnly)"
)


@dataclass(frozen=True)
class Step:
    """One request: who, which address, with whose objects in its path, which fields take ids of the neighbour's."""

    who: str
    address: Address
    posts: bool
    theirs: tuple[bool, ...]
    swapped: int
    asked: str


def steps() -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        who=st.sampled_from(STRANGERS),
        address=st.sampled_from(WALKED),
        posts=st.booleans(),
        theirs=st.tuples(st.booleans(), st.booleans()),
        swapped=st.integers(0, 2),
        asked=st.sampled_from(["", f"q={MARK}row", "q=ra+soat", "state=overdue", "nam=2023", "page=2"]),
    )


@pytest.fixture(scope="module")
def stored(found: Marked) -> Mapping[str, str]:
    return stored_of(found)


@pytest.fixture(autouse=True)
def files_and_day(settings: Any, found: Marked, media: Path) -> None:
    settings.MEDIA_ROOT, settings.TODAY = media, TODAY


def path_of(found: Marked, step: Step) -> str:
    """The path with the neighbour's objects where the step says so, else with one's own, as far as there are such."""
    objects = []
    for name, theirs in zip(step.address.on, (*step.theirs, True, True), strict=False):
        one = found.home[name] if theirs else found.away.get(name, found.home[name])
        objects.append(getattr(one, "pk", one))
    return reverse(step.address.name, args=objects)


def sent_by(found: Marked, step: Step) -> dict[str, Any]:
    """What the table sends, without what it sets up as the neighbour's own people; `swapped` puts ids of the
    neighbour's into the fields that hold a number, or into all."""
    with transaction.atomic():
        fields = step.address.sent(found)
        transaction.set_rollback(True)
    if step.swapped == 0:
        return fields
    ids = [one.pk for one in found.home.values() if hasattr(one, "pk")]
    numbers = {name: ids[place % len(ids)] for place, name in enumerate(fields) if str(fields[name]).isdigit()}
    extra = {"organization": found.cast.quang_trung.pk, "body": found.cast.quang_trung.pk, "item": ids[0]}
    return {**fields, **numbers} if step.swapped == 1 else {**extra, **fields, **numbers}


def answer_to(found: Marked, step: Step) -> tuple[int, bytes]:
    client = signed_in(found, step.who)
    path = path_of(found, step)
    with transaction.atomic():
        answer = client.post(path, sent_by(found, step)) if step.posts else client.get(f"{path}?{step.asked}")
        return answer.status_code, all_of(answer)


def rows_of(model: type[models.Model], actor: Actor) -> list[str]:
    own = model.objects.visible_to(actor)  # type: ignore[attr-defined]
    return sorted(repr(sorted(values.items())) for values in own.order_by().values())


def stored_of(found: Marked) -> Mapping[str, str]:
    """A digest of every row that the neighbour reaches, by model, of its people, and of its files."""
    body = found.cast.quang_trung
    actor = Actor.system(body)
    scoped = [model for model in apps.get_models() if hasattr(model, "reached_by")]
    rows = {model._meta.label: rows_of(model, actor) for model in scoped}
    people = User.objects.filter(memberships__organization=body).order_by("pk")
    rows["people"] = [repr(values) for values in people.values("pk", "username", "password", "email", "is_active")]
    return {label: hashlib.sha256("\n".join(found).encode()).hexdigest() for label, found in rows.items()}


@given(walk=st.lists(steps(), min_size=3, max_size=9))
@settings(max_examples=60, derandomize=True)
def test_no_sequence_of_requests_touches_the_neighbour(
    found: Marked, stored: Mapping[str, str], walk: list[Step]
) -> None:
    with transaction.atomic():
        for step in walk:
            status, shown = answer_to(found, step)
            assert (step, status < 500, MARK.encode() in shown.replace(asked_back(step), b"")) == (step, True, False)
        assert stored_of(found) == stored
        transaction.set_rollback(True)


def asked_back(step: Step) -> bytes:
    """What the asker typed himself into the search box comes back to him."""
    return f"{MARK}row".encode() if MARK in step.asked else b"\0"


def test_the_walk_really_writes(found: Marked) -> None:
    """What the neighbours are kept from, they may do with their own: the same requests leave audit lines there."""
    with transaction.atomic():
        before = Event.objects.count()
        for address in WALKED:
            step = Step(STRANGERS[0], address, posts=True, theirs=(False, False), swapped=0, asked="")
            answer_to(found, step)
        assert Event.objects.count() > before
        transaction.set_rollback(True)


def test_own_changes_are_seen_by_the_digest(found: Marked, stored: Mapping[str, str]) -> None:
    """The digest is no blind eye: one word of the neighbour's own people changes it."""
    with transaction.atomic():
        step = next(one for one in WALKED if one.name == "tasks:update")
        signed_in(found, "vptk").post(step.path(found.home), step.sent(found))
        assert {label for label, digest in stored_of(found).items() if digest != stored[label]} >= {"tasks.Update"}
        transaction.set_rollback(True)


def test_what_strangers_are_shown_is_the_same_whatever_the_neighbour_wrote(found: Marked) -> None:
    """Every page and file that a coordinator can ask for, byte for byte, in two worlds that differ in all marked
    words."""
    reads = [
        Step(STRANGERS[0], address, posts=False, theirs=(theirs, theirs), swapped=0, asked=asked)
        for address in WALKED
        if address.gets
        for theirs in ((False, True) if address.on else (False,))
        for asked in (("",) if address.on else ("", f"q={MARK}row"))
    ]
    with transaction.atomic():
        one_world = {step: _without_tokens(answer_to(found, step)) for step in reads}
        rename_marks()
        other_world = {step: _without_tokens(answer_to(found, step)) for step in reads}
        transaction.set_rollback(True)
    assert [step for step in reads if one_world[step] != other_world[step]] == []


def _without_tokens(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """Without what differs between any two answers: tokens against forged forms, the second and signature of a signed
    cookie, and the hour, with which the length of a packed file changes."""
    return answer[0], TOKENS.sub(b"", answer[1])


def rename_marks() -> None:
    """Another word in the place of each marked one, in every column of text."""
    quote = connection.ops.quote_name
    texts = (models.CharField, models.TextField)
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                if isinstance(field, texts) and not field.remote_field:
                    table, column = quote(model._meta.db_table), quote(field.column or "")
                    cursor.execute(
                        f"UPDATE {table} SET {column} = REPLACE({column}, %s, %s) WHERE {column} LIKE %s",
                        [MARK, OTHER_MARK, f"%{MARK}%"],
                    )
