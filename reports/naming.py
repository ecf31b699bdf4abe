"""Names of report files: "bao-cao-quy-I-2023-quang-trung.pdf"."""

from datetime import date

from reports.enums import FileFormat
from tasks.enums import PeriodKind
from tasks.periods import ROMAN


def file_name(kind: PeriodKind, year: int, number: int, code: str, file_format: FileFormat) -> str:
    """A name without accents that every system keeps as it is; `code` is the body's."""
    return f"bao-cao-{_period_slug(kind, number)}-{year}-{code}.{file_format.value}"


def view_name(kind: PeriodKind, year: int, number: int, code: str, day: date, file_format: FileFormat) -> str:
    """ "xem-quy-I-2023-tai-ngay-2023-05-10-quang-trung.pdf": the figures of a day, which are no report."""
    return f"xem-{_period_slug(kind, number)}-{year}-tai-ngay-{day.isoformat()}-{code}.{file_format.value}"


def letter_name(code: str, day: date, file_format: FileFormat) -> str:
    """ "don-doc-2023-06-10-quang-trung.pdf": the part of one body, or of the sender the whole letter."""
    return f"don-doc-{day.isoformat()}-{code}.{file_format.value}"


def _period_slug(kind: PeriodKind, number: int) -> str:
    match kind:
        case PeriodKind.MONTH:
            return f"thang-{number}"
        case PeriodKind.QUARTER:
            return f"quy-{ROMAN[number - 1]}"
        case PeriodKind.HALF_YEAR:
            return f"6-thang-{'dau' if number == 1 else 'cuoi'}-nam"
        case PeriodKind.NINE_MONTH:
            return "9-thang-dau-nam"
    return "nam"
