import django.db.models.deletion
from django.db import migrations, models

import reports.enums


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial"), ("reports", "0004_outlines")]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="reportfile",
            name="interruptions",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Drafting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period_kind",
                    models.CharField(
                        choices=[
                            ("month", "tháng"),
                            ("quarter", "quý"),
                            ("half_year", "6 tháng"),
                            ("nine_month", "9 tháng"),
                            ("year", "năm"),
                        ],
                        max_length=10,
                    ),
                ),
                ("period_year", models.PositiveSmallIntegerField()),
                ("period_number", models.PositiveSmallIntegerField()),
                ("period_name", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Đang xếp hàng"),
                            ("running", "Đang làm"),
                            ("done", "Đã xong"),
                            ("failed", "Không thành"),
                        ],
                        default=reports.enums.RunState["QUEUED"],
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("interruptions", models.PositiveSmallIntegerField(default=0)),
                ("message", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="draftings", to="orgs.organization"
                    ),
                ),
            ],
            options={
                "ordering": ("-period_year", "period_kind", "period_number", "organization"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "period_kind", "period_year", "period_number"), name="drafting_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", reports.enums.RunState["FAILED"]), _negated=True),
                            models.Q(models.Q(("message", ""), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="drafting_failed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Đang xếp hàng"),
                            ("running", "Đang làm"),
                            ("done", "Đã xong"),
                            ("failed", "Không thành"),
                        ],
                        default=reports.enums.RunState["QUEUED"],
                        max_length=8,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "Giống hệt bản đã lưu"),
                            ("different", "Khác bản đã lưu"),
                            ("damaged", "Bản đã lưu bị mất hoặc bị đổi"),
                        ],
                        max_length=10,
                    ),
                ),
                ("drawn_sha256", models.CharField(blank=True, max_length=64)),
                ("message", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=150)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="reports.reportfile"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", reports.enums.RunState["DONE"]), _negated=True),
                            models.Q(models.Q(("result", ""), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="check_ended_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reopened_at", models.DateTimeField()),
                ("reopened_by", models.CharField(max_length=150)),
                ("reason", models.TextField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ("-reopened_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("report",), name="reopened_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="reopened_with_reason"
                    ),
                ],
            },
        ),
    ]
