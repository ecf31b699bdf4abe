"""Who had an idea, and which part of it: the shares of all authors are the whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc.orgs.models import User
from cchc.orgs.refusals import Refused
from cchc.text import searchable, squeeze

WHOLE = 100
"""Per cent that the shares of all authors add up to."""


@dataclass(frozen=True, slots=True)
class Author:
    """One of those who had the idea; `user` is None for somebody from elsewhere."""

    name: str
    user: User | None = None
    title: str = ""
    share: int | None = None


def shared(authors: Iterable[Author]) -> tuple[Author, ...]:
    """The authors as they are stored: one alone has the whole; the shares of several are all told and add up to it."""
    found = tuple(
        Author(squeeze(one.name), one.user, squeeze(one.title), one.share) for one in authors if one.name.strip()
    )
    if not found:
        raise Refused("Hãy ghi ít nhất một tác giả.")
    twice = next((one.name for n, one in enumerate(found) if _key(one) in map(_key, found[:n])), "")
    if twice:
        raise Refused(f"{twice} được ghi hai lần trong các tác giả; mỗi người chỉ ghi một dòng.")
    if len(found) == 1:
        (one,) = found
        if one.share not in (None, WHOLE):
            raise Refused(f"Một tác giả thì tỷ lệ đóng góp là {WHOLE} %; hãy ghi thêm đồng tác giả hoặc sửa tỷ lệ.")
        return (Author(one.name, one.user, one.title, WHOLE),)
    unsaid = [one.name for one in found if not one.share]
    if unsaid:
        raise Refused(f"Hãy ghi tỷ lệ đóng góp của {', '.join(unsaid)}; có đồng tác giả thì ai cũng phải có tỷ lệ.")
    total = sum(one.share or 0 for one in found)
    if total != WHOLE:
        raise Refused(f"Tỷ lệ đóng góp của các tác giả cộng lại là {total} %; phải đúng {WHOLE} %.")
    return found


def _key(author: Author) -> tuple[int | None, str]:
    return (author.user.pk, "") if author.user else (None, searchable(author.name, author.title))
