"""Bodies, posts and people of the demonstration, from `fixtures/demo/bodies.json`."""

from datetime import datetime
from typing import Any

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actions.posts import add_position
from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, PositionKind, Role
from cchc.orgs.models import Organization, Position, User

Posts = dict[tuple[str, str], Position]


def load_bodies(data: dict[str, Any], *, password: str, now: datetime) -> None:
    """Found what is missing; bodies and people that are there stay as they are, with every role
    that they have here. A body has the posts given with it;
    one of `communes` has those that communes usually have."""
    bodies = {found["code"]: _body(found, now) for found in data["organizations"]}
    usual = dict.fromkeys(data["communes"], data["positions"])
    posts: Posts = {}
    for found in data["organizations"]:
        code = found["code"]
        for order, wanted in enumerate(found.get("positions", usual.get(code, ()))):
            posts[code, wanted["key"]] = _post(bodies[code], wanted, order, now)
    for found in data["people"]:
        _person(found, bodies, posts, password, now)


def _body(found: dict[str, Any], now: datetime) -> Organization:
    known = Organization.objects.filter(code=found["code"]).first()
    return known or found_organization(
        actor=None,
        code=found["code"],
        name=found["name"],
        kind=OrganizationKind(found["kind"]),
        issuer_name=found["issuer"],
        place_name=found["place"],
        parent=Organization.objects.get(code=found["parent"]) if found["parent"] else None,
        aliases=found.get("aliases", ()),
        now=now,
    )


def _post(body: Organization, found: dict[str, Any], order: int, now: datetime) -> Position:
    known = Position.objects.filter(organization=body, name=found["name"]).first()
    return known or add_position(
        actor=Actor.system(body),
        organization=body,
        name=found["name"],
        short_name=found["short"],
        aliases=found.get("aliases", ()),
        kind=PositionKind(found["kind"]),
        order=order,
        now=now,
    )


def _person(found: dict[str, Any], bodies: dict[str, Organization], posts: Posts, password: str, now: datetime) -> None:
    home = bodies[found["memberships"][0][0]]
    user = User.objects.filter(username=found["username"]).first() or add_user(
        actor=Actor.system(home),
        organization=home,
        username=found["username"],
        full_name=found["name"],
        password=password,
        now=now,
    )
    for code, role, keys in found["memberships"]:
        if user.memberships.filter(organization=bodies[code], role=role).exists():
            continue
        add_membership(
            actor=Actor.system(bodies[code]),
            user=user,
            organization=bodies[code],
            role=Role(role),
            positions=[posts[code, key] for key in keys],
            now=now,
        )
