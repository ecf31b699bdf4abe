"""Addresses of initiatives and of the year-end classification of officials."""

from django.urls import URLPattern, path

from indices.views import adopting, grading, grading_deciding, initiative_counts, initiatives

patterns: list[URLPattern] = [
    path("sang-kien/", initiatives.initiatives, name="initiatives"),
    path("sang-kien/tep/", initiatives.initiatives_file, name="initiatives_file"),
    path("sang-kien/dang-ky/", initiatives.register, name="initiative_register"),
    path("sang-kien/so-luong/", initiative_counts.counts, name="initiative_counts"),
    path("sang-kien/so-luong/excel/", initiative_counts.counts_file, name="initiative_counts_file"),
    path("sang-kien/<int:pk>/", initiatives.initiative, name="initiative"),
    path("sang-kien/<int:pk>/don/<str:kind>/", initiatives.application_file, name="initiative_file"),
    path("sang-kien/<int:pk>/sua/", initiatives.edit, name="initiative_edit"),
    path("sang-kien/<int:pk>/rut/", adopting.withdraw, name="initiative_withdraw"),
    path("sang-kien/<int:pk>/cong-nhan/", adopting.adopt, name="initiative_adopt"),
    path("sang-kien/<int:pk>/khong-cong-nhan/", adopting.refuse, name="initiative_refuse"),
    path("sang-kien/<int:pk>/nhan-rong/", adopting.spread, name="initiative_spread"),
    path("sang-kien/<int:pk>/nhan-rong/<int:spread_pk>/xoa/", adopting.unspread, name="initiative_unspread"),
    path("xep-loai/", grading.gradings, name="gradings"),
    path("xep-loai/mo/", grading.begin, name="grading_begin"),
    path("xep-loai/<int:pk>/", grading.grading, name="grading"),
    path("xep-loai/<int:pk>/ty-le/", grading.cap, name="grading_cap"),
    path("xep-loai/<int:pk>/lay-nguoi/", grading.draw, name="grading_draw"),
    path("xep-loai/<int:pk>/tu-xep-loai/", grading.own, name="grading_own"),
    path("xep-loai/<int:pk>/de-nghi/", grading_deciding.propose, name="grading_propose"),
    path("xep-loai/<int:pk>/quyet-dinh/", grading_deciding.decide, name="grading_decide"),
    path("xep-loai/<int:pk>/tran/", grading_deciding.weighed, name="grading_weighed"),
    path("xep-loai/<int:pk>/tep/<str:kind>/", grading_deciding.grading_file, name="grading_file"),
]
