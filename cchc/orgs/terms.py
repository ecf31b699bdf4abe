"""What is known of a membership, an account and a post, in words: for the audit trail, for the page, and as a mark of
what somebody saw before he saved. On loaded objects; asks the database nothing that is prefetched."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Position, User
from cchc.text import sort_key

Facts = dict[str, Any]


def facts_of_membership(membership: Membership) -> Facts:
    """Reads `membership.positions`."""
    return {
        "vai trò": Role(membership.role).label,
        "chức danh": sorted((post.name for post in membership.positions.all()), key=sort_key),
        "từ ngày": membership.valid_from,
        "đến hết ngày": membership.valid_to,
        "thôi lúc": membership.ended_at and membership.ended_at.isoformat(),
    }


def facts_of_user(user: User) -> Facts:
    return {
        "họ và tên": user.full_name,
        "tên đăng nhập": user.username,
        "thư điện tử": user.email,
        "được đăng nhập": user.is_active,
    }


def facts_of_position(position: Position) -> Facts:
    return {
        "tên": position.name,
        "tên ngắn": position.short_name,
        "tên gọi khác": list(position.aliases),
        "loại": position.get_kind_display(),
        "thứ tự": position.order,
        "đến hết ngày": position.valid_to,
    }


def mark_of(facts: Mapping[str, Any]) -> str:
    """What one has seen, short: it changes with every saved change."""
    written = json.dumps(facts, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return sha256(written.encode()).hexdigest()[:16]


def is_over(membership: Membership, today: date) -> bool:
    """Whether it was ended, or its last day has passed."""
    return membership.ended_at is not None or (membership.valid_to is not None and membership.valid_to < today)


def is_held(membership: Membership, today: date) -> bool:
    """Whether it is in force: neither over nor to come (`queries.people.is_in_force` on a loaded one)."""
    return not is_over(membership, today) and not is_to_come(membership, today)


def is_to_come(membership: Membership, today: date) -> bool:
    return not is_over(membership, today) and membership.valid_from is not None and membership.valid_from > today
