"""Who is spoken of: the body that a heading names, the subject of a sentence, those with whom it works."""

import re
from collections.abc import Iterator

from plans.reading.agencies import Directory
from plans.reading.agencies import words as vocabulary
from plans.reading.agencies.marks import mark_at
from plans.reading.agencies.segments import Segmenter
from plans.reading.agencies.tokens import Kind, Token, kind_at, longest_phrase, tokenize
from plans.reading.folding import one_line
from plans.reading.prose.lexicon import ASKED, BODY, LEAD_IN, LONGEST_VERB, PERSON, VERBS
from plans.reading.topics import LONGEST_TITLE, is_topic

_ADVERBS = r"(?:\s+(?:chặt chẽ|hiệu quả|tốt|thường xuyên|chủ động|cùng|thực hiện|đồng bộ))*"
_WITH = re.compile(rf"(?<!\w)(?:phối hợp|phối kết hợp|kết hợp){_ADVERBS}\s+(?:với|cùng)\s+", re.IGNORECASE)
_HEADING_END = re.compile(
    r"(?:\s+(?:(?:có|chịu)\s+(?:trách nhiệm|nhiệm vụ)|thực hiện|chủ trì|cần|phải|(?:các|những)\s+(?:nhiệm vụ|việc)"
    r"|(?:như )?sau))*\s*[:.;]*$",
    re.IGNORECASE,
)
_NO_SUBJECT = ("của", "và", "về", "là", "trong", "cho", "tại", "thuộc", "hoặc", "để", "theo", "với")
_QUALIFYING = ("liên", "thẩm", "chức")
_LONGEST_NAME = 14
_LONGEST_HEADING = 20
_MOST_NAMES = 12


def heading_bodies(text: str, directory: Directory) -> str:
    """The words of the bodies that a heading is made of ("3. Đề nghị Ủy ban Mặt trận Tổ quốc, các đoàn thể xã"), or
    nothing. A heading may say after them what they are there for, so that only its beginning tells."""
    line = one_line(text)
    plain = _HEADING_END.sub("", line).strip()
    words = plain[_start_of(plain) :].strip()
    if is_topic(text) or not words or len(words.split()) > _LONGEST_HEADING or words.endswith(("?", "!")):
        return ""
    is_sentence = line.endswith((".", ";")) or LEAD_IN.search(line)
    if is_sentence and subject_of(plain, directory):
        return ""
    return words if _names_bodies(words, directory) else ""


def subject_of(sentence: str, directory: Directory) -> str:
    """The words of the bodies that a sentence begins with, where a verb, a role or a colon follows them."""
    text = one_line(sentence)
    reader = _Names(text, directory)
    at = reader.token_at(_start_of(text))
    end = reader.names_end(at)
    if end is None or not reader.begins_predicate(end, bool(ASKED.match(text)) or reader.ends_known(at, end)):
        return ""
    return text[reader.tokens[at].start : reader.tokens[end - 1].end]


def partners_of(text: str, directory: Directory) -> tuple[str, ...]:
    """The bodies after each "phối hợp với", in the words of the text."""
    line = one_line(text)
    reader = _Names(line, directory)
    return tuple(dict.fromkeys(_partners(line, reader)))


def _start_of(text: str) -> int:
    """After "đề nghị", "giao trách nhiệm cho", and after the name of a person whose post follows."""
    asked = ASKED.match(text)
    start = asked.end() if asked else 0
    person = PERSON.match(text, start)
    return person.end() if person else start


def _partners(line: str, reader: "_Names") -> Iterator[str]:
    for hit in _WITH.finditer(line):
        at = reader.token_at(hit.end())
        end = reader.names_end(at)
        if end is not None:
            yield line[reader.tokens[at].start : reader.tokens[end - 1].end]


def _names_bodies(words: str, directory: Directory) -> bool:
    reader = _Names(words, directory)
    if BODY.match(words) or reader.knows(0):
        end = reader.names_end(0)
        return end is not None and len(words.split()) <= LONGEST_TITLE
    fields = [token for token in reader.tokens if token.kind is Kind.WORD and not _is_in_brackets(reader.tokens, token)]
    joined = any(token.kind is Kind.JOINER for token in reader.tokens)
    return joined and len(fields) > 2 and all(token.folded in vocabulary.FIELDS for token in fields)


def _is_in_brackets(tokens: tuple[Token, ...], token: Token) -> bool:
    before = [other.kind for other in tokens if other.start < token.start]
    return before.count(Kind.OPEN) > before.count(Kind.CLOSE)


