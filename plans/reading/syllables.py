"""Words cut in two by the end of a page or line ("thực hi" / "ện"): known by the build of Vietnamese syllables."""

import re
import unicodedata

_ONSET = r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])"
_RIME = (
    r"(?:oai|oay|oeo|uay|uây|uôi|uyê(?:n|t)|uya|uyu|uynh|uych|uy[pt]?|iêu|yêu|ươi|ươu|uêch|uênh|oang|oac|oăng|oăc"
    r"|o[aăe][cmnpt]?|oach|oanh|oong|ooc|uơ|uâ(?:n|ng|t)|uê"
    r"|iê(?:c|m|n|ng|p|t)|yê(?:m|n|ng|t)|ươ(?:c|m|n|ng|p|t)|uô(?:c|m|n|ng|t)"
    r"|a(?:i|o|u|y|c|ch|m|n|ng|nh|p|t)?|ă(?:c|m|n|ng|p|t)|â(?:u|y|c|m|n|ng|p|t)"
    r"|e(?:o|c|m|n|ng|p|t)?|ê(?:u|ch|m|n|nh|p|t)?|i(?:a|u|ch|m|n|nh|p|t)?|y"
    r"|o(?:i|c|m|n|ng|p|t)?|ô(?:i|c|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?"
    r"|u(?:a|i|c|m|n|ng|p|t)?|ư(?:a|i|u|c|m|n|ng|t)?)"
)
_SYLLABLE = re.compile(_ONSET + _RIME)
_BARE = frozenset(
    [
        "ai",
        "ao",
        "áo",
        "ảo",
        "âu",
        "an",
        "án",
        "anh",
        "ánh",
        "ảnh",
        "áp",
        "ăn",
        "âm",
        "ấm",
        "ẩm",
        "ân",
        "ấn",
        "ẩn",
        "ấp",
        "ấy",
        "em",
        "én",
        "ép",
        "ích",
        "in",
        "im",
        "ít",
        "oai",
        "oan",
        "ô",
        "ổ",
        "ôm",
        "ốm",
        "ôn",
        "ổn",
        "ông",
        "ống",
        "ở",
        "ơn",
        "ưng",
        "ứng",
        "ước",
        "ương",
        "ưu",
        "ủ",
        "ủng",
        "uống",
        "uy",
        "ủy",
        "uỷ",
        "úy",
        "út",
        "ức",
        "ừ",
        "à",
        "ạ",
        "y",
        "ý",
        "yên",
        "yến",
        "yêu",
        "yếu",
        "yết",
    ]
)
"""Words without a first consonant that administrative texts use; any other beginning with a vowel is an end."""
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_LAST = re.compile(r"([^\W\d_]+)(?P<hyphen>-?)$")
_FIRST = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Whether this can stand as one Vietnamese word; tones are not weighed."""
    lower = word.lower()
    return lower in _BARE or _SYLLABLE.fullmatch(_toneless(lower)) is not None


def is_cut(above: str, below: str) -> bool:
    """Whether `below` begins in the middle of the word that `above` ends with: together they are a word, and one of
    them alone is none or a hyphen stands between."""
    last, first = _LAST.search(above), _FIRST.match(below)
    if not last or not first or not (first[0].islower() or (last[1].isupper() and first[0].isupper())):
        return False
    is_parted = bool(last["hyphen"]) or not (is_syllable(last[1]) and is_syllable(first[0]))
    return is_parted and is_syllable(last[1] + first[0])


def joined_words(above: str, below: str) -> str:
    """Two ends of a sentence as one; a word cut in two is made whole, its hyphen dropped."""
    return f"{above.removesuffix('-')}{below}" if is_cut(above, below) else f"{above} {below}"


def _toneless(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_TONES))
