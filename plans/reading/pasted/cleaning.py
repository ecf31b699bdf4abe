"""Pasted text → lines without what was never written by the office: tags, Markdown marks, page numbers.

A line keeps its tabs (cells) and, as CELL_BREAK, the line ends inside a cell; a form feed stands alone as PAGE.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator

from cchc.text import nfc

CELL_BREAK = "\x0b"
PAGE = "\f"

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_BLANKS = re.compile("[ \u00a0\u2000-\u200a\u202f\u3000]+")
_QUOTED = re.compile(r'(?:(?<=\t)|^)"((?:[^"]|""){1,4000})"(?=\t)|(?<=\t)"((?:[^"]|""){1,4000})"(?=\n|$)', re.MULTILINE)
_HTML_ROW = re.compile(r"<tr\b[^<>]*>.*?</tr\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>br|p|div|h[1-6]|li|tr|td|th|table|thead|tbody|tfoot|ul|ol|b|i|u|s|em|strong|span|font|a|sup"
    r"|sub|center|hr|img|col|colgroup|o:p|body|html|head|meta|style|blockquote|small|code|pre)(?:\s[^<>]{0,500})?\s*/?>",
    re.IGNORECASE,
)
_LINES = {"p", "div", "li", "tr", "table", "hr", "blockquote", *(f"h{n}" for n in range(1, 7))}
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}\s+(?P<text>.*?)\s*#*$")
_QUOTE = re.compile(r"^[ ]{0,3}(?:>\s?)+")
_BULLET = re.compile(r"^(?P<indent>[ \t]*)[*•·▪●◦]\s+")
_RULE = re.compile(r"^[ ]*(?:[-–—_*=~][ ]*){3,}$")
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\((?:https?:|mailto:|#|/)[^)\s]{0,500}\)")
_STRONG = re.compile(r"\*\*|~~|`+|(?<!_)__(?=[^\s_])|(?<=[^\s_])__(?!_)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~])")
_PAGE_NUMBER = re.compile(
    r"[-–—]\s*\d{1,3}\s*[-–—]|(?:trang|page|tr\.)\s*(?:số\s*)?\d{1,3}(?:\s*(?:/|of|trên)\s*\d{1,3})?", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\s*/\s*\d{1,3})?")
_PAGE_AT_END = re.compile(r"\s*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?$", re.IGNORECASE)
_NEVER_RUNNING = re.compile(r"(?:phụ lục|phụ biểu|biểu|bảng|phần|mục|chương|[-+]|\w{1,4}[.)])(?:\s|$)", re.IGNORECASE)
_RUNNING = 3
_LONGEST_RUNNING = 120


def clean_lines(text: str) -> list[str]:
    """NFC, one blank for many, no blank ends; runs of empty lines are one."""
    text = _without_tags(_one_spelling(text))
    lines = [_without_marks(line) for line in text.replace(PAGE, f"\n{PAGE}\n").split("\n")]
    return list(_without_furniture(lines))


def _one_spelling(text: str) -> str:
    """Cells that Excel quoted because they hold several lines are opened."""
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", nfc(text))))
    return _QUOTED.sub(_opened, text) if '"' in text and "\t" in text else text


def _opened(found: "re.Match[str]") -> str:
    words = found[1] if found[1] is not None else found[2]
    return words.replace('""', '"').replace("\n", CELL_BREAK) if "\n" in words or '""' in words else found[0]


def _without_tags(text: str) -> str:
    if "<" in text:
        text = _HTML_ROW.sub(lambda row: " ".join(row[0].split()), text)
        text = _TAG.sub(_replaced, text)
    return _BLANKS.sub(" ", html.unescape(text)) if "&" in text else text


def _replaced(tag: "re.Match[str]") -> str:
    name = tag["name"].lower()
    if name == "br":
        return CELL_BREAK
    if name in ("td", "th"):
        return "\t" if tag["close"] else ""
    if name == "li" and not tag["close"]:
        return "\n- "
    return "\n" if name in _LINES else ""


def _without_marks(line: str) -> str:
    """Markdown's marks for headings, lists, bold and rules; a table's bars stay."""
    if line == PAGE:
        return line
    if _RULE.fullmatch(line):
        return ""
    line = _QUOTE.sub("", line)
    found = _HEADING.fullmatch(line)
    line = _BULLET.sub(r"\g<indent>- ", found["text"] if found else line)
    line = _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\1", _STRONG.sub("", _LINK.sub(r"\1", line))))
    cells = (cell.strip(" ") for cell in line.rstrip(f" {CELL_BREAK}").split("\t"))
    return "\t".join(cells)


def _without_furniture(lines: list[str]) -> Iterator[str]:
    """Drops page numbers, and what is printed at the head or foot of every page. Where the text has tables, a number
    alone on its line is no cell."""
    has_tables = any("\t" in line or line.count("|") > 1 for line in lines)
    running = _running(lines, has_tables)
    for place, line in enumerate(lines):
        beside = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
        is_number = _BARE_NUMBER.fullmatch(line) is not None and (has_tables or PAGE in beside)
        is_running = len(line) < _LONGEST_RUNNING and _PAGE_AT_END.sub("", line) in running
        if not (is_number or is_running or _PAGE_NUMBER.fullmatch(line)):
            yield line


def _running(lines: list[str], has_tables: bool) -> set[str]:
    """Lines without tabs that come back, save for their figures, next to page breaks or page numbers."""
    filled = [line for line in lines if line]
    ends = [
        line == PAGE or bool(_PAGE_NUMBER.fullmatch(line)) or (has_tables and bool(_BARE_NUMBER.fullmatch(line)))
        for line in filled
    ]
    counts: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for place, line in enumerate(filled):
        is_text = "\t" not in line and "|" not in line and not _NEVER_RUNNING.match(line)
        if is_text and not ends[place] and len(line) < _LONGEST_RUNNING:
            key = _PAGE_AT_END.sub("", line)
            counts[key] += 1
            beside[key] += any(ends[max(0, place - 1) : place + 2])
    often = {key for key, count in counts.items() if count >= _RUNNING and beside[key] >= count - 1}
    return {key for key in often if any(char.isalpha() for char in key)}
