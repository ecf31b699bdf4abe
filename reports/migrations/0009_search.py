from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from cchc.text import searchable
from cchc.trigrams import index

BATCH = 100


def fold_what_is_there(apps: Any, schema: Any) -> None:
    """Each report as its own body has it, and as it was last sent."""
    reports, words, texts, snapshots, submissions = (
        apps.get_model("reports", name)._base_manager
        for name in ("Report", "ReportWords", "NarrativeText", "Snapshot", "Submission")
    )
    for report in reports.iterator(BATCH):
        facts = snapshots.filter(report=report).order_by("-pk").values_list("facts", flat=True).first() or {}
        own = texts.filter(report=report).order_by("order").values_list("text", flat=True)
        sent = submissions.filter(report=report).order_by("-attempt").values_list("snapshot__facts", flat=True).first()
        words.create(
            report=report,
            own=searchable(*_head(report, facts), *own),
            sent=searchable(*_head(report, sent), *_told(sent)) if sent else "",
        )


def _told(facts: dict[str, Any]) -> list[str]:
    return [one["text"] for part in facts.get("narrative", ()) for one in part["paragraphs"] if not one.get("gap")]


def _head(report: Any, facts: dict[str, Any]) -> list[str]:
    head = facts.get("letterhead", {})
    document = "/".join(filter(None, (head.get("number", ""), head.get("symbol", ""))))
    opening = [one["text"] for one in facts.get("opening", ())]
    return [f"Báo cáo {report.period_name}", document, head.get("signer", ""), *opening]


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_urging'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('own', models.TextField(default='')),
                ('sent', models.TextField(default='')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='reports.report')),
            ],
        ),
        index("reports_reportwords", "own"),
        index("reports_reportwords", "sent"),
        migrations.RunPython(fold_what_is_there, migrations.RunPython.noop),
    ]
