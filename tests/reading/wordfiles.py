"""Word files made for tests: whole ones with python-docx, and bare ones from XML for what python-docx cannot write."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.table import Table

FIXTURES = Path(__file__).parents[2] / "fixtures"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADING = ("KẾ HOẠCH", "Cải cách hành chính năm 2024", "I. NHIỆM VỤ")


def real_plan(name: str) -> bytes:
    """One of the five real plans."""
    return (FIXTURES / f"{name}.docx").read_bytes()


def word_file(*content: str | Sequence[Sequence[str]]) -> bytes:
    """Paragraphs and tables in their order."""
    document = Document()
    for piece in content:
        if isinstance(piece, str):
            document.add_paragraph(piece)
        else:
            fill(document.add_table(len(piece), len(piece[0])), piece)
    return saved(document)


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for line, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, cells, strict=True):
            if text:
                cell.text = text


def saved(document: "Document") -> bytes:  # type: ignore[valid-type]
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def bare_file(body: str, **parts: str) -> bytes:
    """A .docx of the given XML below w:body; other parts by their names (`numbering`, `styles`)."""
    files = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    files |= {f"word/{name}.xml": xml for name, xml in parts.items()}
    return archive(files)


def archive(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(content)}</w:p>"
