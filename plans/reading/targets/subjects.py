"""What a figure measures: the words after it ("99% hồ sơ TTHC …") or before it ("tỷ lệ đúng hạn từ 98% trở lên")."""

import re
from collections.abc import Sequence

from plans.reading.folding import fold_in_place, lower_in_place
from plans.reading.targets.figures import Figure
from plans.reading.targets.gates import AIMS
from plans.reading.targets.sentences import stretch_around

_AIM_WORDS = re.compile(
    AIMS.pattern + r"|\b(?:hoan thanh|tiep tuc|tap trung|day manh|gop phan|thuc hien|dong thoi|to chuc thuc hien)\b"
)
_TIME = (
    r"(?:đến|trong|hàng|hằng)?\s*(?:hết|cuối)?\s*(?:năm|quý)\s*(?:20\d\d|[ivx]+(?!\w)|\d+)?(?:\s*[-–]\s*20\d\d)?"
    r"\s*[,:]?(?=\s|$)"
)
_YEAR = re.compile(r"\bnăm 20\d\d", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:[\s,.:;\-–+/)]|(?:và|thì|là|đạt|được|phải|để|có|đối với|mức(?! độ)|số(?!\s+(?:h|lượng))|toàn bộ|trong đó)"
    rf"(?=\s)|\(\d+/\d+\)|{_TIME})+"
)
_TRAILING = re.compile(
    r"(?:[\s,.:;\-–+/(]|(?<!\w)(?:và|đạt|được|là|phải|có|tỷ lệ|tỉ lệ|mức|đến|lên|từ|đối với|khoảng|bằng|cho|"
    r"xuống|còn|trong đó|trong|ở|của|với|thêm|hoặc|hơn|đạt và|ít))+$"
)
_PURPOSE = re.compile(
    r"\s(?:so với|trong đó|nhằm)(?!\w)|\strở lên\W*$|,\s(?:hoàn thành|xong)\s(?:trước|trong|vào)(?!\w)"
)
_COUNT_PURPOSE = re.compile(r"\s(?:để|nhằm|so với|trong đó|áp dụng|được)(?!\w)")
_QUALIFIES = re.compile(r"(?:đối với|trong lĩnh vực|thuộc lĩnh vực|thuộc|tại|ở)(?!\w)")
_NOT_A_NOUN = re.compile(
    r"(?:so với|trên|trong|theo|vào|đối với|để|của|tại|ở|thuộc|và|so|nhằm|khi|hoặc|từ|đến|năm|trước|sau|bằng|"
    r"thì|cho|mỗi|lần)(?!\w)|\(|$"
)
_MEASURES = re.compile(r"(?:tỷ lệ|tỉ lệ|mức độ|chỉ số|điểm số|số lượng|số hồ sơ|kết quả đánh giá|việc)(?!\w)")
_SHORTENING = re.compile(r"(?:rút ngắn|cắt giảm|giảm|tiết kiệm)(?!\w)")
_VERBS = re.compile(
    r"(?:cập nhật|công bố|số hóa|số hoá|niêm yết|đưa|bồi dưỡng|đào tạo|giải ngân|khắc phục|rút ngắn|cắt giảm|"
    r"giảm|tăng|ký số|thanh toán|giải quyết|tiếp nhận|kiểm tra|rà soát|tổ chức|xây dựng|ban hành|đăng ký|"
    r"công khai|kết nối|chuẩn hóa|thu|nộp|triển khai|lập|vận động|hỗ trợ|tuyên truyền|trả|chuyển đổi|"
    r"điện tử hóa|nhân rộng|phát triển|nâng|viết|đăng|gửi|cung cấp|xử lý|tiết kiệm|thu hút|tham mưu|cấp|"
    r"trang bị|bố trí)(?!\w)"
)
_COMPARED_TO = re.compile(r"^\s*so với[^,;]*,", re.IGNORECASE)
_STARTING_POINT = re.compile(r"\s*(?<!\w)từ\s+\d[\d.,]*\s*%?(?:\s+năm 20\d\d)?(?:\s*(?:lên|xuống|thành))?\s*$")
_LONGEST_VERB_PHRASE = 6
_MOST_TOGETHER = 40
_MEASURED_BEFORE = ("điểm", "bậc", "ngày", "giờ", "phút", "lần")


