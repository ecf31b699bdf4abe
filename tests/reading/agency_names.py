"""The directories that tests of agencies look bodies up in: posts of a commune, offices of a district."""

from plans.reading.agencies import Directory
from plans.reading.results import Body

OFFICE = "Công chức Văn phòng - Thống kê"
JUSTICE = "Công chức Tư pháp - Hộ tịch"
FINANCE = "Công chức Tài chính - Kế toán"
CULTURE = "Công chức Văn hóa - Xã hội"
LAND = "Công chức Địa chính - Xây dựng"
ONE_STOP = "Bộ phận tiếp nhận và trả kết quả"
POLICE = "Công an xã"
COMMUNE = "UBND xã Quang Trung"
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam xã"

commune = Directory(
    [
        Body(OFFICE),
        Body(JUSTICE),
        Body(FINANCE),
        Body(CULTURE),
        Body(LAND),
        Body(ONE_STOP),
        Body(POLICE),
        Body(COMMUNE, ("UBND xã",)),
        Body(FRONT, ("MTTQ",)),
    ]
)

district = Directory(
    [
        Body("Phòng Nội vụ"),
        Body("Phòng Tư pháp"),
        Body("Phòng Tài chính - Kế hoạch"),
        Body("Phòng Kinh tế và Hạ tầng"),
        Body("Phòng Văn hóa và Thông tin"),
        Body("Văn phòng HĐND và UBND huyện"),
        Body("Trung tâm Văn hóa - Thông tin - Thể thao"),
        Body("Chi nhánh Văn phòng Đăng ký đất đai"),
        Body("Bộ phận Một cửa huyện"),
        Body("Ban Quản lý Dự án đầu tư xây dựng và Phát triển quỹ đất"),
        Body("UBND các xã, thị trấn", fan_out=True),
    ]
)
