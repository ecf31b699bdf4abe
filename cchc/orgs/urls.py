from django.contrib.auth.views import LogoutView
from django.urls import include, path

from cchc.orgs.views import account, journal, notices, people, person, profile

own_patterns = (
    [
        path("thong-bao/", notices.notices, name="notices"),
        path("thong-bao/doc-het/", notices.read, name="read_notices"),
        path("thong-bao/<int:pk>/mo/", notices.open_one, name="open_notice"),
        path("tai-khoan/", profile.profile, name="profile"),
        path("tai-khoan/nhac-viec/", profile.reminders, name="reminders"),
        path("tai-khoan/thu/", profile.address, name="address"),
        path("tai-khoan/thu/<str:token>/", profile.confirm_address, name="confirm_address"),
        path("tai-khoan/lich/", profile.feed, name="feed"),
        path("doi-don-vi/", account.switch, name="switch"),
        path("nhan-su/", people.people, name="people"),
        path("nhan-su/them/", people.add, name="people_add"),
        path("nhan-su/nguoi/<int:pk>/", person.person, name="person"),
        path("nhan-su/nguoi/<int:pk>/giao/", people.give, name="people_give"),
        path("nhan-su/nguoi/<int:pk>/mat-khau/", person.password, name="person_password"),
        path("nhan-su/nguoi/<int:pk>/khoa/", person.close, name="person_close"),
        path("nhan-su/nguoi/<int:pk>/mo/", person.reopen, name="person_reopen"),
        path("nhan-su/nguoi/<int:pk>/mo-khoa/", person.release, name="person_release"),
        path("nhan-su/vai-tro/<int:pk>/", people.role, name="people_role"),
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