def subject_of(sentence: str, aims: Sequence[Figure], place: int, unit: str) -> str:
    """The words measured by `aims[place]`, as they stand in the sentence, where the other aims share it."""
    aim = aims[place]
    left, right = stretch_around(sentence, aim.start, aim.end)
    earlier = [other for other in aims[max(0, place - _MOST_TOGETHER) : place] if other.start >= left]
    near_left = earlier[-1].end if earlier else left
    later = [other.start for other in aims[place + 1 : place + 2] if other.start < right]
    near_right = min([right, *(_boundary(sentence, aim.end, start) for start in later)])
    shared = earlier[0].start if earlier else aim.start
    own = sentence[near_left : aim.start]
    before = _before(own) or _in_year_of(own, _before(sentence[left:shared]))
    after = _after(sentence[aim.end : near_right], aim)
    return _choose(before, after, unit) or _over(sentence, left) or sentence


def _in_year_of(own: str, shared: str) -> str:
    """ "Tỷ lệ đúng hạn năm 2023 đạt 95%, năm 2024 đạt 97%": the words of the first figure, in the year of its own."""
    year = _YEAR.search(_COMPARED_TO.sub("", own))
    return _YEAR.sub(year.group(), shared) if year else shared


def _over(sentence: str, left: int) -> str:
    """ "Tỷ lệ số hóa: 100%": the words before a colon that nothing follows but the figure."""
    if not left or sentence[left - 1] != ":":
        return ""
    begin, end = stretch_around(sentence, left - 1, left - 1)
    return _before(sentence[begin:end])


def _boundary(sentence: str, start: int, following: int) -> int:
    """Where the words of one figure end before the next: at the last comma, "và" or "trong đó" between them."""
    between = lower_in_place(sentence[start:following])
    cuts = [found.start() for found in re.finditer(r",|(?<!\w)và(?!\w)|(?<!\w)trong đó(?!\w)", between)]
    return start + (max(cuts) if cuts else len(between))


def _before(text: str) -> str:
    """The words between the last word of aim and the figure, or the one before it where nothing stands between."""
    text = _STARTING_POINT.sub("", _COMPARED_TO.sub("", text))
    cuts = [found.end() for found in _AIM_WORDS.finditer(fold_in_place(text))]
    pieces = (_trimmed(text[cut:]) for cut in (*reversed(cuts), 0))
    return next((piece for piece in pieces if _AIM_WORDS.sub("", fold_in_place(piece)).strip(" ,")), "")


def _after(text: str, figure: Figure) -> str:
    purpose = (_PURPOSE if figure.unit else _COUNT_PURPOSE).search(lower_in_place(text))
    text = text[: purpose.start()] if purpose else text
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")]
    leading = _LEADING.match(lower_in_place(text))
    start = leading.end() if leading else 0
    trailing = _TRAILING.search(lower_in_place(text), start)
    return text[start : trailing.start() if trailing else len(text)]


def _choose(before: str, after: str, unit: str) -> str:
    lower_before, lower_after = lower_in_place(before), lower_in_place(after)
    is_shortening = _SHORTENING.match(lower_before) and not _NOT_A_NOUN.match(lower_after)
    if unit == "hạng":
        return before
    is_measured_before = unit in _MEASURED_BEFORE or unit.endswith("đồng") or _NOT_A_NOUN.match(lower_after)
    if before and is_measured_before and not is_shortening:
        subject = before.rsplit(", ", 1)[-1] if unit in ("lần", "ngày") else before
        return f"{subject} {after}" if unit == "%" and _QUALIFIES.match(lower_after) else subject
    if before and _MEASURES.match(lower_before) and unit == "%":
        return before
    if after and _VERBS.match(lower_before) and len(before.split()) <= _LONGEST_VERB_PHRASE:
        return f"{before} {after}"
    return after or before


def _trimmed(text: str) -> str:
    """Text without the joining words at its ends, which measure nothing."""
    lower = lower_in_place(text)
    leading = _LEADING.match(lower)
    start = leading.end() if leading else 0
    trailing = _TRAILING.search(lower, start)
    return text[start : trailing.start() if trailing else len(text)].strip()
