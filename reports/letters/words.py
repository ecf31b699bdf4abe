"""What a letter of urging says besides its lists, in officials' words."""

from cchc.paper.letterhead import document_number
from cchc.paper.words import ELLIPSIS, clean, long_date, short_date
from reports.letters.facts import LateBody, Letter

SUBJECT = "V/v đôn đốc thực hiện nhiệm vụ cải cách hành chính năm {year}"
TEXT = (
    "Thực hiện Kế hoạch cải cách hành chính năm {year} và chế độ báo cáo định kỳ, {sender} đã theo dõi việc thực hiện "
    "nhiệm vụ, gửi báo cáo của các đơn vị. Đến nay còn một số báo cáo quá hạn chưa gửi, nhiệm vụ quá hạn chưa hoàn "
    "thành.\nĐể bảo đảm tiến độ, {sender} đề nghị các đơn vị khẩn trương hoàn thành các nhiệm vụ, gửi các báo cáo nêu "
    "dưới đây; nhiệm vụ có khó khăn, vướng mắc thì nêu rõ nguyên nhân, thời gian hoàn thành."
)
ABOUT = "V/v "
MOST_ADDRESSEES = 15
"""More bodies than these are addressed together: their names stand in the appendix."""


def default_subject(year: int) -> str:
    return SUBJECT.format(year=year)


def default_text(year: int, sender: str) -> str:
    """What the letter form starts with; `sender` is the body's name within a sentence."""
    return TEXT.format(year=year, sender=sender)


def subject_line(subject: str) -> str:
    """The subject as it stands beneath the number: "V/v …"."""
    words = clean(subject)
    return words if words.lower().startswith(ABOUT.strip().lower()) else f"{ABOUT}{words[:1].lower()}{words[1:]}"


def addressees(letter: Letter) -> tuple[str, ...]:
    """Each body by its name; where they are many, all in one line."""
    if len(letter.bodies) > MOST_ADDRESSEES:
        return (f"{len(letter.bodies)} đơn vị có tên tại Phụ lục kèm theo",)
    return tuple(clean(body.addressed) for body in letter.bodies)


def count_words(reports: int, tasks: int) -> str:
    """ "2 báo cáo chưa gửi, 5 việc quá hạn"; "" where nothing is late. A task that is late for two of its days counts
    twice: each is a row of the list."""
    parts = (
        f"{_points(reports)} báo cáo chưa gửi" if reports else "",
        f"{_points(tasks)} việc quá hạn" if tasks else "",
    )
    return ", ".join(filter(None, parts))


def _points(number: int) -> str:
    """1.251."""
    return f"{number:,}".replace(",", ".")


def late_words(body: LateBody) -> str:
    """How much is late in a body."""
    return count_words(len(body.reports), len(body.tasks)) or "không còn việc nào chậm"


def list_words(letter: Letter) -> str:
    """The sentence that leads to the list."""
    day = f"Tính đến ngày {short_date(letter.as_of)}"
    if letter.is_to_one:
        (body,) = letter.bodies
        detail = ", cụ thể như sau:" if body.items else "."
        verb = "còn " if body.items else ""
        return f"{day}, {clean(body.addressed)} {verb}{late_words(body)}{detail}"
    reports = sum(len(body.reports) for body in letter.bodies)
    tasks = sum(len(body.tasks) for body in letter.bodies)
    found = count_words(reports, tasks)
    if not found:
        return f"{day}, {len(letter.bodies)} đơn vị nêu trên không còn việc nào chậm."
    return f"{day}, {len(letter.bodies)} đơn vị nêu trên còn {found} (danh sách tại Phụ lục kèm theo)."


def asking_words(letter: Letter) -> str:
    """Until when an answer is asked for."""
    by = f" trước ngày {short_date(letter.answer_by)}" if letter.answer_by else ""
    whom = clean(letter.bodies[0].addressed) if letter.is_to_one else "các đơn vị"
    return f"Đề nghị {whom} hoàn thành và báo cáo kết quả{by} về {clean(letter.head.issuer)} để theo dõi, tổng hợp./."


def total_words(letter: Letter) -> str:
    """How many rows the list holds, printed at its end."""
    bodies = "" if letter.is_to_one else f" của {len(letter.bodies)} đơn vị"
    return f"Danh sách có {_points(len(letter.items))} dòng{bodies}."


def attached_words(letter: Letter) -> str:
    """Which letter the appendix belongs to."""
    head = letter.head
    issued = long_date(head.issued_on, letter.as_of.year)
    return f"(Kèm theo Công văn số {document_number(head, ELLIPSIS)} {issued} của {clean(head.issuer)})"
