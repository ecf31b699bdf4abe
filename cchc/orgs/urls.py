from django.contrib.auth.views import LogoutView
from django.urls import include, path

from cchc.orgs import views

own_patterns = (
    [
        path("tai-khoan/", views.profile, name="profile"),
        path("doi-don-vi/", views.switch, name="switch"),
        path("nhan-su/", views.people, name="people"),
        path("nhat-ky/", views.journal_page, name="journal"),
    ],
    "orgs",
)

urlpatterns = [
    path("dang-nhap/", views.SignInView.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("doi-mat-khau/", views.ChangePasswordView.as_view(), name="password_change"),
    path("", include(own_patterns)),
]
