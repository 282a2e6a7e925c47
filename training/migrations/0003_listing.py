"""Indexes by which the list of programmes reads only what it shows."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0002_withdrawals'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='programme',
            index=models.Index(models.F('field'), condition=models.Q(('is_hidden', False), ('state', 'open')), name='programme_field'),
        ),
        migrations.AddIndex(
            model_name='schedule',
            index=models.Index(models.OrderBy(models.F('registration_until')), models.OrderBy(models.F('programme'), descending=True), condition=models.Q(('quota__isnull', True), ('registered__lt', models.F('quota')), _connector='OR'), name='schedule_open'),
        ),
    ]
