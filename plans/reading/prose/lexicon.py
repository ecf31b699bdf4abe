"""How names of bodies begin, and the verbs at which they end, in the running text of a plan. With accents: "tổ" is not
"tô", "cần" not "căn", "có" not "cơ"."""

import re

_STARTS = (
    "cc",
    "công chức",
    "cán bộ",
    "(?:ủy|uỷ) ban",
    r"ub(?:nd|mttq)\w*",
    "hđnd",
    "hội đồng",
    "(?:đảng|huyện|thị|cấp) (?:ủy|uỷ)",
    "văn phòng",
    "bộ phận",
    r"ban(?!\s+(?:hành|đầu|công|bố|giao))",
    r"phòng(?!\s*(?:ngừa|chống|tránh|cháy|,))",
    "trung tâm",
    "trạm",
    r"trường(?!\s+hợp)",
    "công an",
    "quân sự",
    "đài",
    r"đoàn(?!\s+kết)",
    r"hội(?!\s+(?:nghị|thảo|nhập|họp))",
    "liên đoàn",
    "mttq",
    "mặt trận",
    "thường trực",
    "(?:phó )?chủ tịch",
    "lãnh đạo",
    "bí thư",
    "trưởng",
    "thủ trưởng",
    "người đứng đầu",
    "chi (?:bộ|cục|nhánh|hội|đoàn)",
    "cục",
    "kho bạc",
    "ngân hàng",
    "bảo hiểm xã hội",
    "bưu điện",
    r"tổ(?!\s+chức(?!\w))",
    "thôn",
    "xóm",
    "khu phố",
    r"đội(?!\s+ngũ)",
    r"sở(?!\s+(?:hữu|dĩ|thích))",
    "cơ quan",
    "đơn vị",
    "ngành",
    "địa phương",
    "đoàn thể",
    "hợp tác xã",
    "tổ chức chính trị",
)
BODY = re.compile(
    r"(?:(?:các|những|mọi|mỗi|từng|toàn thể|tất cả(?: các)?)\s+)?(?:(?:đồng chí|đ/c|ông|bà)\s+)?"
    rf"(?:{'|'.join(_STARTS)})(?!\w)",
    re.IGNORECASE,
)
"""How the name of a body, a post or a group begins."""

ASKED = re.compile(
    r"(?:(?:đề nghị|yêu cầu|phân công|giao(?:\s+(?:trách nhiệm|nhiệm vụ))?)(?:\s+cho)?"
    r"|(?:trách nhiệm|nhiệm vụ) của|đối với)\s+(?:cho\s+)?",
    re.IGNORECASE,
)
"""Words by which a plan turns to a body."""

LEAD_IN = re.compile(r"\b(?:sau|sau đây|gồm|bao gồm|cụ thể|trong đó|như|các việc|văn bản|nội dung)\s*:$", re.IGNORECASE)
"""The end of words that a list completes."""

PERSON = re.compile(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+(?:[A-ZĐÀ-Ỹ]\w*\s+){1,4}[A-ZĐÀ-Ỹ]\w*\s*[-–,]\s*")
"""The name of a person before the name of the post."""

_VERB_PHRASES = (
    "tăng cường, chú trọng, tập trung, lập, trình, ban hành, tích cực, nâng cao, đẩy mạnh, cần, phải, có, chịu, "
    "đảm nhận, duy trì, khắc phục, hoàn thành, áp dụng, đăng tải, đăng, đổi mới, quán triệt, nghiêm túc, phổ "
    "biến, vận động, bố trí, thẩm định, xử lý, kịp thời, bồi dưỡng, thống kê, khảo sát, ứng dụng, số hóa, số "
    "hoá, lựa chọn, phát huy, bám sát, hàng năm, hàng quý, hàng tháng, hằng năm, hằng quý, hằng tháng, xem xét, "
    "chủ động, tự, làm, thanh tra, đối chiếu, quyết liệt, đưa, nộp, thực hiện, triển khai, tham mưu, tổ chức, "
    "chủ trì, phối hợp, đăng ký, gửi, đôn đốc, bảo đảm, đảm bảo, căn cứ, hoàn thiện, chấn chỉnh, giải quyết, "
    "tiến hành, chuẩn bị, nghiên cứu, được, rút ngắn, xác định, lưu trữ, công bố, điều hành, trực tiếp, cùng, "
    "tạo điều kiện, lồng ghép, kê khai, in ấn, viết, tiếp thu, khuyến khích, hỗ trợ, đồng hành, bảo vệ, thường "
    "trực tham mưu, khẩn trương, sớm, ưu tiên, giám sát, thẩm tra, phản biện, quản lý, giao, mở, huy động, "
    "thành lập, giúp, trong việc, trong công tác, trong quá trình, để, nhằm"
)
VERBS = frozenset(tuple(phrase.split()) for phrase in _VERB_PHRASES.split(", "))
LONGEST_VERB = max(map(len, VERBS))
