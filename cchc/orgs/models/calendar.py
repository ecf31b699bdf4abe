"""The calendar's exceptions."""

from django.db import models


class CalendarException(models.Model):
    """A day on which the yearly calendar does not hold: off by decision, or a Saturday worked instead. Two days that
    were swapped name each other."""

    on_day = models.DateField("ngày", unique=True)
    is_working = models.BooleanField("là ngày làm việc", default=False)
    swapped_with = models.DateField("đổi với ngày", null=True, blank=True)
    name = models.CharField("tên", max_length=120)

    class Meta:
        ordering = ("on_day",)

    def __str__(self) -> str:
        return f"{self.on_day:%d/%m/%Y} {self.name}"
