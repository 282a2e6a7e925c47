"""Fixtures of the whole suite; starts the embedded servers when none is configured."""

import os

from sikas import embedded

if not os.environ.get("DATABASE_URL"):
    embedded.start()
