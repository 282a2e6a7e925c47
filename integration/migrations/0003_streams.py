"""The four flows, all switched off until an officer wants them."""

from django.db import migrations

EVERY = {"vacancies": 60, "trainings": 720, "companies": 30, "seekers": 30}  # minutes


def forward(apps, schema_editor):
    stream = apps.get_model("integration", "Stream")
    stream.objects.bulk_create(stream(kind=kind, every=every) for kind, every in EVERY.items())


class Migration(migrations.Migration):

    dependencies = [("integration", "0002_records")]
    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
