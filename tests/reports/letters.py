"""Letters of urging for tests: what Phòng Nội vụ writes to the two communes, and a letter of plain facts."""

from datetime import date, datetime
from typing import Any

from cchc.orgs.models import Organization
from cchc.paper.letterhead import Letterhead
from reports.actions.urging import Words, send_urging, write_urging
from reports.letters.facts import LateBody, LateItem, Letter
from reports.models import UrgedBody, Urging
from tests.cast import NOW, TODAY, Cast

WORDS = Words(
    subject="V/v đôn đốc thực hiện nhiệm vụ cải cách hành chính năm 2023",
    text="Thực hiện kế hoạch cải cách hành chính.\nĐề nghị các đơn vị khẩn trương hoàn thành.",
    answer_by=date(2023, 6, 19),
    symbol="PNV-CCHC",
    number="",
    issued_on=None,
    authority="",
    signer_title="TRƯỞNG PHÒNG",
    signer="Tống Thị Nga",
)
HEAD = Letterhead(
    superior="Ủy ban nhân dân thị xã Bỉm Sơn",
    issuer="Phòng Nội vụ",
    place="Bỉm Sơn",
    symbol="PNV-CCHC",
    number="",
    issued_on=None,
    authority="",
    signer_title="TRƯỞNG PHÒNG",
    signer="Tống Thị Nga",
    addressee="",
    recipients=("UBND thị xã Bỉm Sơn (b/c)", "Lưu: VT"),
)


def urging_to(cast: Cast, *bodies: Organization, who: str = "noivu", now: datetime = NOW, **more: Any) -> Urging:
    """A draft to these bodies."""
    words = {name: getattr(WORDS, name) for name in Words.__slots__} | more
    chosen = [body.pk for body in bodies]
    return write_urging(actor=cast.actors[who], bodies=chosen, words=Words(**words), now=now)


def sent_to(cast: Cast, *bodies: Organization, who: str = "noivu", now: datetime = NOW, **more: Any) -> Urging:
    """The same, sent."""
    urging = urging_to(cast, *bodies, who=who, now=now, **more)
    return send_urging(actor=cast.actors[who], urging_id=urging.pk, now=now)


def part_of(urging: Urging, body: Organization) -> UrgedBody:
    return UrgedBody.objects.get(urging=urging, organization=body)


def late_report(name: str, due_on: date, key: str) -> LateItem:
    days = (TODAY - due_on).days
    return LateItem("report", key, f"Báo cáo cải cách hành chính {name}", "", "Chế độ báo cáo", due_on, days)


def late_task(text: str, due_on: date, key: str, reason: str = "") -> LateItem:
    days = (TODAY - due_on).days
    return LateItem("task", key, text, "Báo cáo kết quả", "Kế hoạch số 03/KH-UBND", due_on, days, reason)


def body_of(name: str, *items: LateItem, silent: bool = False) -> LateBody:
    return LateBody(name, f"UBND {name[0].lower()}{name[1:]}", silent, items)


def letter_of(*bodies: LateBody) -> Letter:
    return Letter(HEAD, WORDS.subject, WORDS.text, WORDS.answer_by, TODAY, bodies)


QUANG_TRUNG = body_of(
    "Xã Quang Trung",
    late_report("quý I năm 2023", date(2023, 3, 16), "quarter-2023-1"),
    late_task("Rà soát văn bản do xã Quang Trung ban hành", date(2023, 3, 31), "1", "Thiếu người"),
)
BA_DINH = body_of("Phường Ba Đình", late_task("Khảo sát hài lòng tại phường Ba Đình", date(2023, 5, 31), "2"))
