"""What the database refuses so that an erased seeker stays erased, whoever is saving meanwhile."""

import pgtrigger

# The lock waits for an erasure that has begun (it holds the row `for update`) and then sees its
# outcome; rows that were written before it are seen, and deleted, by the erasure.
_LIVING_ONLY = """
    perform 1 from seekers_seeker
        where id = new.seeker_id and erased_at is null for key share;
    if not found then
        raise exception 'seeker % is erased', new.seeker_id
            using errcode = 'check_violation', constraint = 'seeker_is_living';
    end if;
    return new;
"""
_FINAL = """
    if to_jsonb(new) - array['registered_by_id', 'merged_into_id']
        is distinct from to_jsonb(old) - array['registered_by_id', 'merged_into_id'] then
        raise exception 'seeker % is erased', old.id
            using errcode = 'check_violation', constraint = 'seeker_is_living';
    end if;
    return new;
"""


def living_seekers_only() -> pgtrigger.Trigger:
    """Return the trigger of a table whose rows belong to a `seeker`."""
    return _living_only(pgtrigger.Insert | pgtrigger.Update)


def new_rows_of_living_seekers() -> pgtrigger.Trigger:
    """Return the trigger of a table whose rows outlive the data of their `seeker`."""
    return _living_only(pgtrigger.Insert)


def _living_only(operation: pgtrigger.Operation | pgtrigger.Operations) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="living_seekers_only",
        when=pgtrigger.Before,
        operation=operation,
        func=_LIVING_ONLY,
    )


def erased_is_final() -> pgtrigger.Trigger:
    """Return the trigger of the seekers themselves: a stale form cannot bring one back."""
    return pgtrigger.Trigger(
        name="erased_is_final",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__erased_at__isnull=False),
        func=_FINAL,
    )
