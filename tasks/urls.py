from django.urls import path

from tasks.views import detail, exchange, listing, mine, plan, review

app_name = "tasks"

urlpatterns = [
    path("viec-cua-toi/", mine.mine, name="mine"),
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
    path("ke-hoach/<int:pk>/chap-nhan/", plan.accept, name="accept"),
    path("ke-hoach/<int:pk>/xem-lai/", review.review, name="review"),
    path("ke-hoach/<int:pk>/xem-lai/diem/", review.points, name="review_points"),
    path("ke-hoach/<int:pk>/xem-lai/hang/<int:item_pk>/", review.row, name="review_row"),
    path("ke-hoach/<int:pk>/xem-lai/chi-tieu/<int:target_pk>/", review.target, name="review_target"),
]
