"""Companies and residents: kept beside ours until a number, or an officer, joins them."""

from integration.enums import Kind
from integration.landing.sinks import Sink
from integration.mapping import MAPPINGS


def _details(kind: Kind, table: str) -> Sink:
    columns = ", ".join(MAPPINGS[kind].columns)
    fresh = ", ".join(f"excluded.{name}" for name in MAPPINGS[kind].columns)
    return Sink(
        kind=kind,
        shape=f"select {columns} from {table}",  # noqa: S608 - names of our own
        writes=f"""
details as (
    insert into {table} (record_id, {columns})
    select record_id, {columns} from judged
    where outcome = 'inserted' or record_id in (select id from renewed)
    on conflict (record_id) do update set ({columns}) = ({fresh})
)
""",  # noqa: S608 - names of our own
    )


COMPANIES = _details(Kind.COMPANIES, "integration_remotecompany")
SEEKERS = _details(Kind.SEEKERS, "integration_remoteseeker")
