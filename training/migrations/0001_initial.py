"""Programmes, providers, schedules and interest, and the triggers that keep what is searched true."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
import sikas.clock
from django.conf import settings
from django.db import migrations, models

DOC = r"""
create function training_doc(p training_programme) returns tsvector
language plpgsql stable as $$
declare
    provider text;
begin
    select concat_ws(' ', o.name, o.place_name, a.name, nullif(up.name, a.name)) into provider
    from training_provider o
    left join reference_area a on a.id = o.area_id
    left join reference_area up on up.id = a.parent_id
    where o.id = p.provider_id;
    -- PostgreSQL's parser takes "las/bubut" for a file and "a.com" for a host: single words, please.
    return setweight(to_tsvector('sikas', translate(p.title, '/-._@&<', '       ')), 'A')
        || setweight(to_tsvector('sikas', translate(concat_ws(' ', p.code, p.field, (
            select string_agg(topic #>> '{}', ' ') from jsonb_path_query(p.topics, '$[*].title') topic
        )), '/-._@&<', '       ')), 'B')
        || setweight(to_tsvector('sikas', translate(provider, '/-._@&<', '       ')), 'C')
        || setweight(to_tsvector('sikas', translate(p.description, '/-._@&<', '       ')), 'D');
end $$;
comment on function training_doc(training_programme) is
    'What the search reads of a programme: its own words, and those of its provider and place';
"""

TRIGGERS = r"""
create function training_programme_written() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or (new.title, new.code, new.field, new.topics, new.description,
        new.provider_id) is distinct from (old.title, old.code, old.field, old.topics,
        old.description, old.provider_id)
    then
        -- Who renames the provider at this moment is waited for, and waits: neither misses the other.
        perform from training_provider where id = new.provider_id for share;
        new.doc := training_doc(new);
    end if;
    if tg_op = 'UPDATE' and new is distinct from old and new.updated_at = old.updated_at then
        new.updated_at := sikas_now();
    end if;
    return new;
end $$;

create function training_provider_renamed() returns trigger language plpgsql as $$
begin
    update training_programme p set doc = training_doc(p) where p.provider_id = new.id;
    return null;
end $$;

create trigger programme_written before insert or update on training_programme
    for each row execute function training_programme_written();
create trigger provider_renamed after update on training_provider
    for each row when ((old.name, old.place_name, old.area_id)
        is distinct from (new.name, new.place_name, new.area_id))
    execute function training_provider_renamed();
"""

REVERSE = """
drop trigger provider_renamed on training_provider;
drop trigger programme_written on training_programme;
drop function training_provider_renamed, training_programme_written, training_doc;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('reference', '0001_initial'),
        ('seekers', '0009_snapshot'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='kode program')),
                ('title', models.CharField(max_length=200, verbose_name='nama program')),
                ('description', models.TextField(blank=True, db_default='', default='', max_length=8000, verbose_name='uraian')),
                ('field', models.CharField(blank=True, db_default='', default='', max_length=100, verbose_name='kejuruan')),
                ('hours', models.PositiveIntegerField(blank=True, null=True, verbose_name='lama pelatihan (jam)')),
                ('topics', models.JSONField(blank=True, db_default=[], default=list, verbose_name='materi')),
                ('source', models.CharField(choices=[('local', 'Disnaker'), ('kemnaker', 'Kemnaker')], db_default='local', default='local', max_length=12, verbose_name='asal')),
                ('state', models.CharField(choices=[('open', 'Dibuka'), ('closed', 'Ditutup')], db_default='open', default='open', max_length=20, verbose_name='keadaan')),
                ('is_hidden', models.BooleanField(db_default=False, default=False, help_text='Program yang disembunyikan tidak tampil di halaman mana pun.', verbose_name='disembunyikan')),
                ('published_at', models.DateTimeField(db_default=sikas.clock.DatabaseNow(), editable=False, verbose_name='terbit')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ditutup')),
                ('updated_at', models.DateTimeField(db_default=sikas.clock.DatabaseNow(), editable=False, verbose_name='diubah')),
                ('doc', django.contrib.postgres.search.SearchVectorField(db_default=models.Value(''), editable=False)),
            ],
            options={
                'verbose_name': 'program pelatihan',
                'verbose_name_plural': 'program pelatihan',
                'ordering': ['-published_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeTransition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20, verbose_name='dari')),
                ('to_state', models.CharField(max_length=20, verbose_name='menjadi')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='alasan')),
                ('at', models.DateTimeField(db_default=sikas.clock.DatabaseNow(), verbose_name='waktu')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transitions', to='training.programme')),
            ],
            options={
                'verbose_name': 'langkah program pelatihan',
                'verbose_name_plural': 'langkah program pelatihan',
                'ordering': ['at', 'pk'],
                'get_latest_by': 'at',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nama lembaga')),
                ('address', models.CharField(blank=True, db_default='', default='', max_length=250, verbose_name='alamat')),
                ('place_name', models.CharField(blank=True, db_default='', default='', max_length=150, verbose_name='nama tempat di luar daftar wilayah')),
                ('phone', models.CharField(blank=True, db_default='', default='', max_length=40, verbose_name='telepon')),
                ('website', models.URLField(blank=True, db_default='', default='', max_length=300, verbose_name='situs')),
                ('source', models.CharField(choices=[('local', 'Disnaker'), ('kemnaker', 'Kemnaker')], db_default='local', default='local', max_length=12, verbose_name='asal')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reference.area', verbose_name='wilayah')),
            ],
            options={
                'verbose_name': 'lembaga pelatihan',
                'verbose_name_plural': 'lembaga pelatihan',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='programme',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='training.provider', verbose_name='lembaga pelatihan'),
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.CharField(blank=True, db_default='', default='', max_length=60, verbose_name='angkatan')),
                ('registration_until', models.DateField(blank=True, null=True, verbose_name='pendaftaran sampai')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='selesai')),
                ('quota', models.PositiveIntegerField(blank=True, null=True, verbose_name='kuota (orang)')),
                ('registered', models.PositiveIntegerField(blank=True, db_default=0, default=0, verbose_name='sudah mendaftar (orang)')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='training.programme', verbose_name='program pelatihan')),
            ],
            options={
                'verbose_name': 'jadwal pelatihan',
                'verbose_name_plural': 'jadwal pelatihan',
                'ordering': [models.OrderBy(models.F('starts_on'), nulls_last=True), 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(db_default=sikas.clock.DatabaseNow(), editable=False, verbose_name='sejak')),
                ('seeker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training_interests', to='seekers.seeker', verbose_name='pencari kerja')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='training.programme', verbose_name='program pelatihan')),
            ],
            options={
                'verbose_name': 'minat pelatihan',
                'verbose_name_plural': 'minat pelatihan',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(models.F('programme'), models.F('created_at'), name='interest_of_programme')],
                'constraints': [models.UniqueConstraint(fields=('seeker', 'programme'), name='interest_once_per_programme', violation_error_message='Anda sudah berminat pada pelatihan ini.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='living_seekers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    perform 1 from seekers_seeker\n        where id = new.seeker_id and erased_at is null for key share;\n    if not found then\n        raise exception 'seeker % is erased', new.seeker_id\n            using errcode = 'check_violation', constraint = 'seeker_is_living';\n    end if;\n    return new;\n", hash='6e6df91245d030e2ebfc7f5b5dc7c6f3791dc5e5', operation='INSERT OR UPDATE', pgid='pgtrigger_living_seekers_only_b6b08', table='training_interest', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='provider_has_name', violation_error_message='Isi nama lembaga pelatihan.'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['local', 'kemnaker'])), name='provider_source_known', violation_error_message='Asal lembaga pelatihan tidak dikenal.'),
        ),
        migrations.AddIndex(
            model_name='programme',
            index=models.Index(models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('is_hidden', False), ('state', 'open')), name='programme_newest'),
        ),
        migrations.AddIndex(
            model_name='programme',
            index=django.contrib.postgres.indexes.GinIndex(models.F('doc'), name='programme_doc'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='programme_has_title', violation_error_message='Isi nama program pelatihan.'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('hours__isnull', True), ('hours__range', (1, 10000)), _connector='OR'), name='programme_hours_plausible', violation_error_message='Isi lama pelatihan antara 1 dan 10.000 jam.'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(models.Func('topics', function='jsonb_typeof', output_field=models.CharField()), models.Value('array')), name='programme_topics_are_a_list', violation_error_message='Materi harus berupa daftar.'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['local', 'kemnaker'])), name='programme_source_known', violation_error_message='Asal program pelatihan tidak dikenal.'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(('closed_at__isnull', False), ('state', 'closed')), _connector='OR'), name='programme_closed_has_time', violation_error_message='Program yang ditutup harus punya waktu tutupnya.'),
        ),
        migrations.AddIndex(
            model_name='schedule',
            index=models.Index(models.F('programme'), models.F('registration_until'), name='schedule_registration'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='schedule_ends_after_start', violation_error_message='Tanggal selesai tidak boleh sebelum tanggal mulai.'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('registration_until__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('registration_until')), _connector='OR'), name='schedule_registration_before_end', violation_error_message='Pendaftaran harus berakhir sebelum pelatihan selesai.'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('quota__isnull', True), ('quota__gt', 0), _connector='OR'), name='schedule_quota_positive', violation_error_message='Kuota paling sedikit satu orang.'),
        ),
        migrations.RunSQL(DOC + TRIGGERS, REVERSE),
    ]
