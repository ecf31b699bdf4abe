"""Which paragraphs are headings, which are duties, and which are neither."""

import re

from cchc.text import fold
from plans.reading.agencies import Directory
from plans.reading.outline import Level
from plans.reading.prose.actors import heading_bodies, subject_of
from plans.reading.prose.lexicon import LEAD_IN
from plans.reading.prose.nodes import Node
from plans.reading.topics import ASIDES, LONGEST_TITLE, Topic, is_topic, topic_of
from plans.reading.words import is_shouted

_LONGEST_HEADING = 14
_LONGEST_EMPTY = 8
_STATEMENT = re.compile(
    r"ke hoach nay (?:thay the|co hieu luc|duoc|la|bai bo|ap dung|gom|thuc hien)|trong qua trinh"
    r"|(?:nguon )?kinh phi (?:thuc hien|bao dam|dam bao|trien khai|duoc|to chuc|cho viec|hoat dong|tu)\b"
    r"|(?:noi dung )?\(?(?:chi tiet|cu the) (?:theo|tai|co|xem)\b|thoi gian (?:thuc hien|to chuc)\b"
    r"|\(?(?:co )?.{0,40}kem theo\b"
)


def is_heading(node: Node, directory: Directory) -> bool:
    """A title: something stands below it that is no detail of its own sentence."""
    if not node.children:
        return False
    words = len(node.text.split())
    if is_shouted(node.text):
        return True
    ends = node.text.endswith((".", ";"))
    if heading_bodies(node.text, directory) or (words <= _LONGEST_HEADING and is_topic(node.text)):
        return True
    is_sentence = ends and bool(subject_of(node.text, directory))
    if words > LONGEST_TITLE or is_sentence or LEAD_IN.search(node.text) or node.rank >= Level.BULLET:
        return False
    return node.text.endswith(":") or words <= _LONGEST_HEADING or not ends


def is_duty(node: Node, parent: Node, topic: Topic | None, directory: Directory) -> bool:
    """A paragraph under a heading of duties that is no statement, no empty title and does not merely lead to the
    headings below it. Where the heading announces nothing, the paragraph itself must name a body."""
    bare = fold(node.text)
    if not any(char.isalpha() for char in node.text) or _STATEMENT.match(bare) or is_shouted(node.text):
        return False
    if topic in ASIDES or is_heading(node, directory):
        return False
    if node.labels or (node.children and node.rank >= Level.BULLET):
        return topic is not None or bool(node.labels)
    if not node.children and _is_empty_title(node, directory):
        return False
    if subject_of(node.text, directory):
        return True
    leads_to_headings = not node.marker and any(child.is_numbered for child in parent.children)
    return topic is not None and not leads_to_headings


def holds_details(node: Node) -> bool:
    """What stands below is part of the sentence ("… các văn bản sau:", "+" below "-"), not duties of their own."""
    return bool(node.children) and (node.rank >= Level.BULLET or node.text.endswith(":"))


def _is_empty_title(node: Node, directory: Directory) -> bool:
    if node.text.endswith(":"):
        return True
    is_short = len(node.text.split()) <= _LONGEST_EMPTY
    return is_short and (bool(heading_bodies(node.text, directory)) or topic_of(node.text) in ASIDES)
