"""Mail to people, as text and as HTML. Nothing here reads or writes the database, or logs whom it writes to."""

from collections.abc import Mapping
from datetime import date
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from cchc.orgs.enums import NoticeKind
from cchc.orgs.mail_words import ToldLine, mail_groups, subject
from cchc.orgs.models import Digest, Notice, User
from cchc.orgs.queries.digests import Mailing

NO_SERVER = "django.core.mail.backends.dummy.EmailBackend"


def is_mail_set_up() -> bool:
    """Whether there is a mail server; without one nothing is taken for sent."""
    return settings.EMAIL_BACKEND != NO_SERVER


def digest_mail(mailing: Mailing, digest: Digest, today: date) -> EmailMultiAlternatives:
    """The mail of the day. Its id is that of the day, so that a mail program shows it once even where a server that
    broke off after taking it is handed it again."""
    bodies = {notice.organization_id for notice in mailing.notices}
    groups = mail_groups([_line(notice, is_one=len(bodies) == 1) for notice in mailing.notices], today)
    page = {
        "name": mailing.user.display_name,
        "today": today,
        "groups": groups,
        "all_url": absolute(reverse("orgs:notices")),
        "choice_url": absolute(reverse("orgs:profile")),
    }
    mail = _mail(mailing.user, mailing.user.email, subject(groups, today), "digest", page)
    mail.extra_headers["Message-ID"] = f"<nhac-viec-{digest.pk}-{today:%Y%m%d}@{site_host()}>"
    return mail


def address_mail(user: User, address: str, token: str) -> EmailMultiAlternatives:
    """Asks whether an address is right: only whoever reads its mail can say so."""
    page = {"name": user.display_name, "url": absolute(reverse("orgs:confirm_address", args=[token]))}
    return _mail(user, address, "Xác nhận địa chỉ thư điện tử", "address", page)


def absolute(path: str) -> str:
    """The address of a page of this site, for mail and calendars."""
    return f"{settings.SITE_URL}{path}"


def site_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _mail(user: User, address: str, title: str, name: str, page: Mapping[str, object]) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=title,
        body=render_to_string(f"mail/{name}.txt", page),
        to=[formataddr((user.display_name, address))],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"mail/{name}.html", page), "text/html")
    return mail


def _line(notice: Notice, *, is_one: bool) -> ToldLine:
    body = "" if is_one else str(notice.organization)
    url = absolute(notice.path) if notice.path else ""
    return ToldLine(NoticeKind(notice.kind), notice.text, notice.due_on, url, body)
