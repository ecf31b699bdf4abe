"""What a new survey starts with: fields of procedures, and the five factors of SIPAS as one question each: access to
services, procedures, officials, results, feedback."""

FIELDS = (
    "Đất đai",
    "Hộ tịch",
    "Chứng thực",
    "Chính sách xã hội, người có công",
    "Xây dựng",
    "Đăng ký kinh doanh hộ gia đình",
    "Lĩnh vực khác",
)
QUESTIONS = (
    "Tiếp cận dịch vụ: nơi ngồi chờ, trang thiết bị, thông tin chỉ dẫn",
    "Thủ tục hành chính: giấy tờ, thời hạn, phí và lệ phí được công khai, đúng quy định",
    "Công chức trực tiếp giải quyết: thái độ, trách nhiệm, hướng dẫn dễ hiểu",
    "Kết quả: đúng hạn, chính xác, đầy đủ",
    "Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị",
)
OPENING = (
    "Ông/bà vừa làm thủ tục tại {name}. Xin cho biết mức độ hài lòng, chỉ mất chưa đầy nửa phút; "
    "câu trả lời giúp chúng tôi phục vụ tốt hơn."
)
