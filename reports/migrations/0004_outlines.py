import django.db.models.deletion
from django.db import migrations, models

KNOWN = {
    "I": ("words", "công tác chỉ đạo, điều hành"),
    "II": ("parts", ""),
    "II.1": ("words", "kết quả cải cách thể chế"),
    "II.2": ("words", "kết quả cải cách thủ tục hành chính"),
    "II.3": ("words", "kết quả cải cách tổ chức bộ máy"),
    "II.4": ("words", "kết quả cải cách chế độ công vụ"),
    "II.5": ("words", "kết quả cải cách tài chính công"),
    "II.6": ("words", "kết quả xây dựng chính quyền điện tử, chính quyền số"),
    "II.7": ("words", "nội dung khác của kế hoạch"),
    "III": ("parts", ""),
    "III.1": ("results", "kết quả nổi bật trong kỳ"),
    "III.2": ("shortcomings", "tồn tại, hạn chế trong kỳ"),
    "III.3": ("nothing", "nguyên nhân của tồn tại, hạn chế"),
    "III.4": ("corrections", "bổ sung sau chốt số liệu kỳ trước"),
    "IV": ("coming", "phương hướng, nhiệm vụ kỳ tới"),
    "V": ("nothing", "kiến nghị, đề xuất với cấp trên"),
}
"""The one outline there was before."""


def keep_what_each_section_was(apps, schema_editor):
    texts = apps.get_model("reports", "NarrativeText").objects
    for key, (filling, gap) in KNOWN.items():
        texts.filter(key=key).update(number=key, filling=filling, gap=gap)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial"), ("reports", "0003_starting_set")]

    operations = [
        migrations.AddField(
            model_name="narrativetext",
            name="earlier",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="narrativetext",
            name="filling",
            field=models.CharField(
                choices=[
                    ("parts", "chỉ có các mục con"),
                    ("words", "lời cán bộ đã ghi"),
                    ("results", "văn bản, sản phẩm đã có"),
                    ("shortcomings", "khó khăn đã ghi và việc quá hạn"),
                    ("corrections", "bổ sung sau chốt số liệu"),
                    ("coming", "việc đến hạn kỳ tới"),
                    ("nothing", "đơn vị tự viết"),
                ],
                default="nothing",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="narrativetext",
            name="gap",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="narrativetext",
            name="number",
            field=models.CharField(default="", max_length=20),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="ReportOutline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("own", "Báo cáo của chính đơn vị"),
                            ("below", "Báo cáo của các đơn vị cấp dưới"),
                        ],
                        max_length=10,
                        verbose_name="áp dụng cho",
                    ),
                ),
                ("from_year", models.PositiveSmallIntegerField(verbose_name="từ năm")),
                ("parts", models.JSONField(default=list)),
                ("editor_name", models.CharField(max_length=150)),
                ("edited_at", models.DateTimeField()),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_outlines",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "ordering": ("from_year",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "audience", "from_year"), name="outline_once_a_year"
                    )
                ],
            },
        ),
        migrations.RunPython(keep_what_each_section_was, migrations.RunPython.noop),
    ]
