from django.apps import AppConfig


class IndicesConfig(AppConfig):
    name = "indices"
    verbose_name = "Chỉ số"
    default_auto_field = "django.db.models.BigAutoField"
