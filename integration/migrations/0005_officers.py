"""What officers do with the exchange is kept."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import sikas.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('integration', '0004_settlements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('vacancies', 'Lowongan nasional'), ('trainings', 'Pelatihan nasional'), ('companies', 'Perusahaan'), ('seekers', 'Pencari kerja')], max_length=12, verbose_name='data')),
                ('outcome', models.CharField(choices=[('inserted', 'Baru'), ('updated', 'Diperbarui'), ('unchanged', 'Tetap'), ('stale', 'Lebih lama dari yang ada'), ('duplicate', 'Ganda'), ('quarantined', 'Dikarantina')], max_length=12, verbose_name='hasil')),
                ('count', models.PositiveBigIntegerField(verbose_name='jumlah')),
            ],
            options={
                'verbose_name': 'hitungan data',
                'verbose_name_plural': 'hitungan data',
                'ordering': ['kind', 'outcome'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'outcome'), name='item_tally_once', violation_error_message='Hitungan ini sudah ada.')],
            },
        ),
        migrations.CreateModel(
            name='SyncAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('pulled', 'Tarik sekarang'), ('snapshot', 'Baca seluruh data'), ('paused', 'Jeda'), ('resumed', 'Lanjutkan'), ('timetable', 'Ubah jadwal'), ('closed', 'Setujui penutupan'), ('retried', 'Coba sambungan lagi'), ('reread', 'Coba baca lagi'), ('discarded', 'Abaikan data')], max_length=10, verbose_name='tindakan')),
                ('subject', models.CharField(blank=True, max_length=260, verbose_name='tentang')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='catatan')),
                ('at', models.DateTimeField(db_default=sikas.clock.DatabaseNow(), verbose_name='waktu')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas')),
                ('stream', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='integration.stream', verbose_name='aliran data')),
            ],
            options={
                'verbose_name': 'tindakan sinkronisasi',
                'verbose_name_plural': 'tindakan sinkronisasi',
                'ordering': ['-at', '-pk'],
                'default_permissions': ('view',),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='syncact',
            trigger=pgtrigger.compiler.Trigger(name='sync_act_is_final', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."stream_id" IS DISTINCT FROM (NEW."stream_id") OR OLD."act" IS DISTINCT FROM (NEW."act") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."at" IS DISTINCT FROM (NEW."at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='719702a0051660de64dc3c99fbd8d876fc2bb3f2', operation='UPDATE', pgid='pgtrigger_sync_act_is_final_2f720', table='integration_syncact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='syncact',
            trigger=pgtrigger.compiler.Trigger(name='sync_act_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='822e495798d575e09b5eacc4e3609f85fd73e613', operation='DELETE', pgid='pgtrigger_sync_act_stays_428b9', table='integration_syncact', when='BEFORE')),
        ),
    ]
