"""Flows, runs, records of the ministry, and quarantine."""
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import sikas.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0003_documents'),
        ('integration', '0001_hosts_and_tallies'),
        ('seekers', '0009_snapshot'),
        ('training', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RemoteRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('vacancies', 'Lowongan nasional'), ('trainings', 'Pelatihan nasional'), ('companies', 'Perusahaan'), ('seekers', 'Pencari kerja')], max_length=12)),
                ('remote_id', models.CharField(max_length=64, verbose_name='nomor di Kemnaker')),
                ('version', models.BigIntegerField()),
                ('content', models.BinaryField(max_length=16)),
                ('state', models.CharField(choices=[('live', 'Tayang'), ('gone', 'Sudah ditarik'), ('suppressed', 'Tidak disimpan')], db_default='live', default='live', max_length=10)),
                ('local_id', models.BigIntegerField(null=True)),
                ('is_withdrawn', models.BooleanField(db_default=False, default=False)),
                ('first_seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='pertama dilihat')),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='terakhir berubah')),
            ],
            options={
                'verbose_name': 'data Kemnaker',
                'verbose_name_plural': 'data Kemnaker',
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='RemoteProvider',
            fields=[
                ('remote_id', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'lembaga di Kemnaker',
                'verbose_name_plural': 'lembaga di Kemnaker',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SeenPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('records', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                'verbose_name': 'halaman terbaca',
                'verbose_name_plural': 'halaman terbaca',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('kind', models.CharField(choices=[('vacancies', 'Lowongan nasional'), ('trainings', 'Pelatihan nasional'), ('companies', 'Perusahaan'), ('seekers', 'Pencari kerja')], max_length=12, primary_key=True, serialize=False, verbose_name='data')),
                ('is_pulled', models.BooleanField(default=False, verbose_name='tarik dari Kemnaker')),
                ('is_pushed', models.BooleanField(default=False, verbose_name='kirim ke Kemnaker')),
                ('every', models.PositiveIntegerField(default=60, verbose_name='tarik setiap (menit)')),
                ('closed_from', models.TimeField(blank=True, null=True, verbose_name='jam tenang mulai')),
                ('closed_until', models.TimeField(blank=True, null=True, verbose_name='jam tenang sampai')),
                ('fence', models.BigIntegerField(default=0, editable=False)),
                ('leased_until', models.DateTimeField(editable=False, null=True)),
                ('watermark', models.DateTimeField(editable=False, null=True)),
                ('remote_time', models.DateTimeField(editable=False, null=True)),
                ('wants_snapshot', models.BooleanField(default=True, editable=False)),
                ('snapshot_at', models.DateTimeField(editable=False, null=True, verbose_name='seluruh data dibaca')),
                ('held', models.PositiveIntegerField(editable=False, null=True, verbose_name='menunggu persetujuan')),
                ('last_success_at', models.DateTimeField(editable=False, null=True, verbose_name='berhasil terakhir')),
                ('next_at', models.DateTimeField(editable=False, null=True, verbose_name='berikutnya')),
                ('failures', models.PositiveIntegerField(default=0, editable=False, verbose_name='gagal berturut-turut')),
                ('trouble', models.CharField(blank=True, choices=[('unreachable', 'Alamat Kemnaker tidak dapat dihubungi'), ('address', 'Alamat Kemnaker salah atau tidak dikenal'), ('tls', 'Sertifikat keamanan Kemnaker tidak sah'), ('timeout', 'Kemnaker terlalu lama menjawab'), ('reset', 'Sambungan putus di tengah jawaban'), ('server', 'Server Kemnaker sedang rusak'), ('throttled', 'Kemnaker meminta kita menunggu'), ('credentials', 'Kemnaker menolak kunci akses kita'), ('missing', 'Alamat data tidak ada lagi di Kemnaker'), ('refused', 'Kemnaker menolak permintaan kita'), ('redirect', 'Kemnaker mengalihkan ke alamat lain'), ('too_large', 'Jawaban Kemnaker terlalu besar'), ('not_json', 'Jawaban Kemnaker bukan data'), ('shape', 'Susunan jawaban Kemnaker berubah'), ('loop', 'Halaman Kemnaker berputar di tempat yang sama'), ('position', 'Kemnaker tidak mengenal lagi tempat terakhir kita membaca'), ('resting', 'Kemnaker dibiarkan dulu setelah beberapa kali gagal'), ('budget', 'Jatah permintaan sedang habis'), ('unconfigured', 'Alamat atau kunci akses belum diatur')], editable=False, max_length=12, verbose_name='kendala')),
                ('trouble_detail', models.CharField(blank=True, editable=False, max_length=300)),
                ('trouble_at', models.DateTimeField(editable=False, null=True, verbose_name='sejak')),
            ],
            options={
                'verbose_name': 'aliran data',
                'verbose_name_plural': 'aliran data',
                'ordering': ['kind'],
                'permissions': [('run_sync', 'Mengatur sinkronisasi Kemnaker')],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='SyncRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('crawl', 'Seluruh katalog'), ('changes', 'Perubahan'), ('snapshot', 'Seluruh data')], max_length=8, verbose_name='cara')),
                ('trigger', models.CharField(choices=[('timetable', 'Jadwal'), ('officer', 'Petugas'), ('command', 'Perintah')], max_length=10, verbose_name='dimulai oleh')),
                ('state', models.CharField(choices=[('running', 'Berjalan'), ('done', 'Berhasil'), ('held', 'Menunggu petugas'), ('abandoned', 'Gagal')], default='running', max_length=10, verbose_name='keadaan')),
                ('started_at', models.DateTimeField(default=sikas.clock.now, verbose_name='mulai')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='selesai')),
                ('since', models.DateTimeField(null=True)),
                ('position', models.CharField(blank=True, max_length=500)),
                ('newest', models.DateTimeField(null=True)),
                ('total', models.PositiveIntegerField(null=True)),
                ('pages', models.PositiveIntegerField(default=0, verbose_name='halaman')),
                ('received', models.PositiveIntegerField(default=0, verbose_name='diterima')),
                ('inserted', models.PositiveIntegerField(default=0, verbose_name='baru')),
                ('updated', models.PositiveIntegerField(default=0, verbose_name='diperbarui')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='tetap')),
                ('stale', models.PositiveIntegerField(default=0, verbose_name='lebih lama')),
                ('duplicate', models.PositiveIntegerField(default=0, verbose_name='ganda')),
                ('quarantined', models.PositiveIntegerField(default=0, verbose_name='dikarantina')),
                ('closed', models.PositiveIntegerField(default=0, verbose_name='ditutup')),
                ('is_complete', models.BooleanField(default=False, verbose_name='seluruh data terbaca')),
            ],
            options={
                'verbose_name': 'penarikan',
                'verbose_name_plural': 'penarikan',
                'ordering': ['-started_at', '-pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Drift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('vacancies', 'Lowongan nasional'), ('trainings', 'Pelatihan nasional'), ('companies', 'Perusahaan'), ('seekers', 'Pencari kerja')], max_length=12, verbose_name='data')),
                ('path', models.CharField(max_length=120, verbose_name='isian')),
                ('what', models.CharField(choices=[('extra', 'Isian baru'), ('absent', 'Isian tidak dikirim'), ('unknown', 'Nama tidak ada di daftar kita')], max_length=10, verbose_name='perubahan')),
                ('example', models.CharField(blank=True, max_length=120, verbose_name='contoh')),
                ('times', models.PositiveBigIntegerField(default=0, verbose_name='berapa kali')),
                ('first_seen_at', models.DateTimeField(default=sikas.clock.now, verbose_name='pertama')),
                ('last_seen_at', models.DateTimeField(default=sikas.clock.now, verbose_name='terakhir')),
            ],
            options={
                'verbose_name': 'perubahan susunan',
                'verbose_name_plural': 'perubahan susunan',
                'ordering': ['-last_seen_at', '-pk'],
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(fields=('kind', 'path', 'what', 'example'), name='drift_once', violation_error_message='Perubahan ini sudah tercatat.')],
            },
        ),
        migrations.CreateModel(
            name='Quarantined',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('vacancies', 'Lowongan nasional'), ('trainings', 'Pelatihan nasional'), ('companies', 'Perusahaan'), ('seekers', 'Pencari kerja')], max_length=12, verbose_name='data')),
                ('key', models.CharField(max_length=64, verbose_name='nomor di Kemnaker')),
                ('version', models.BigIntegerField(null=True)),
                ('reason', models.CharField(choices=[('missing', 'Isian wajib tidak ada'), ('type', 'Jenis isian tidak sesuai'), ('format', 'Bentuk isian tidak sesuai'), ('range', 'Nilai di luar batas yang masuk akal'), ('too_long', 'Isian terlalu panjang'), ('characters', 'Isian memuat karakter rusak'), ('unknown_code', 'Kode tidak ada di daftar kita'), ('order', 'Dua isian saling bertentangan'), ('not_record', 'Bukan data yang dapat dibaca')], max_length=12, verbose_name='alasan')),
                ('path', models.CharField(max_length=120, verbose_name='isian')),
                ('expected', models.CharField(max_length=120, verbose_name='yang diharapkan')),
                ('got', models.CharField(blank=True, max_length=120, verbose_name='yang diterima')),
                ('payload', models.TextField(editable=False)),
                ('state', models.CharField(choices=[('open', 'Menunggu'), ('resolved', 'Sudah masuk'), ('discarded', 'Diabaikan petugas')], default='open', max_length=10, verbose_name='keadaan')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='berapa kali')),
                ('first_seen_at', models.DateTimeField(default=sikas.clock.now, verbose_name='pertama')),
                ('last_seen_at', models.DateTimeField(default=sikas.clock.now, verbose_name='terakhir')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='diselesaikan')),
                ('settled_reason', models.CharField(blank=True, max_length=300, verbose_name='catatan')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'data dikarantina',
                'verbose_name_plural': 'data dikarantina',
                'ordering': ['-last_seen_at', '-pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='RemoteCompany',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='integration.remoterecord')),
                ('is_verified', models.BooleanField(default=False, verbose_name='diverifikasi Kemnaker')),
                ('matched_at', models.DateTimeField(null=True, verbose_name='dihubungkan')),
                ('ignored_at', models.DateTimeField(null=True, verbose_name='diabaikan')),
                ('ignored_reason', models.CharField(blank=True, db_default='', max_length=300, verbose_name='alasan')),
                ('nib', models.CharField(db_index=True, max_length=13, verbose_name='NIB')),
                ('name', models.CharField(max_length=150, verbose_name='nama resmi')),
                ('industry_id', models.BigIntegerField(null=True, verbose_name='lapangan usaha')),
                ('place', models.CharField(blank=True, max_length=150, verbose_name='tempat')),
            ],
            options={
                'verbose_name': 'perusahaan di Kemnaker',
                'verbose_name_plural': 'perusahaan di Kemnaker',
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='RemoteSeeker',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='integration.remoterecord')),
                ('is_verified', models.BooleanField(default=False, verbose_name='diverifikasi Kemnaker')),
                ('matched_at', models.DateTimeField(null=True, verbose_name='dihubungkan')),
                ('ignored_at', models.DateTimeField(null=True, verbose_name='diabaikan')),
                ('ignored_reason', models.CharField(blank=True, db_default='', max_length=300, verbose_name='alasan')),
                ('nik_sealed', models.CharField(editable=False, max_length=120)),
                ('nik_index_a', models.CharField(db_index=True, editable=False, max_length=64, null=True)),
                ('nik_index_b', models.CharField(db_index=True, editable=False, max_length=64, null=True)),
                ('name', models.CharField(max_length=150, verbose_name='nama lengkap')),
                ('birth_date', models.DateField(null=True, verbose_name='tanggal lahir')),
                ('sex', models.PositiveSmallIntegerField(null=True, verbose_name='jenis kelamin')),
                ('registered_at', models.DateTimeField(null=True, verbose_name='terdaftar di Kemnaker')),
            ],
            options={
                'verbose_name': 'pencari kerja di Kemnaker',
                'verbose_name_plural': 'pencari kerja di Kemnaker',
                'default_permissions': ('view',),
            },
        ),
        migrations.AddIndex(
            model_name='remoterecord',
            index=models.Index(models.F('kind'), models.F('local_id'), name='record_of_local'),
        ),
        migrations.AddIndex(
            model_name='remoterecord',
            index=models.Index(models.F('kind'), condition=models.Q(('is_withdrawn', True)), name='record_withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='remoterecord',
            constraint=models.UniqueConstraint(fields=('kind', 'remote_id'), name='record_once', violation_error_message='Data ini sudah ada.'),
        ),
        migrations.AddConstraint(
            model_name='remoterecord',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['live', 'gone', 'suppressed'])), name='record_state_known', violation_error_message='Keadaan ini tidak dikenal.'),
        ),
        migrations.AddConstraint(
            model_name='remoterecord',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['companies', 'seekers']), ('local_id__isnull', False), _connector='OR'), name='record_mirrored_has_local', violation_error_message='Data ini harus punya pasangan di sini.'),
        ),
        migrations.AddField(
            model_name='remoteprovider',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.provider'),
        ),
        migrations.AddConstraint(
            model_name='stream',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['vacancies', 'trainings', 'companies', 'seekers'])), name='stream_kind_known', violation_error_message='Aliran data tidak dikenal.'),
        ),
        migrations.AddConstraint(
            model_name='stream',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_from__isnull', True), ('closed_until__isnull', True)), models.Q(('closed_from__isnull', False), ('closed_until__isnull', False), models.Q(('closed_from', models.F('closed_until')), _negated=True)), _connector='OR'), name='stream_closed_hours_whole', violation_error_message='Isi jam mulai dan jam selesai yang berbeda.'),
        ),
        migrations.AddConstraint(
            model_name='stream',
            constraint=models.CheckConstraint(condition=models.Q(('every__range', (5, 10080))), name='stream_every_plausible', violation_error_message='Isi antara 5 menit dan 7 hari.'),
        ),
        migrations.AddField(
            model_name='syncrun',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='petugas'),
        ),
        migrations.AddField(
            model_name='syncrun',
            name='stream',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='integration.stream'),
        ),
        migrations.AddField(
            model_name='seenpage',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen', to='integration.syncrun'),
        ),
        migrations.AddConstraint(
            model_name='quarantined',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('kind', 'key'), name='quarantined_open_once', violation_error_message='Data ini sudah dikarantina.'),
        ),
        migrations.AddConstraint(
            model_name='quarantined',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='quarantined_settled_has_time', violation_error_message='Data yang diselesaikan harus punya waktunya.'),
        ),
        migrations.AddConstraint(
            model_name='quarantined',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'discarded'), _negated=True), models.Q(('settled_reason', ''), _negated=True), _connector='OR'), name='quarantined_discarded_has_reason', violation_error_message='Tulis alasannya.'),
        ),
        migrations.AddField(
            model_name='remotecompany',
            name='company',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='employers.company', verbose_name='perusahaan'),
        ),
        migrations.AddField(
            model_name='remotecompany',
            name='matched_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remoteseeker',
            name='matched_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remoteseeker',
            name='seeker',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='seekers.seeker', verbose_name='pencari kerja'),
        ),
        migrations.AddIndex(
            model_name='syncrun',
            index=models.Index(models.F('stream'), models.OrderBy(models.F('id'), descending=True), name='run_newest'),
        ),
        migrations.AddConstraint(
            model_name='syncrun',
            constraint=models.CheckConstraint(condition=models.Q(('received', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('inserted'), '+', models.F('updated')), '+', models.F('unchanged')), '+', models.F('stale')), '+', models.F('duplicate')), '+', models.F('quarantined')))), name='run_loses_nothing', violation_error_message='Jumlah yang diterima tidak sama dengan yang tercatat.'),
        ),
        migrations.AddConstraint(
            model_name='syncrun',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('stream',), name='run_one_at_a_time', violation_error_message='Penarikan lain masih berjalan.'),
        ),
        migrations.AddConstraint(
            model_name='syncrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='run_finished_has_time', violation_error_message='Penarikan yang selesai harus punya waktunya.'),
        ),
        migrations.AddConstraint(
            model_name='remotecompany',
            constraint=models.UniqueConstraint(fields=('company',), name='remote_company_once', violation_error_message='Perusahaan ini sudah dihubungkan.'),
        ),
        migrations.AddConstraint(
            model_name='remoteseeker',
            constraint=models.UniqueConstraint(fields=('seeker',), name='remote_seeker_once', violation_error_message='Pencari kerja ini sudah dihubungkan.'),
        ),
        migrations.AddConstraint(
            model_name='remoteseeker',
            constraint=models.CheckConstraint(condition=models.Q(('nik_sealed__contains', '.')), name='remote_seeker_nik_is_sealed', violation_error_message='NIK hanya boleh disimpan tersandi.'),
        ),
    ]
