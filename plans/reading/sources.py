"""Which reader takes a file: by what it is, not by what it is called; its name must then agree."""

from pathlib import PurePath

from plans.reading.archive import Archive, refuse_foreign
from plans.reading.documents import read_docx
from plans.reading.pasted import decoded, read_text
from plans.reading.results import Block, Unreadable
from plans.reading.workbooks import read_workbook

WORD, EXCEL, TEXT, MARKDOWN = ".docx", ".xlsx", ".txt", ".md"
ENDINGS = (WORD, EXCEL, TEXT, MARKDOWN)


def check_source(name: str, data: bytes) -> None:
    """Refuse at the door what can be seen to be no plan's file; nothing is inflated. Raises `Unreadable`."""
    ending = ending_of(name)
    if ending in (TEXT, MARKDOWN):
        refuse_foreign(data)
        decoded(data)
        return
    right = EXCEL if Archive(data).is_workbook else WORD
    if ending != right:
        kind = "bảng tính Excel" if right == EXCEL else "văn bản Word"
        raise Unreadable(f"Tệp “{name}” là {kind} nhưng không có đuôi {right}; hãy đổi lại tên tệp rồi tải lên.")


def read_blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """The pieces of a document in its own order. Raises `Unreadable`."""
    check_source(name, data)
    readers = {WORD: read_docx, EXCEL: read_workbook, TEXT: read_text, MARKDOWN: read_text}
    return readers[ending_of(name)](data)


def ending_of(name: str) -> str:
    return PurePath(name).suffix.lower()
