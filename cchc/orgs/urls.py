from django.contrib.auth.views import LogoutView
from django.urls import include, path

from cchc.orgs.views import account, journal, people

own_patterns = (
    [
        path("tai-khoan/", account.profile, name="profile"),
        path("doi-don-vi/", account.switch, name="switch"),
        path("nhan-su/", people.people, name="people"),
        path("nhat-ky/", journal.journal_page, name="journal"),
    ],
    "orgs",
)

urlpatterns = [
    path("dang-nhap/", account.SignInView.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("doi-mat-khau/", account.ChangePasswordView.as_view(), name="password_change"),
    path("", include(own_patterns)),
]
