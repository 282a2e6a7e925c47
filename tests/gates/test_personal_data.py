"""Every table that says something about a person belongs to an app that shows and forgets it."""

import pytest
from django.apps import apps
from django.db import models

from seekers.models import Seeker
from seekers.personal import NAMELESS, belongings
from sikas import personal_data
from sikas.accounts.models import User

# What names a person's column; a table with one of these says something about somebody.
PERSONAL_COLUMNS = {"email", "phone", "nik_sealed", "birth_date", "address", "ip", "ip_address"}
# Tables that name a person or have such a column and are no keeper's, each with its reason.
EXCEPTIONS = {
    "accounts.GroupMembership": "officers' roles; officers' accounts are not erased",
    "accounts.User_groups": "officers' roles",
    "accounts.User_user_permissions": "officers' rights",
    "accounts.UserPermission": "officers' rights",
    "employers.Company": "the contact data of a company, which stays",
    "employers.CompanyEvent": "history of a company, which stays",
    "integration.RemoteCompany": "a company at the ministry; which officer joined it",
    "integration.SyncRun": "which officer started a run",
    "integration.SyncAct": "which officer did what with the exchange",
    "jobs.Candidate": "follows the profile by triggers, gone with the consent",
    "jobs.Vacancy": "the address of a workplace",
    "jobs.VacancyEvent": "history of vacancies: the address of a workplace",
    "pghistory.MiddlewareEvents": "a view of other tables, without rows of its own",
    "reference.Office": "the office's own address",
    "reference.OfficeEvent": "history of the office's own address",
    "seekers.NikConflictTransition": "steps of a conflict; deleted with it",
    "seekers.Seeker_wished_areas": "cleared with the profile",
    "seekers.Seeker_wished_occupations": "cleared with the profile",
    "training.Provider": "the contact data of an institution, which stays",
    "workflow.Claim": "officers' cases, for minutes",
    # History keeps the random number of an account, which leads to nobody once it is gone.
    "accounts.GroupMembershipEvent": "the number of an officer's account",
    "accounts.UserEvent": "the number of an account, and when it was active",
    "accounts.UserPermissionEvent": "the number of an officer's account",
    "employers.MemberEvent": "the number of an account",
    "jobs.ApplicationEvent": "the number of a seeker, whose row is emptied",
    "jobs.FillReportEvent": "the number of an account",
    "jobs.PlacementEvent": "the number of an account",
    "seekers.SeekerEvent": "the numbers of accounts; no personal column is tracked",
}


def kept() -> set[str]:
    return {label for keeper in personal_data.keepers() for label in keeper.tables}


def says_something_about_a_person(model: type[models.Model]) -> bool:
    fields = model._meta.concrete_fields
    return any(
        field.name in PERSONAL_COLUMNS
        or isinstance(field, models.EmailField | models.GenericIPAddressField)
        or field.related_model in (User, Seeker)
        for field in fields
    )


def personal_tables() -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if says_something_about_a_person(model)
    }


def test_every_personal_table_is_somebodys():
    homeless = personal_tables() - kept() - set(EXCEPTIONS)
    assert not homeless, (
        f"{sorted(homeless)} name a person: add them to the keeper of their app (personal.py), "
        "which must export and erase them, or to EXCEPTIONS with a reason."
    )


def test_no_exception_is_out_of_date():
    assert set(EXCEPTIONS) <= personal_tables()
    assert not set(EXCEPTIONS) & kept()


@pytest.mark.parametrize("label", sorted(kept()))
def test_keepers_name_tables_that_exist(label: str):
    assert apps.get_model(label)


def test_every_table_of_a_seeker_refuses_rows_of_an_erased_one():
    named = [key.model for key in belongings() if key.model.__name__ not in NAMELESS]
    without = [
        model._meta.label
        for model in named
        if "living_seekers_only" not in {t.name for t in getattr(model._meta, "triggers", ())}
    ]
    assert without == [], "add seekers.models.erasure.living_seekers_only() to Meta.triggers"
