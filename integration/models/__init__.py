"""What is known of the ministry: flows and their runs, its records, hosts, and what was refused."""

from integration.models.acts import SyncAct
from integration.models.hosts import AccessToken, Host
from integration.models.quarantine import Drift, Quarantined
from integration.models.records import RemoteProvider, RemoteRecord
from integration.models.runs import SeenPage, SyncRun
from integration.models.settlements import (
    RemoteCompany,
    RemoteSeeker,
    SettlementAct,
)
from integration.models.streams import Stream
from integration.models.tallies import HttpTally, ItemTally

__all__ = [
    "AccessToken",
    "Drift",
    "Host",
    "HttpTally",
    "ItemTally",
    "Quarantined",
    "RemoteCompany",
    "RemoteProvider",
    "RemoteRecord",
    "RemoteSeeker",
    "SeenPage",
    "SettlementAct",
    "Stream",
    "SyncAct",
    "SyncRun",
]
