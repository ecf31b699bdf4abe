from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_running")]

    operations = [
        migrations.AddField(
            model_name="reopening",
            name="received_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
