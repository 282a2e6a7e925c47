"""Servers of the ministry, and what of an hour's allowance was used."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AccessToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=260, unique=True, verbose_name='server')),
                ('sealed', models.TextField(verbose_name='kunci akses')),
                ('obtained_at', models.DateTimeField(verbose_name='diterima')),
                ('lifetime', models.PositiveIntegerField(verbose_name='masa berlaku (detik)')),
            ],
            options={
                'verbose_name': 'kunci akses',
                'verbose_name_plural': 'kunci akses',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Host',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=260, unique=True, verbose_name='server')),
                ('failures', models.PositiveIntegerField(db_default=0, verbose_name='gagal berturut-turut')),
                ('opened_until', models.DateTimeField(null=True, verbose_name='dibiarkan sampai')),
                ('last_trouble', models.CharField(blank=True, choices=[('unreachable', 'Alamat Kemnaker tidak dapat dihubungi'), ('address', 'Alamat Kemnaker salah atau tidak dikenal'), ('tls', 'Sertifikat keamanan Kemnaker tidak sah'), ('timeout', 'Kemnaker terlalu lama menjawab'), ('reset', 'Sambungan putus di tengah jawaban'), ('server', 'Server Kemnaker sedang rusak'), ('throttled', 'Kemnaker meminta kita menunggu'), ('credentials', 'Kemnaker menolak kunci akses kita'), ('missing', 'Alamat data tidak ada lagi di Kemnaker'), ('refused', 'Kemnaker menolak permintaan kita'), ('redirect', 'Kemnaker mengalihkan ke alamat lain'), ('too_large', 'Jawaban Kemnaker terlalu besar'), ('not_json', 'Jawaban Kemnaker bukan data'), ('shape', 'Susunan jawaban Kemnaker berubah'), ('loop', 'Halaman Kemnaker berputar di tempat yang sama'), ('position', 'Kemnaker tidak mengenal lagi tempat terakhir kita membaca'), ('resting', 'Kemnaker dibiarkan dulu setelah beberapa kali gagal'), ('budget', 'Jatah permintaan sedang habis'), ('unconfigured', 'Alamat atau kunci akses belum diatur')], db_default='', max_length=20, verbose_name='gangguan terakhir')),
                ('last_detail', models.CharField(blank=True, db_default='', max_length=200, verbose_name='keterangan')),
                ('last_ok_at', models.DateTimeField(null=True, verbose_name='terakhir menjawab')),
                ('last_failed_at', models.DateTimeField(null=True, verbose_name='terakhir gagal')),
            ],
            options={
                'verbose_name': 'server Kemnaker',
                'verbose_name_plural': 'server Kemnaker',
                'ordering': ['name'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='HttpTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('endpoint', models.CharField(max_length=40, verbose_name='alamat data')),
                ('code', models.CharField(max_length=20, verbose_name='jawaban')),
                ('count', models.PositiveBigIntegerField(verbose_name='jumlah')),
                ('seconds', models.FloatField(verbose_name='lama seluruhnya (detik)')),
                ('within_1', models.PositiveBigIntegerField(verbose_name='paling lama 1 detik')),
                ('within_5', models.PositiveBigIntegerField(verbose_name='paling lama 5 detik')),
                ('within_30', models.PositiveBigIntegerField(verbose_name='paling lama 30 detik')),
            ],
            options={
                'verbose_name': 'hitungan permintaan',
                'verbose_name_plural': 'hitungan permintaan',
                'ordering': ['endpoint', 'code'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('endpoint', 'code'), name='http_tally_once', violation_error_message='Hitungan ini sudah ada.')],
            },
        ),
    ]
