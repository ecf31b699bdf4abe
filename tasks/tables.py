"""The list of tasks: columns and sorting; rows are drawn by `templates/tasks/_table.html`."""

import django_tables2

from tasks.models import Task


class TaskTable(django_tables2.Table):
    order = django_tables2.Column(verbose_name="Phụ lục · số", order_by=("order", "pk"))
    text = django_tables2.Column(verbose_name="Nhiệm vụ", accessor="item__text", orderable=False)
    lead = django_tables2.Column(verbose_name="Chủ trì", empty_values=(), orderable=False)
    next_due_on = django_tables2.Column(verbose_name="Hạn tới", order_by=("next_due_on", "pk"))
    state = django_tables2.Column(verbose_name="Trạng thái", empty_values=(), orderable=False)

    class Meta:
        model = Task
        fields = ("order", "text", "lead", "next_due_on", "state")
        template_name = "tasks/_table.html"
        order_by = ("order",)
