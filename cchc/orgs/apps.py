from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "cchc.orgs"
    label = "orgs"
    verbose_name = "Tổ chức và con người"
    default_auto_field = "django.db.models.BigAutoField"
