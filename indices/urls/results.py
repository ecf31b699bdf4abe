"""Addresses of results: the overview of indices, published tables, aims, trends, what-if."""

from django.urls import URLPattern, path

from indices.views import aims, entering, overview, results, trends

TABLES = "chi-so/ket-qua/"

patterns: list[URLPattern] = [
    path("chi-so/", overview.overview, name="overview"),
    path("chi-so/excel/", overview.overview_sheet, name="overview_sheet"),
    path(TABLES, results.results, name="results"),
    path(f"{TABLES}excel/", results.list_sheet, name="results_sheet"),
    path(f"{TABLES}nhap/", entering.upload, name="result_import"),
    path(f"{TABLES}nhap/luu/", entering.confirm, name="result_confirm"),
    path(f"{TABLES}them/", entering.add, name="result_add"),
    path(f"{TABLES}ke-hoach/<int:pk>/", results.stated, name="result_stated"),
    path(f"{TABLES}<int:pk>/", results.table, name="result_table"),
    path(f"{TABLES}<int:pk>/excel/", results.sheet, name="result_sheet"),
    path(f"{TABLES}<int:pk>/xoa/", results.drop, name="result_drop"),
    path(f"{TABLES}dong/<int:pk>/", entering.line, name="result_line"),
    path(f"{TABLES}dong/<int:pk>/xoa/", results.line_drop, name="result_line_drop"),
    path(f"{TABLES}dong/<int:pk>/neu-nhu/", trends.wishes, name="what_if"),
    path("chi-so/qua-cac-nam/", trends.trends, name="trends"),
    path("chi-so/qua-cac-nam/excel/", trends.sheet, name="trends_sheet"),
    path("chi-so/muc-tieu/", aims.aims, name="aims"),
    path("chi-so/muc-tieu/excel/", aims.sheet, name="aims_sheet"),
    path("chi-so/muc-tieu/<int:pk>/bo/", aims.drop, name="aim_drop"),
]
