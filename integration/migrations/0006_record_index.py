"""The index by local row begins with it: the planner took the kind alone for a way in."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('integration', '0005_officers'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='remoterecord',
            name='record_of_local',
        ),
        migrations.AddIndex(
            model_name='remoterecord',
            index=models.Index(models.F('local_id'), models.F('kind'), name='record_of_local'),
        ),
    ]
