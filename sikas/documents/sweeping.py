"""Keeps rows and bytes the same after crashes: what only one of them knows goes, or is told."""

import logging
import time
from datetime import timedelta
from pathlib import Path

from sikas.clock import DatabaseNow
from sikas.documents import storage
from sikas.documents.models import StoredFile
from sikas.documents.services import discard_file

logger = logging.getLogger(__name__)
AGE = timedelta(days=1)  # what is younger may belong to a form that is being saved


def sweep() -> None:
    """Delete rows without an owner and bytes without a row; tell of rows without bytes."""
    unowned = StoredFile.objects.unowned().filter(created_at__lt=DatabaseNow() - AGE)
    for file in unowned.iterator():
        discard_file(file=file)
    for folder in sorted(storage.root().glob("*/")):
        _sweep_folder(folder)


def _sweep_folder(folder: Path) -> None:
    found = {f"{folder.name}/{path.name}": path for path in folder.iterdir()}
    known = set(
        StoredFile.objects.filter(path__startswith=f"{folder.name}/").values_list("path", flat=True)
    )
    limit = time.time() - AGE.total_seconds()
    for name in found.keys() - known:
        if found[name].stat().st_mtime < limit:
            storage.remove(name)
    lost = sum(not storage.locate(name).exists() for name in known - found.keys())
    if lost:
        logger.error("files_lost", extra={"folder": folder.name, "count": lost})
