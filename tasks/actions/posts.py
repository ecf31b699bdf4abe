"""The end of a post, which must not take duties with it."""

from datetime import date, datetime

from django.db import transaction

from cchc.orgs.actions.posts import end_position
from cchc.orgs.actors import Actor
from cchc.orgs.models import Position
from cchc.orgs.refusals import Refused
from tasks.queries.posts import open_duties


@transaction.atomic
def end_post(*, actor: Actor, position: Position, seen: str, last_on: date, now: datetime) -> Position:
    """Refused while the post leads duties that are still owed: nobody would be asked for them any more."""
    ended = end_position(actor=actor, position=position, seen=seen, last_on=last_on, now=now)
    owed = open_duties([ended]).get(ended.pk, 0)
    if owed:
        raise Refused(
            f"“{ended}” còn chủ trì {owed} việc chưa xong; hãy làm xong, hủy các việc đó, hoặc tải bản sửa kế hoạch "
            "đổi cơ quan chủ trì rồi mới kết thúc chức danh. Chỉ thay người giữ thì không cần kết thúc chức danh."
        )
    return ended
