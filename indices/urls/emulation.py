"""Addresses of campaigns; a competitor's file with what the system knows of it is shown by `reports`."""

from django.urls import URLPattern, path

from indices.views import awards, campaign_days, campaign_writing, emulation, nominations

patterns: list[URLPattern] = [
    path("thi-dua/", emulation.campaigns, name="campaigns"),
    path("thi-dua/lap/", campaign_writing.new, name="campaign_new"),
    path("thi-dua/tu-ke-hoach/", campaign_writing.draw, name="campaign_draw"),
    path("thi-dua/<int:pk>/", emulation.campaign, name="campaign"),
    path("thi-dua/<int:pk>/sua/", campaign_writing.edit, name="campaign_edit"),
    path("thi-dua/<int:pk>/xoa/", campaign_writing.drop, name="campaign_drop"),
    path("thi-dua/<int:pk>/phat-dong/", campaign_writing.launch, name="campaign_launch"),
    path("thi-dua/<int:pk>/han-dang-ky/", campaign_days.extend, name="campaign_extend"),
    path("thi-dua/<int:pk>/tong-ket/", campaign_writing.close, name="campaign_close"),
    path("thi-dua/<int:pk>/hoi-dong/", campaign_writing.council, name="council"),
    path("thi-dua/hoi-dong/<int:pk>/thoi/", campaign_writing.end_member, name="council_end"),
    path("thi-dua/<int:pk>/dang-ky/", nominations.register, name="register"),
    path("thi-dua/ho-so/<int:pk>/tu-danh-gia/", nominations.assess, name="assess"),
    path("thi-dua/ho-so/<int:pk>/rut/", nominations.withdraw, name="withdraw"),
    path("thi-dua/<int:pk>/bo-phieu/", awards.ballot, name="ballot"),
    path("thi-dua/<int:pk>/quyet-dinh/", awards.decide, name="decide"),
    path("thi-dua/<int:pk>/giay-to/<str:kind>/", emulation.paper, name="paper"),
]
