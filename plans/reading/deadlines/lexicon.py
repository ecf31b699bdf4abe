"""The words of deadlines: which Vietnamese phrases carry a meaning, under one name each.

A phrase is written once, with its accents, after its spelling has been settled ("quí", "qúy" are "quý"; "hằng" is
"hàng"). Text typed wholly without accents ("truoc ngay 15/12") is given them back through `BARE`.
"""

from enum import Enum, auto

from cchc.text import fold


class Name(Enum):
    """What a word does in a deadline; `WORD` is everything that does nothing."""

    WORD = auto()
    NUMBER = auto()
    ROMAN = auto()
    SYMBOL = auto()
    CLOCK = auto()
    SLASH = auto()
    DOT = auto()
    DASH = auto()
    COMMA = auto()
    COLON = auto()
    SEMICOLON = auto()
    OPEN = auto()
    CLOSE = auto()
    BULLET = auto()
    OTHER = auto()
    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()
    HALF = auto()
    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()
    BEFORE = auto()
    BY = auto()
    TO = auto()
    FROM = auto()
    IN = auto()
    DONE = auto()
    ABOUT = auto()
    SPAN = auto()
    EACH = auto()
    PERIODIC = auto()
    TIMES = auto()
    LEAST = auto()
    WHOLE = auto()
    STANDING = auto()
    PROMPT = auto()
    DEMAND = auto()
    WHEN = auto()
    AFTER = auto()
    WITHIN = auto()
    OCCASION = auto()
    ACCORDING = auto()
    SETTLED = auto()
    AND = auto()
    OR = auto()
    OF = auto()
    THOSE = auto()
    DOCUMENT = auto()
    ACTION = auto()


_PHRASES = {
    # Phrases that hold a time word and tell no time.
    Name.WORD: (
        "trước và đúng hạn, trước hạn, trước thời hạn, đúng và trước hạn, trước tiên, trước mắt, trước "
        "đây, theo dõi, tiếp theo, kèm theo, sau đây, sau đó, sau cùng, sau đại học, ngày càng, ngày nghỉ, hàng "
        "hóa, hàng đầu, khách hàng, ngân hàng, trong khi, trong đó, trong nước, từ chối, từ xa, từ thiện, đầu tư, "
        "đầu mối, đứng đầu, đến từ, liên quan đến, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chi thường "
        "xuyên, lần đầu, năm học, quá trình, quá hạn, quý khách, tháng hành động, sau cai, âm lịch"
    ),
    Name.DAY: "ngày, ngày mùng, mùng",
    Name.WEEK: "tuần",
    Name.MONTH: "tháng",
    Name.QUARTER: "quý",
    Name.YEAR: "năm",
    Name.HALF: "nửa",
    Name.FIRST: "đầu, đầu tiên",
    Name.MIDDLE: "giữa",
    Name.LAST: "cuối, cuối cùng",
    Name.BEFORE: "trước, trước thời điểm, trước mốc",
    Name.BY: (
        "chậm nhất, muộn nhất, trễ nhất, không quá, không được quá, không vượt quá, quá, không muộn hơn, không "
        "chậm hơn, không trễ hơn, không được chậm hơn, hạn chót, hạn cuối, hạn cuối cùng, hạn hoàn thành, hạn, "
        "thời hạn, thời hạn hoàn thành, trước khi hết, trước hết, trước giờ hành chính, "
        "trước giờ làm việc, trước khi kết thúc, trước hoặc trong, trước và trong, "
        "trước và đến, trước hoặc đúng"
    ),
    Name.TO: "đến, tới, hết, cho đến, cho tới, kéo dài đến",
    Name.FROM: "từ, kể từ, bắt đầu từ, tính từ, bắt đầu",
    Name.IN: "trong, vào, tại, nội trong, thời điểm, dịp, vào dịp, nhân dịp",
    Name.DONE: "hoàn thành, hoàn tất, hoàn thiện, kết thúc, xong, thực hiện xong, phải xong",
    Name.ABOUT: "khoảng, dự kiến, vào khoảng, trong khoảng",
    Name.SPAN: "giai đoạn, thời kỳ, nhiệm kỳ",
    Name.EACH: "hàng, mỗi, từng",
    Name.PERIODIC: "định kỳ, thường kỳ, theo định kỳ",
    Name.TIMES: "lần, lượt",
    Name.LEAST: "ít nhất, tối thiểu, không dưới",
    Name.WHOLE: "cả, toàn, suốt, quanh, trong cả, trong suốt, suốt cả, trong suốt cả",
    Name.STANDING: "thường xuyên, liên tục, hàng ngày, mỗi ngày, hàng giờ, thường trực, xuyên suốt",
    Name.PROMPT: "kịp thời, đầy đủ, nghiêm túc, đồng bộ, lâu dài, ổn định, hiệu quả",
    Name.DEMAND: "đột xuất, bất thường",
    Name.WHEN: (
        "khi, mỗi khi, ngay khi, từ khi, kể từ khi, ngay từ khi, bất cứ khi nào, bất kỳ khi nào, kịp thời khi, "
        "kịp thời ngay khi, nếu, trường hợp, trong trường hợp, trước khi, phát sinh, có phát sinh, theo phát "
        "sinh, tùy, tùy theo, tùy thuộc, theo sự việc, theo vụ việc"
    ),
    Name.AFTER: "sau, sau khi, ngay sau, ngay sau khi, liền sau, kịp thời sau khi, kịp thời ngay sau khi",
    Name.WITHIN: "trong vòng, trong thời hạn, trong thời gian",
    Name.OCCASION: "kỳ họp, đại hội, tết, hội nghị, phiên họp, lễ, mùa, đợt, cuộc họp, bầu cử",
    Name.ACCORDING: (
        "theo, theo như, căn cứ, căn cứ theo, căn cứ vào, đúng theo, dựa theo, bám sát, như quy định, như kế hoạch"
    ),
    Name.SETTLED: (
        "đúng quy định, đúng tiến độ, đúng thời gian quy định, đúng thời hạn quy định, đúng thời hạn, đúng hạn, "
        "đúng kế hoạch, đúng lộ trình, trong thời hạn quy định, trong thời gian quy định, có thông báo sau, thông "
        "báo sau, có văn bản riêng, có kế hoạch riêng, có hướng dẫn riêng, có văn bản hướng dẫn riêng, có thông "
        "báo riêng, kế hoạch riêng"
    ),
    Name.AND: "và, cùng, cùng với, đồng thời",
    Name.OR: "hoặc, hay, hoặc là",
    Name.OF: "của, thuộc",
    Name.THOSE: "các, những, tất cả các",
    Name.DOCUMENT: (
        "quyết định, kế hoạch, kh, văn bản, công văn, hướng dẫn, văn bản hướng dẫn, quy định, thông báo, chương "
        "trình, nghị quyết, thông tư, nghị định, chỉ thị"
    ),
    Name.ACTION: (
        "báo cáo, bc, xây dựng, ban hành, tổ chức, lập, gửi, trình, tổng hợp, sơ kết, tổng kết, thực hiện, triển "
        "khai, tham mưu, rà soát, đánh giá, kiểm tra, cập nhật, công khai, niêm yết, tuyên truyền, thời gian, "
        "chấm điểm, tự chấm, phê duyệt, thẩm định, chuẩn bị, nộp, khảo sát, phân công, hoàn chỉnh, bàn giao, đôn "
        "đốc, dự thảo"
    ),
}

