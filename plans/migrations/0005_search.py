from typing import Any

from django.db import migrations, models

from cchc.text import searchable
from cchc.trigrams import index

BATCH = 1000


def fold_what_is_there(apps: Any, schema: Any) -> None:
    """Titles and numbers of plans; of rows those that name a document, which is found by its whole number from now."""
    plans, items = apps.get_model("plans", "Plan")._base_manager, apps.get_model("plans", "PlanItem")._base_manager
    for plan in plans.only("pk", "title", "number").iterator(BATCH):
        plans.filter(pk=plan.pk).update(folded=searchable(plan.title, plan.number))
    found = []
    for item in items.filter(folded__contains="/").only("pk", "folded").iterator(BATCH):
        item.folded = searchable(item.folded)
        found.append(item)
        if len(found) == BATCH:
            items.bulk_update(found, ["folded"])
            found.clear()
    items.bulk_update(found, ["folded"])


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_figures'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='folded',
            field=models.TextField(default='', editable=False),
        ),
        migrations.RunPython(fold_what_is_there, migrations.RunPython.noop),
        index("plans_plan", "folded"),
        index("plans_planitem", "folded"),
    ]
