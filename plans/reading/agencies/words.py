"""The vocabulary of agency cells. Phrases are folded (without accents) unless said otherwise."""

from plans.reading.agencies.tokens import by_first_word, words_of

TITLES = by_first_word("cong chuc, cc, can bo, cb, chuc danh, dong chi, d/c, ong, ba, bo phan")
"""Words before the name of a post that do not change which post it is."""

BODY_TITLES = (("cong", "chuc"), ("cc",), ("can", "bo"), ("chuc", "danh"))
"""Titles that a directory's own names begin with."""

TITLE_LINKS = by_first_word(
    "phu trach, phu trach linh vuc, phu trach mang, chuyen trach, lam cong tac, dam nhiem, tai, lam viec tai"
)
"""Between a title and the name of the post: "Công chức phụ trách Văn phòng - Thống kê"."""

PERSONS = by_first_word(
    "chu tich, pho chu tich, chanh, pho chanh, truong, pho truong, pho, thu truong, giam doc, pho giam doc, lanh dao, "
    "chuyen vien, nhan vien, nguoi dung dau, bi thu, pho bi thu"
)

LEVELS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "xã", "phường", "huyện", "quận", "tỉnh", "xa", "huyen")
"""With accents: "tỉnh" is not "tình"."""

TAIL_LINKS = by_first_word("cua, thuoc, truc thuoc, tai, o, cap, tren dia ban")
TAIL_BODIES = by_first_word("ubnd, hdnd, uy ban nhan dan, hoi dong nhan dan")
TAIL_FILLERS = by_first_word("hien dai")

PLURALS = ("các", "mỗi", "mọi", "những", "từng", "cac", "nhung")
PLURAL_PHRASES = by_first_word("tat ca, toan the, cbcc, cbccvc")

HEADS = by_first_word(
    "phong, ban, trung tam, hoi, doan, truong, tram, cong an, ubnd, hdnd, mttq, ubmttq, ubmttqvn, bo phan, van phong, "
    "chi cuc, chi nhanh, so, dai, buu dien, buu cuc, uy ban, hoi dong, dang uy, kho bac, ngan hang, bao hiem, bhxh, "
    "to, thon, toa an, vien, doi, hat, quy, hop tac xa, mat tran, chu tich, pho chu tich, lanh dao, bi thu, cong "
    "chuc, cc, can bo, ban chi huy, bch, thuong truc, doanh nghiep, cong ty, thanh tra, chi bo, thuong vu, bo chi "
    "huy, mot cua, nhan vien, nha van hoa, thu vien, benh vien, khoi, cuc, tong cuc, vnpt, viettel, tiep nhan"
)
"""How the name of a body begins, known or not."""

COLLECTIVES = by_first_word(
    "ban, nganh, don vi, dia phuong, co quan, to chuc, doan the, bo phan, cong chuc, can bo, vien chuc, thon, xom, "
    "ban lang, to dan pho, khu pho, khu dan cu, phong, phong ban, truong hoc, nha truong, nhan dan, nguoi dan, chi "
    "hoi, thanh vien, ca nhan, xa, phuong, thi tran, cap, so, huyen, nguoi lao dong, ban nganh, cong dong, hoi, hoi "
    "vien, nguoi dung dau, thu truong, thi xa, thanh pho, dac khu"
)
"""Common nouns of groups."""

WHOLE_COLLECTIVES = by_first_word(
    "doan the, nhan dan, nguoi dan, thon, dia phuong, don vi, co quan, cong chuc, can bo, vien chuc, nganh, to dan "
    "pho, khu pho, ban nganh, bo phan, ca nhan"
)
"""Those of them that may stand alone."""

QUALIFIERS = by_first_word(
    "chuyen mon, chuyen trach, chuyen, lien quan, co lien quan, su nghiep, truc thuoc, thuoc, chinh tri, khac, phu "
    "trach, duoc, tren dia ban, huu quan, chuc nang"
)

LABEL_NOUNS = by_first_word(
    "don vi, dv, co quan, cq, bo phan, to chuc, ca nhan, cong chuc, can bo, nguoi, phong, ban, lanh dao, dong chi"
)
LABEL_LINKS = by_first_word("duoc giao, duoc phan cong, truc tiep, se, cung, la, co trach nhiem")

LEAD_MARKS = by_first_word(
    "chu tri, chiu trach nhiem, chiu trach nhiem chinh, tham muu, thuc hien, trien khai, to chuc thuc hien, to chuc "
    "trien khai, dau moi, lam dau moi, la dau moi, truc tiep thuc hien, co trach nhiem"
)
COORDINATE_MARKS = by_first_word(
    "phoi hop, phoi ket hop, ket hop voi, ket hop, giup viec, ho tro, tham gia, cung tham gia, voi su phoi hop cua, "
    "co su phoi hop cua, voi su tham gia cua, cung, cung voi"
)
LEAD_TRAIL = by_first_word("thuc hien, trien khai, tham muu, to chuc, chinh, chung, chu tri, truc tiep")
COORDINATE_TRAIL = by_first_word(
    "voi, cung, chat che, thuc hien, trien khai, to chuc, tham gia, chung, tot, cua, dong bo, giup"
)

ACTIVITIES = by_first_word(
    "don doc, huong dan, tong hop, bao cao, theo doi, giup, kiem tra, giam sat, danh gia, xay dung, ban hanh, de "
    "xuat, ra soat, chi dao, phu trach, cap nhat, cong khai, niem yet, tuyen truyen, thong bao, chu dong, to chuc, "
    "tiep nhan, giai quyet, quan ly, van hanh, nghien cuu, soan thao, trinh, gui, co nhiem vu, nhac nho, can cu, "
    "theo, khi, de, quyet dinh, phe duyet, chuan bi, ra soat, phan cong, tiep tuc, thuong xuyen, dinh ky, tong ket, "
    "so ket, phat dong, tap trung, cung cap, dam bao, bao dam, co quan thuong truc"
)
"""What a body does; after a body these begin a remark, not another body."""

NEUTRAL = by_first_word(
    "va, voi, cua, la, do, giao, giao cho, cho, boi, gom, bao gom, dong thoi, cu the, trong do, hoac, dong "
    "chi, d/c, yeu cau, de nghi, rieng, thuoc, trach nhiem, nhu sau, nhom, chinh, chung"
)

NOTICES = by_first_word("theo, khi, can cu, sau khi, trong, neu, tuy theo, thuc hien theo")
"""A text beginning so tells a manner or a condition, not a body ("Theo hướng dẫn các cấp có thẩm quyền")."""

FIELDS = words_of(
    "ngan sach xay dung moi truong tai nguyen nong nghiep thon thong tin the thao du lich lao dong thuong binh xa "
    "hoi ho tich ke noi vu van thu luu tru quy do thi dia chinh quan su tu phap toan hoach kinh te ha tang giao "
    "thuy loi va dat dai chuyen doi so"
)
"""Words of the areas that posts are named after: "…, ngân sách" goes on the name before it."""
