"""What an official source says of a company takes the place of what the company said itself."""

from collections.abc import Mapping
from typing import Any

import pghistory
from django.db import transaction as database

from employers.models import Company
from employers.services.profile import nib_may_be_taken

COLUMNS = ("nib", "name", "industry_id")


@database.atomic
def take_over(*, company: Company, values: Mapping[str, Any], source: str) -> list[str]:
    """Write those of COLUMNS that differ and return their names; None says nothing.

    Side effects in order: the company, its history, which names the source. Raises TakenNibError
    when another company holds the NIB; then nothing is written.
    """
    fresh = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    told = {name: values[name] for name in COLUMNS if values.get(name) is not None}
    changed = [name for name, value in told.items() if getattr(fresh, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(fresh, name, told[name])
    with pghistory.context(source=source), nib_may_be_taken():
        fresh.save(update_fields=[name.removesuffix("_id") for name in changed])
    return changed