class _Names:
    """Finds where names end in running text: known ones by the directory, others at the first verb."""

    def __init__(self, text: str, directory: Directory) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self._segmenter = Segmenter(self.tokens, directory)

    def token_at(self, place: int) -> int:
        return next((at for at, token in enumerate(self.tokens) if token.start >= place), len(self.tokens))

    def knows(self, at: int) -> bool:
        return at < len(self.tokens) and self._segmenter.is_named(at)

    def names_end(self, at: int) -> int | None:
        """The end of a list of names that begins at `at`."""
        end = self._name_end(at)
        for _ in range(_MOST_NAMES):
            following = self._next_name(end) if end is not None else None
            if following is None:
                break
            end = following
        return end

    def ends_known(self, at: int, end: int) -> bool:
        """Whether a name of the directory ends there."""
        return any(self._segmenter.name_end(start) == end for start in range(at, end))

    def begins_predicate(self, at: int, is_sure: bool) -> bool:
        """What a body does, must do or leads; after "giao", "đề nghị" or a known name any small letter goes on."""
        kind = kind_at(self.tokens, at)
        if kind is Kind.COLON:
            return True
        if kind is Kind.OPEN:
            close = next((n for n in range(at, len(self.tokens)) if self.tokens[n].kind is Kind.CLOSE), None)
            return close is not None and self.begins_predicate(close + 1, is_sure)
        if kind is Kind.COMMA or (kind is Kind.JOINER and self.tokens[at].text in "-–"):
            return self._is_verb(at + 1) and kind is Kind.COMMA
        if kind is not Kind.WORD:
            return False
        word = self.tokens[at]
        return self._is_verb(at) or (is_sure and word.text.islower() and word.lower not in _NO_SUBJECT)

    def _next_name(self, end: int) -> int | None:
        kind = kind_at(self.tokens, end)
        is_and = kind is Kind.WORD and self.tokens[end].folded == "va"
        if kind not in (Kind.COMMA, Kind.SEMICOLON) and not is_and:
            return None
        start = end + 1
        if kind is not Kind.WORD and kind_at(self.tokens, start) is Kind.WORD and self.tokens[start].folded == "va":
            start += 1
        return self._name_end(start)

    def _name_end(self, at: int) -> int | None:
        if kind_at(self.tokens, at) is not Kind.WORD:
            return None
        known = self._segmenter.entity(at)
        if known is not None and not self._is_verb(at, at_start=True):
            return self._before_role(at, known.end)
        if not BODY.match(self.text, self.tokens[at].start):
            return None
        return self._unknown_end(at)

    def _before_role(self, at: int, end: int) -> int:
        """A group may have swallowed what it does ("các đoàn thể được lựa chọn điều tra …")."""
        for place in range(at + 1, end):
            if self._is_verb(place) and self._segmenter.is_group(at):
                return place
        return end

    def _unknown_end(self, at: int) -> int | None:
        end = at + 1
        while end < len(self.tokens) and end - at < 2 * _LONGEST_NAME and self._stays_in_name(at, end):
            end += 1
        while end > at + 1 and self.tokens[end - 1].kind is not Kind.WORD:
            end -= 1
        words = [token for token in self.tokens[at:end] if token.kind is Kind.WORD]
        return end if 1 < len(words) <= _LONGEST_NAME or words[0].is_abbreviation else None

    def _stays_in_name(self, start: int, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is Kind.WORD and token.folded == "va":
            after = kind_at(self.tokens, at + 1) is Kind.WORD
            return after and (self.tokens[at + 1].is_capitalised or self.tokens[at - 1].is_abbreviation)
        if token.kind is Kind.WORD:
            return not self._is_verb(at) or at == start + 1
        return token.kind is Kind.JOINER and kind_at(self.tokens, at + 1) is Kind.WORD

    def _is_verb(self, at: int, at_start: bool = False) -> bool:
        """A word of doing in small letters that no dash ties to the name before it."""
        if kind_at(self.tokens, at) is not Kind.WORD:
            return False
        token = self.tokens[at]
        if at and self.tokens[at - 1].kind is Kind.JOINER:
            return False
        if (token.is_capitalised and not at_start) or self._is_qualifier(at):
            return False
        if at_start:
            return longest_phrase(self.tokens, at, vocabulary.ACTIVITIES) is not None and not self.knows(at)
        spoken = [word.lower for word in self.tokens[at : at + LONGEST_VERB]]
        return (
            mark_at(self.tokens, at) is not None
            or longest_phrase(self.tokens, at, vocabulary.ACTIVITIES) is not None
            or any(tuple(spoken[:length]) in VERBS for length in range(1, LONGEST_VERB + 1))
        )

    def _is_qualifier(self, at: int) -> bool:
        """ "có liên quan" tells which bodies, not what they do."""
        following = self.tokens[at + 1 : at + 2]
        return self.tokens[at].lower in ("có", "được") and bool(following) and following[0].lower in _QUALIFYING
