from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='calendarexception',
            name='swapped_with',
            field=models.DateField(blank=True, null=True, verbose_name='đổi với ngày'),
        ),
    ]