SPELLINGS = {
    "quí": "quý",
    "qúy": "quý",
    "qúi": "quý",
    "qui": "quy",
    "hằng": "hàng",
    "kì": "kỳ",
    "tuỳ": "tùy",
    "mồng": "mùng",
    "họăc": "hoặc",
    "hòan": "hoàn",
    "hoá": "hóa",
    "trứơc": "trước",
    "truoc": "trước",
    "hang": "hàng",
    "thang": "tháng",
    "thuong": "thường",
    "xuyen": "xuyên",
}
NUMERALS = {
    word: value
    for value, words in enumerate(["một", "hai", "ba", "bốn tư", "", "sáu", "bảy bẩy", "tám", "chín", "mười"], start=1)
    for word in words.split()
}
ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "iiii": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10} | {
    "xi": 11,
    "xii": 12,
    "xiii": 13,
}

# By first word: the phrases that begin with it, longest first.
PHRASES: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
for _name, _phrases in _PHRASES.items():
    for _phrase in _phrases.split(", "):
        _keys = tuple(_phrase.split())
        PHRASES.setdefault(_keys[0], []).append((_keys, _name))
for _entries in PHRASES.values():
    _entries.sort(key=lambda entry: -len(entry[0]))

# Accents for text typed without any; where one bare form has several words, the one that tells time.
BARE = {fold(key): key for entries in PHRASES.values() for keys, _ in entries for key in keys} | {
    "quy": "quý",
    "ngay": "ngày",
    "nam": "năm",
    "tu": "từ",
    "ca": "cả",
    "hang": "hàng",
    "den": "đến",
    "dau": "đầu",
    "ky": "kỳ",
    "ke": "kể",
    "dinh": "định",
    "cung": "cùng",
    "vao": "vào",
    "toi": "tới",
    "truoc": "trước",
    "han": "hạn",
    "mot": "một",
    "sau": "sau",
    "ve": "về",
    "dot": "đột",
    "thanh": "thành",
    "hoan": "hoàn",
    "tai": "tại",
    "quyet": "quyết",
    "du": "dự",
    "ban": "ban",
    "trinh": "trình",
    "qua": "quá",
    "co": "có",
    "thuong": "thường",
    "bao": "báo",
    "cao": "cáo",
    "kien": "kiến",
    "trong": "trong",
    "the": "thể",
    "va": "và",
    "tuan": "tuần",
    "thu": "thứ",
    "cuoi": "cuối",
    "tung": "từng",
    "lan": "lần",
}
