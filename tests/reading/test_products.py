"""Products of a row with their clauses, and rows that hold several actions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.enums import DeadlineKind
from plans.reading.products import pair, read_products, split_list
from plans.reading.results import Clause, ReadProduct


def _clause(words: str, label: str | None = None) -> Clause:
    return Clause(DeadlineKind.UNKNOWN, words, label)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Kế hoạch; Báo cáo kết quả thực hiện.", ["Kế hoạch", "Báo cáo kết quả thực hiện"]),
        (
            "- Báo cáo tình hình thực hiện.\n- Báo cáo kết quả thực hiện.",
            ["Báo cáo tình hình thực hiện", "Báo cáo kết quả thực hiện"],
        ),
        (
            "Kế hoạch kiểm soát TTHC, Báo cáo kết quả thực hiện",
            ["Kế hoạch kiểm soát TTHC", "Báo cáo kết quả thực hiện"],
        ),
        ("Thống kê, báo cáo kết quả thực hiện.", ["Thống kê, báo cáo kết quả thực hiện"]),
        ("- Hướng dẫn, đơn đốc, tuyên truyền;\n- Báo cáo.", ["Hướng dẫn, đơn đốc, tuyên truyền", "Báo cáo"]),
        ("Kế hoạch, báo cáo kết quả", ["Kế hoạch", "báo cáo kết quả"]),
        ("Kế hoạch và Báo cáo", ["Kế hoạch", "Báo cáo"]),
        ("Kế hoạch. Báo cáo kết quả.", ["Kế hoạch", "Báo cáo kết quả"]),
        ("Kế hoạch\nBáo cáo kết quả\nthực hiện", ["Kế hoạch", "Báo cáo kết quả thực hiện"]),
        ("1. KH năm 2024\n2. BC", ["KH năm 2024", "BC"]),
        ("Kế hoạch năm 2024, Quyết định, Biên bản kiểm tra", ["Kế hoạch năm 2024", "Quyết định", "Biên bản kiểm tra"]),
        ("Quyết định ban hành Kế hoạch và Quy chế", ["Quyết định ban hành Kế hoạch và Quy chế"]),
        ("Thực hiện theo quy định và báo cáo kết quả", ["Thực hiện theo quy định và báo cáo kết quả"]),
        ("Báo cáo kết quả Tự chấm, kèm minh chứng;", ["Báo cáo kết quả Tự chấm, kèm minh chứng"]),
        ("Kế hoạch (có danh mục, Biểu kèm theo); Báo cáo", ["Kế hoạch (có danh mục, Biểu kèm theo)", "Báo cáo"]),
        (" - ", []),
        ("", []),
    ],
)
def test_products_are_told_apart(text, products):
    assert [product.words for product in read_products(text, ())] == products


@pytest.mark.parametrize(
    ("text", "clauses", "places"),
    [
        (
            "Kế hoạch kiểm soát TTHC, Báo cáo kết quả thực hiện",
            (
                _clause("Xây dựng KH: quý I/2023", "Xây dựng KH"),
                _clause("Báo cáo kết quả định kỳ hàng quý", "Báo cáo kết quả"),
            ),
            [(0,), (1,)],
        ),
        (
            "- Kế hoạch Cải cách hành chính\n- Báo cáo kết quả thực hiện.",
            (_clause("Báo cáo định kỳ hàng quý"), _clause("Kế hoạch CCHC ban hành trước 01/2023")),
            [(1,), (0,)],
        ),
        (
            "Kế hoạch kiểm tra, Báo cáo",
            (
                _clause("Báo cáo kết quả theo tiến độ KH đề ra."),
                _clause("Xây dựng kế hoạch: quý I/2023", "Xây dựng kế hoạch"),
            ),
            [(1,), (0,)],
        ),
        (
            "Báo cáo kết quả thực hiện.",
            (_clause("Tổ chức thực hiện: thường xuyên", "Tổ chức thực hiện"), _clause("Báo cáo: hàng quý", "Báo cáo")),
            [(1,)],
        ),
        (
            "Báo cáo tháng; Báo cáo năm",
            (_clause("Báo cáo năm: 15/12", "Báo cáo năm"), _clause("hàng tháng")),
            [(1,), (0,)],
        ),
        ("Kế hoạch; Báo cáo", (_clause("Thường xuyên"), _clause("Báo cáo định kỳ hàng quý")), [(0,), (1,)]),
        ("Quyết định; Báo cáo", (_clause("Báo cáo định kỳ hàng quý"),), [(0,), (0,)]),
        ("Quyết định; Báo cáo", (_clause("Thường xuyên"), _clause("Năm 2024")), [(0, 1), (0, 1)]),
        ("Báo cáo", (), [()]),
    ],
)
def test_a_product_takes_the_clauses_that_name_it_or_shares_the_rest(text, clauses, places):
    assert [product.clauses for product in read_products(text, clauses)] == places


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("- Theo tiến độ\n- Thường xuyên", ("Theo tiến độ", "Thường xuyên")),
        ("Các phòng; UBND các xã\n- Văn phòng", ("Các phòng; UBND các xã", "Văn phòng")),
        ("1. Viết tin,\nbài 2.5 trang\n2. Rà soát", ("Viết tin, bài 2.5 trang", "Rà soát")),
        ("- Xây dựng:\n+ đề án\n+ kế hoạch\n- Báo cáo", ("Xây dựng: + đề án + kế hoạch", "Báo cáo")),
        ("a) Một\nb) Hai", ("Một", "Hai")),
        ("–Một\n–Hai", ("Một", "Hai")),
        ("Các phòng, ban;\nUBND các xã", ("Các phòng, ban; UBND các xã",)),
        ("-", ()),
    ],
)
def test_lists_in_a_cell(cell, items):
    assert split_list(cell) == items


@pytest.mark.parametrize(
    ("lists", "pairs"),
    [
        ((["a", "b"], ["x", "y"], ["1", "2"]), (("a", "x", "1"), ("b", "y", "2"))),
        ((["a", "b"], ["x"], ["1", "2"]), (("a", "x", "1"), ("b", "x", "2"))),
        ((["a", "b"], ["x", "y"], []), (("a", "x", ""), ("b", "y", ""))),
        ((["a"], ["x", "y"], ["1", "2"]), (("a", "x", "1"), ("a", "y", "2"))),
        ((["a"], ["x", "y"], ["1"]), (("a", "x\ny", "1"),)),
        ((["a", "b"], ["x", "y"], ["1", "2", "3"]), None),
        ((["a", "b", "c"], ["x", "y"], ["1"]), None),
    ],
)
def test_actions_are_matched_by_position(lists, pairs):
    assert pair(*lists) == pairs


@settings(deadline=None)
@given(st.text(max_size=80), st.lists(st.tuples(st.text(max_size=30), st.none() | st.text(max_size=10)), max_size=4))
def test_no_text_breaks_products(text, pieces):
    clauses = tuple(_clause(words, label) for words, label in pieces)
    products = read_products(text, clauses)
    assert all(isinstance(product, ReadProduct) and product.words for product in products)
    assert {place for product in products for place in product.clauses} <= set(range(len(clauses)))
    assert all(product.clauses for product in products) or not clauses
    assert all(item.strip() == item for item in split_list(text))


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=3), max_size=4), min_size=3, max_size=3))
def test_pairing_keeps_every_word_or_gives_up(lists):
    pairs = pair(*lists)
    lengths = {len(values) for values in lists if len(values) > 1}
    assert (pairs is None) == (len(lengths) > 1 and len(lists[0]) > 1)
    if pairs:
        assert {word for one in pairs for cell in one for word in cell.split()} == {
            word for values in lists for text in values for word in text.split()
        }
