from django.urls import path

from tasks.views import detail, exchange, listing, mine, next_year, plan, review, revision, sheet, table

app_name = "tasks"

urlpatterns = [
    path("viec-cua-toi/", mine.mine, name="mine"),
    path("viec-cua-toi/bang/", sheet.sheet, name="sheet"),
    path("viec/<int:pk>/cap-nhat/", mine.update, name="update"),
    path("viec/<int:pk>/han/", detail.due, name="due"),
    path("viec/<int:pk>/huy/", detail.cancel, name="cancel"),
    path("minh-chung/<int:pk>/", detail.evidence, name="evidence"),
    path("nhiem-vu/", listing.listing, name="list"),
    path("nhiem-vu/excel/", listing.register, name="register"),
    path("nhiem-vu/dang-cho/", listing.waiting, name="waiting"),
    path("nhiem-vu/<int:pk>/", detail.detail, name="detail"),
    path("cap-nhat/", exchange.upload, name="exchange"),
    path("cap-nhat/tai-ve/", exchange.download, name="exchange_download"),
    path("cap-nhat/luu/", exchange.confirm, name="exchange_confirm"),
    path("ke-hoach/<int:pk>/", plan.plan, name="plan"),
    path("ke-hoach/viet/", next_year.begin, name="begin"),
    path("ke-hoach/<int:pk>/nam-sau/", next_year.start, name="start"),
    path("ke-hoach/<int:pk>/bang/", table.table, name="table"),
    path("ke-hoach/<int:pk>/bang/luu/", table.save, name="table_save"),
    path("ke-hoach/<int:pk>/bang/dau/", table.head, name="table_head"),
    path("ke-hoach/<int:pk>/bang/chi-tieu/", table.targets, name="table_targets"),
    path("ke-hoach/<int:pk>/bang/hang/<int:item_pk>/", table.row, name="table_row"),
    path("ke-hoach/<int:pk>/bang/hang/<int:item_pk>/luu/", table.write, name="table_write"),
    path("ke-hoach/<int:pk>/chap-nhan/", plan.accept, name="accept"),
    path("ke-hoach/<int:pk>/xem-lai/", review.review, name="review"),
    path("ke-hoach/<int:pk>/xem-lai/diem/", review.points, name="review_points"),
    path("ke-hoach/<int:pk>/xem-lai/hang/<int:item_pk>/", review.row, name="review_row"),
    path("ke-hoach/<int:pk>/xem-lai/chi-tieu/<int:target_pk>/", review.target, name="review_target"),
    path("ke-hoach/<int:pk>/quan-he/", revision.relate, name="relate"),
    path("ke-hoach/<int:pk>/khac-biet/", revision.revision, name="revision"),
    path("ke-hoach/<int:pk>/khac-biet/noi/<int:item_pk>/", revision.tie, name="tie"),
    path("ke-hoach/<int:pk>/khac-biet/ap-dung/", revision.apply, name="apply_revision"),
]
