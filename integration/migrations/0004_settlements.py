"""Companies and residents of the ministry are joined with ours; officers settle the rest."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import sikas.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0003_documents'),
        ('integration', '0003_streams'),
        ('seekers', '0009_snapshot'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SettlementAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('local_id', models.BigIntegerField(null=True)),
                ('work', models.CharField(choices=[('linked', 'Dihubungkan'), ('confirmed', 'Hubungan dipastikan'), ('registered', 'Didaftarkan dari data Kemnaker'), ('ignored', 'Diabaikan'), ('restored', 'Dikembalikan ke antrean'), ('parted', 'Hubungan dilepas'), ('revealed', 'NIK lengkap dilihat')], max_length=12, verbose_name='tindakan')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='alasan')),
                ('at', models.DateTimeField(db_default=sikas.clock.DatabaseNow(), verbose_name='waktu')),
            ],
            options={
                'verbose_name': 'tindakan data Kemnaker',
                'verbose_name_plural': 'tindakan data Kemnaker',
                'ordering': ['-at', '-pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.AddField(
            model_name='remotecompany',
            name='area_id',
            field=models.BigIntegerField(null=True, verbose_name='wilayah'),
        ),
        migrations.AddField(
            model_name='remotecompany',
            name='parted_from',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='remotecompany',
            name='question',
            field=models.CharField(blank=True, choices=[('name', 'Nomornya sama, tetapi namanya lain'), ('number', 'Nomornya sudah dipegang yang lain di sini')], db_default='', max_length=10, verbose_name='perlu dilihat'),
        ),
        migrations.AddField(
            model_name='remotecompany',
            name='waits_since',
            field=models.DateTimeField(null=True, verbose_name='menunggu sejak'),
        ),
        migrations.AddField(
            model_name='remoteseeker',
            name='parted_from',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='remoteseeker',
            name='question',
            field=models.CharField(blank=True, choices=[('name', 'Nomornya sama, tetapi namanya lain'), ('number', 'Nomornya sudah dipegang yang lain di sini')], db_default='', max_length=10, verbose_name='perlu dilihat'),
        ),
        migrations.AddField(
            model_name='remoteseeker',
            name='waits_since',
            field=models.DateTimeField(null=True, verbose_name='menunggu sejak'),
        ),
        migrations.AddIndex(
            model_name='remotecompany',
            index=models.Index(models.F('waits_since'), models.F('record'), condition=models.Q(('waits_since__isnull', False)), name='remote_company_waits'),
        ),
        migrations.AddIndex(
            model_name='remoteseeker',
            index=models.Index(models.F('waits_since'), models.F('record'), condition=models.Q(('waits_since__isnull', False)), name='remote_seeker_waits'),
        ),
        migrations.AddConstraint(
            model_name='remotecompany',
            constraint=models.CheckConstraint(condition=models.Q(('question', ''), models.Q(('company__isnull', False), ('question__in', ['name', 'number'])), _connector='OR'), name='remote_company_question_of_pair', violation_error_message='Hanya pasangan yang dapat dipertanyakan.'),
        ),
        migrations.AddConstraint(
            model_name='remoteseeker',
            constraint=models.CheckConstraint(condition=models.Q(('question', ''), models.Q(('question__in', ['name', 'number']), ('seeker__isnull', False)), _connector='OR'), name='remote_seeker_question_of_pair', violation_error_message='Hanya pasangan yang dapat dipertanyakan.'),
        ),
        migrations.AddField(
            model_name='settlementact',
            name='officer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas'),
        ),
        migrations.AddField(
            model_name='settlementact',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='integration.remoterecord'),
        ),
        migrations.AddConstraint(
            model_name='settlementact',
            constraint=models.CheckConstraint(condition=models.Q(('work__in', ['linked', 'confirmed', 'registered', 'ignored', 'restored', 'parted', 'revealed'])), name='settlement_act_work_known', violation_error_message='Tindakan ini tidak dikenal.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='settlementact',
            trigger=pgtrigger.compiler.Trigger(name='settlement_act_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."local_id" IS DISTINCT FROM (NEW."local_id") OR OLD."work" IS DISTINCT FROM (NEW."work") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6e6d4a5b17a56790326fca89dbf85d0e47aa8d00', operation='UPDATE', pgid='pgtrigger_settlement_act_is_final_23d12', table='integration_settlementact', when='BEFORE')),
        ),
    ]
