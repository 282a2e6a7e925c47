"""Vacancies of other portals: what they do not tell stays open."""
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0003_documents'),
        ('jobs', '0017_withdrawn_disability'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LateSearchRow',
            fields=[
                ('vacancy_id', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='vacancy',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='vacancy',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='vacancy',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='vacancy',
            name='vacancy_external_has_address',
        ),
        migrations.RemoveConstraint(
            model_name='vacancy',
            name='vacancy_has_openings',
        ),
        migrations.RemoveConstraint(
            model_name='vacancy',
            name='vacancy_has_texts',
        ),
        migrations.AddField(
            model_name='vacancy',
            name='place_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=100, verbose_name='nama tempat'),
        ),
        migrations.AddField(
            model_name='vacancyevent',
            name='place_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=100, verbose_name='nama tempat'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."source" = \'local\')', func='INSERT INTO "jobs_vacancyevent" ("address", "age_max", "age_min", "apply_mode", "apply_url", "area_id", "close_reason", "closed_at", "closes_at", "company_id", "country", "created_at", "description", "disabilities", "education", "employer_name", "employment_type", "experience_years", "id", "industry_id", "limits_reason", "occupation_id", "openings_either", "openings_men", "openings_women", "pay_max", "pay_min", "permit_number", "personal_limits", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "published_at", "requirements", "skills", "source", "state", "submitted_at", "title", "updated_at") VALUES (NEW."address", NEW."age_max", NEW."age_min", NEW."apply_mode", NEW."apply_url", NEW."area_id", NEW."close_reason", NEW."closed_at", NEW."closes_at", NEW."company_id", NEW."country", NEW."created_at", NEW."description", NEW."disabilities", NEW."education", NEW."employer_name", NEW."employment_type", NEW."experience_years", NEW."id", NEW."industry_id", NEW."limits_reason", NEW."occupation_id", NEW."openings_either", NEW."openings_men", NEW."openings_women", NEW."pay_max", NEW."pay_min", NEW."permit_number", NEW."personal_limits", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_name", NEW."published_at", NEW."requirements", NEW."skills", NEW."source", NEW."state", NEW."submitted_at", NEW."title", NEW."updated_at"); RETURN NULL;', hash='b35b41a22b48d80afb52c6fd7651a8f67780da6c', operation='INSERT', pgid='pgtrigger_insert_insert_4359b', table='jobs_vacancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."source" = \'local\')', func='INSERT INTO "jobs_vacancyevent" ("address", "age_max", "age_min", "apply_mode", "apply_url", "area_id", "close_reason", "closed_at", "closes_at", "company_id", "country", "created_at", "description", "disabilities", "education", "employer_name", "employment_type", "experience_years", "id", "industry_id", "limits_reason", "occupation_id", "openings_either", "openings_men", "openings_women", "pay_max", "pay_min", "permit_number", "personal_limits", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "published_at", "requirements", "skills", "source", "state", "submitted_at", "title", "updated_at") VALUES (NEW."address", NEW."age_max", NEW."age_min", NEW."apply_mode", NEW."apply_url", NEW."area_id", NEW."close_reason", NEW."closed_at", NEW."closes_at", NEW."company_id", NEW."country", NEW."created_at", NEW."description", NEW."disabilities", NEW."education", NEW."employer_name", NEW."employment_type", NEW."experience_years", NEW."id", NEW."industry_id", NEW."limits_reason", NEW."occupation_id", NEW."openings_either", NEW."openings_men", NEW."openings_women", NEW."pay_max", NEW."pay_min", NEW."permit_number", NEW."personal_limits", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_name", NEW."published_at", NEW."requirements", NEW."skills", NEW."source", NEW."state", NEW."submitted_at", NEW."title", NEW."updated_at"); RETURN NULL;', hash='c450b7e9aabd88c12acd7cb89deb2514f3e3181f', operation='UPDATE', pgid='pgtrigger_update_update_4fea6', table='jobs_vacancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vacancy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."source" = \'local\')', func='INSERT INTO "jobs_vacancyevent" ("address", "age_max", "age_min", "apply_mode", "apply_url", "area_id", "close_reason", "closed_at", "closes_at", "company_id", "country", "created_at", "description", "disabilities", "education", "employer_name", "employment_type", "experience_years", "id", "industry_id", "limits_reason", "occupation_id", "openings_either", "openings_men", "openings_women", "pay_max", "pay_min", "permit_number", "personal_limits", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "published_at", "requirements", "skills", "source", "state", "submitted_at", "title", "updated_at") VALUES (OLD."address", OLD."age_max", OLD."age_min", OLD."apply_mode", OLD."apply_url", OLD."area_id", OLD."close_reason", OLD."closed_at", OLD."closes_at", OLD."company_id", OLD."country", OLD."created_at", OLD."description", OLD."disabilities", OLD."education", OLD."employer_name", OLD."employment_type", OLD."experience_years", OLD."id", OLD."industry_id", OLD."limits_reason", OLD."occupation_id", OLD."openings_either", OLD."openings_men", OLD."openings_women", OLD."pay_max", OLD."pay_min", OLD."permit_number", OLD."personal_limits", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_name", OLD."published_at", OLD."requirements", OLD."skills", OLD."source", OLD."state", OLD."submitted_at", OLD."title", OLD."updated_at"); RETURN NULL;', hash='c68f3e91e83d402070cf996558058a63158f4e19', operation='DELETE', pgid='pgtrigger_delete_delete_2401c', table='jobs_vacancy', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'returned')), models.Q(('source', 'local'), _negated=True), ('openings_men__gt', 0), ('openings_women__gt', 0), ('openings_either__gt', 0), _connector='OR'), name='vacancy_has_openings', violation_error_message='Jumlah kebutuhan paling sedikit satu orang.'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'returned')), models.Q(models.Q(('title', ''), _negated=True), models.Q(models.Q(('source', 'local'), _negated=True), models.Q(('description', ''), _negated=True), _connector='OR')), _connector='OR'), name='vacancy_has_texts', violation_error_message='Isi judul dan uraian pekerjaan.'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('apply_mode', 'internal'), models.Q(('apply_url', ''), _negated=True), ('state', 'closed'), _connector='OR'), name='vacancy_external_has_address', violation_error_message='Isi alamat di portal asal.'),
        ),
    ]
