from django.db import migrations

from reports.statistics.starting_set import CHECKS, FORMULAS, MEASURES

FROM_YEAR = 2011
"""The first year of the state programme of administrative reform that this set follows: it holds for every plan."""


def put_in(apps, schema_editor):
    """The starting set, known to all bodies."""
    measure, indicator, check = (
        apps.get_model("reports", name) for name in ("Measure", "StatIndicator", "MeasureCheck")
    )
    measure.objects.bulk_create(
        measure(
            code=one.code,
            name=one.name,
            unit=one.unit,
            area=one.area,
            order=order,
            over_year=one.over_year,
            from_year=FROM_YEAR,
        )
        for order, one in enumerate(MEASURES)
    )
    indicator.objects.bulk_create(
        indicator(
            code=one.code,
            name=one.name,
            unit=one.unit,
            area=one.area,
            order=order,
            numerator=list(one.numerator),
            denominator=list(one.denominator),
            from_year=FROM_YEAR,
        )
        for order, one in enumerate(FORMULAS)
    )
    check.objects.bulk_create(
        check(order=order, left=list(one.left), right=list(one.right), relation=one.relation)
        for order, one in enumerate(CHECKS)
    )


def take_out(apps, schema_editor):
    for name in ("Measure", "StatIndicator", "MeasureCheck"):
        apps.get_model("reports", name).objects.filter(organization=None).delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_statistics")]

    operations = [migrations.RunPython(put_in, take_out)]
