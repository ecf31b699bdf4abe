"""What holds for any agency text: no word is lost, spelling does not matter, nothing breaks the reader."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.text import nfc, squeeze
from plans.reading.agencies import read_agencies, split_agencies
from plans.reading.agencies.segments import Part, Segmenter
from plans.reading.agencies.tokens import Kind, tokenize
from tests.reading.agency_names import CULTURE, FINANCE, JUSTICE, LAND, OFFICE, commune, district

SPELLINGS = {
    OFFICE: [
        "CC VP - TK",
        "CC VP-TK",
        "Công chức Văn phòng – Thống kê",
        "Văn phòng-Thống kê xã",
        "CC Văn phòng\n- Thống kê",
    ],
    JUSTICE: ["CC TP - HT", "công chức Tư pháp- Hộ tịch", "Tư pháp - Hộ tịch", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH"],
    FINANCE: ["CC TC-KT", "Công chức Tài chính – kế toán", "CC Tài chính\n- Kế toán của UBND xã"],
    CULTURE: ["CC VH - XH", "Công chức Văn hoá-xã hội", "CC Văn hóa\n- Xã hội"],
    LAND: ["CC ĐC-XD", "công chức địa chính, xây dựng", "Công chức Địa chính và Xây dựng xã Quang Trung"],
}
GROUPS = ["các bộ phận liên quan", "các thôn", "các công chức chuyên môn", "các cơ quan, đơn vị có liên quan"]
WORD_TEXT = (
    "CC VP TK Công chức Văn phòng Thống kê chủ trì phối hợp với và các ban ngành UBND xã thị trấn Phòng Nội vụ"
    " liên quan thực hiện tham mưu Đơn vị Bộ phận tiếp nhận trả kết quả theo của đ/c HĐND huyện Trạm y tế tổng hợp"
)
WORDS = WORD_TEXT.split()
SEPARATORS = [" ", " ", " ", ", ", "; ", ". ", ": ", "\n- ", "\n", " - ", " (", ") ", "/", " & ", "\n1. "]

names = st.sampled_from(list(SPELLINGS))
spelt = names.flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(SPELLINGS[name])))
sentences = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)), max_size=25).map(
    lambda pairs: "".join(word + separator for word, separator in pairs)
)
anything = st.one_of(st.text(max_size=60), sentences)


def _once(names_and_spellings):
    return tuple(dict.fromkeys(name for name, _ in names_and_spellings))


@settings(deadline=None)
@given(
    leads=st.lists(spelt, min_size=1, max_size=3),
    others=st.lists(spelt, max_size=3),
    group=st.sampled_from(GROUPS),
    comma=st.sampled_from([", ", " và ", "; "]),
    mark=st.sampled_from(
        [
            " chủ trì, phối hợp với ",
            " Tham mưu thực hiện, phối hợp với ",
            " chủ trì phối hợp ",
            " phối hợp chặt chẽ với ",
        ]
    ),
)
def test_any_spelling_in_any_order_is_read_by_role(leads, others, group, comma, mark):
    text = comma.join(words for _, words in leads) + mark + ", ".join([*(words for _, words in others), group])
    found = read_agencies(text, commune)
    assert found.lead == _once(leads)
    assert found.coordinate == tuple(name for name in _once(others) if name not in found.lead)
    assert (found.coordinating_groups, found.unknown) == ((group,), ())


@settings(deadline=None)
@given(leads=st.lists(spelt, min_size=1, max_size=3), others=st.lists(spelt, min_size=1, max_size=3))
def test_labels_and_decomposed_letters(leads, others):
    text = "Đơn vị chủ trì: " + ", ".join(words for _, words in leads) + ".\n- Đơn vị phối hợp: "
    text = unicodedata.normalize("NFD", text + "; ".join(words for _, words in others) + ".")
    found = read_agencies(text, commune)
    assert (found.lead, found.text, found.unknown) == (_once(leads), text, ())
    assert found.coordinate == tuple(name for name in _once(others) if name not in found.lead)


@settings(deadline=None)
@given(anything)
def test_segments_tile_the_text(text):
    for directory in (commune, district):
        tokens = tokenize(squeeze(nfc(text)))
        segments = list(Segmenter(tokens, directory).segments())
        assert [segment.start for segment in segments] == [0, *(segment.end for segment in segments)][: len(segments)]
        assert (segments[-1].end if segments else 0) == len(tokens)


@settings(deadline=None)
@given(anything)
def test_every_word_of_a_name_comes_back(text):
    """Words that are no body, group, role or joining word stand among the unknown or in a doubt."""
    tokens = tokenize(squeeze(nfc(text)))
    found = read_agencies(text, commune)
    told = " ".join([*found.unknown, *found.groups, *(doubt.words for doubt in found.doubts)])
    kept = set(re.findall(r"[^\W_]+", told))
    for segment in Segmenter(tokens, commune).segments():
        if segment.part in (Part.UNKNOWN, Part.NOTICE, Part.GROUP):
            words = {token.text for token in tokens[segment.start : segment.end] if token.kind is Kind.WORD}
            pieces = [piece for word in words for piece in re.findall(r"[^\W_]+", word)]
            assert set(pieces) - kept == set()


@settings(deadline=None)
@given(anything)
def test_no_text_breaks_the_reader(text):
    found = read_agencies(text, district)
    assert found.text == text
    assert set(found.lead + found.coordinate) <= {body.name for body in district.bodies}
    assert set(found.lead) & set(found.coordinate) == set()
    assert all(doubt.message.endswith(".") for doubt in found.doubts)
    assert all("\n" not in item for item in split_agencies(text, district))
