"""The bodies that the real plans name, as a body's own directory would hold them."""

from plans.reading.agencies import Directory
from plans.reading.results import Body

QUANG_TRUNG = Directory(
    [
        Body("Công chức Văn phòng - Thống kê", ("CC VP - TK",)),
        Body("Công chức Tư pháp - Hộ tịch", ("CC TP - HT",)),
        Body("Công chức Tài chính - Kế toán", ("CC TC - KT",)),
        Body("Công chức Văn hóa - Xã hội", ("CC VH - XH",)),
        Body("Bộ phận tiếp nhận và trả kết quả"),
        Body("Bưu điện xã"),
        Body("Phòng Tài chính - Kế hoạch thị xã"),
    ]
)
TUY_PHUOC = Directory(
    [
        Body("Phòng Nội vụ"),
        Body("Phòng Tư pháp"),
        Body("Phòng Tài chính - Kế hoạch"),
        Body("Phòng Văn hóa và Thông tin", ("Phòng Văn hoá – Thông tin",)),
        Body("Phòng Kinh tế và Hạ tầng"),
        Body("Văn phòng HĐND và UBND huyện"),
        Body("Trung tâm Văn hóa - Thông tin - Thể thao"),
        Body("Ban Quản lý Dự án đầu tư xây dựng và PTQĐ huyện"),
        Body("Bộ phận Một cửa huyện"),
        Body("Chi nhánh Văn phòng Đăng ký đất đai"),
        Body("Chi cục Thuế huyện"),
        Body("UBND các xã, thị trấn", fan_out=True),
    ]
)
HA_BAC = Directory(
    [
        Body("Công chức Văn phòng - Thống kê"),
        Body("Công chức Tư pháp - Hộ tịch"),
        Body("Công chức Tài chính - Kế toán"),
        Body("Công chức Văn hóa - Xã hội"),
        Body("Công chức Địa chính - Xây dựng"),
        Body("Bộ phận tiếp nhận và trả kết quả"),
        Body("Công an xã"),
        Body("Trạm Y tế xã"),
        Body("Trung tâm học tập cộng đồng"),
        Body("Trường Mầm non"),
        Body("Trường Tiểu học"),
        Body("Trường THCS"),
        Body("Đài truyền thanh xã"),
        Body("Ủy ban Mặt trận Tổ quốc Việt Nam xã", ("MTTQ",)),
        Body("UBND xã Hà Bắc", ("UBND xã",)),
    ]
)
DOAN_KET = Directory(
    [
        Body("Công chức Văn phòng Đảng ủy - Nội vụ"),
        Body("Văn phòng HĐND và UBND xã", ("Văn phòng HĐND&UBND xã",)),
        Body("Công chức Tư pháp - Hộ tịch"),
        Body("Công chức Văn hóa - Thông tin"),
        Body("Bộ phận Một cửa", ("Cán bộ làm việc tại Bộ phận Một cửa",)),
        Body("Cán bộ đầu mối kiểm soát thủ tục hành chính"),
        Body("Lãnh đạo UBND xã"),
    ]
)
HOA_XUAN_NAM = Directory(
    [
        Body("Công chức Văn phòng - Thống kê"),
        Body("Công chức Văn hóa - Xã hội"),
        Body("Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
    ]
)
NOBODY = Directory([])
