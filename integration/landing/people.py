"""Companies and residents: kept beside ours until a number, or an officer, joins them."""

from integration.enums import Kind
from integration.landing.sinks import Rows, Sink
from integration.mapping import MAPPINGS
from integration.models import RemoteCompany, RemoteSeeker


def _details(kind: Kind, model: type[RemoteCompany | RemoteSeeker]) -> Sink:
    table, names = model._meta.db_table, MAPPINGS[kind].columns
    columns = ", ".join(names)
    # Settlings write the same rows in the same order, so neither waits for who waits for it.
    fresh = ", ".join(f"excluded.{name}" for name in names)
    return Sink(
        kind=kind,
        shape=f"select {columns} from {table}",  # noqa: S608 - names of our own
        new=Rows(model, ("record_id", *names), lambda change: f"{change.record_id}\t"),
        writes=f"""
insert into {table} (record_id, {columns})
select record_id, {columns} from incoming_{kind} order by record_id
on conflict (record_id) do update set ({columns}) = ({fresh})
""",  # noqa: S608 - names of our own
    )


COMPANIES = _details(Kind.COMPANIES, RemoteCompany)
SEEKERS = _details(Kind.SEEKERS, RemoteSeeker)
