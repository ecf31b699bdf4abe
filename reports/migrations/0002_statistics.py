import django.db.models.deletion
import django.db.models.expressions
import reports.statistics.formulas
import tasks.enums
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0001_initial"),
        ("plans", "0001_initial"),
        ("reports", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='tên số liệu')),
                ('unit', models.CharField(max_length=40, verbose_name='đơn vị tính')),
                ('area', models.CharField(max_length=120, verbose_name='lĩnh vực')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('over_year', models.CharField(choices=[('sum', 'cộng các kỳ'), ('last', 'lấy số cuối kỳ'), ('own', 'chỉ tính trong kỳ')], default=reports.statistics.formulas.OverYear['SUM'], max_length=4)),
                ('from_year', models.PositiveSmallIntegerField()),
                ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm cuối')),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='orgs.organization')),
            ],
            options={
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='MeasureCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('left', models.JSONField(default=list)),
                ('right', models.JSONField(default=list)),
                ('relation', models.CharField(choices=[('equal', 'phải bằng'), ('at_most', 'không được lớn hơn')], max_length=8)),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='measure_checks', to='orgs.organization')),
            ],
            options={
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_kind', models.CharField(choices=[('month', 'tháng'), ('quarter', 'quý'), ('half_year', '6 tháng'), ('nine_month', '9 tháng'), ('year', 'năm')], max_length=10)),
                ('period_year', models.PositiveSmallIntegerField()),
                ('period_number', models.PositiveSmallIntegerField()),
                ('author_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='reports.measure')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='orgs.organization')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StatIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='tên chỉ tiêu')),
                ('unit', models.CharField(max_length=40, verbose_name='đơn vị tính')),
                ('area', models.CharField(max_length=120, verbose_name='lĩnh vực')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('numerator', models.JSONField(default=list)),
                ('denominator', models.JSONField(default=list)),
                ('from_year', models.PositiveSmallIntegerField()),
                ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm cuối')),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='orgs.organization')),
            ],
            options={
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TargetMeasurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_kind', models.CharField(choices=[('month', 'tháng'), ('quarter', 'quý'), ('half_year', '6 tháng'), ('nine_month', '9 tháng'), ('year', 'năm')], max_length=10)),
                ('period_year', models.PositiveSmallIntegerField()),
                ('period_number', models.PositiveSmallIntegerField()),
                ('author_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
                ('key', models.CharField(max_length=300)),
                ('text', models.TextField(verbose_name='câu')),
                ('numerator', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ('denominator', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='target_measurements', to='plans.plan')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TargetSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=300)),
                ('text', models.TextField(verbose_name='câu')),
                ('author_name', models.CharField(max_length=150)),
                ('chosen_at', models.DateTimeField()),
                ('indicator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='target_sources', to='reports.statindicator')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='target_sources', to='plans.plan')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('to_year', None), ('to_year__gte', django.db.models.expressions.CombinedExpression(models.F('from_year'), '-', models.Value(1))), _connector='OR'), name='measure_years'),
        ),
        migrations.AddIndex(
            model_name='measurement',
            index=models.Index(fields=['organization', 'period_year'], name='measured_in_a_year'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('value', None), ('value__gte', 0), _connector='OR'), name='measured_amount'),
        ),
        migrations.AddConstraint(
            model_name='statindicator',
            constraint=models.CheckConstraint(condition=models.Q(('to_year', None), ('to_year__gte', django.db.models.expressions.CombinedExpression(models.F('from_year'), '-', models.Value(1))), _connector='OR'), name='indicator_years'),
        ),
        migrations.AddConstraint(
            model_name='targetmeasurement',
            constraint=models.CheckConstraint(condition=models.Q(('denominator', None), models.Q(('denominator__gt', 0), ('numerator__isnull', False)), _connector='OR'), name='target_measured_whole'),
        ),
        migrations.AddConstraint(
            model_name='targetsource',
            constraint=models.UniqueConstraint(fields=('plan', 'key'), name='target_source_once'),
        ),
    ]
