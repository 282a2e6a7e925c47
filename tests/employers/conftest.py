"""Code lists that a company's profile refers to."""

import pytest

from sikas.reference.models import Area
from tests.employers.people import make_village


@pytest.fixture
def village() -> Area:
    """Return a desa of the office's regency; the office and an industry exist as well."""
    return make_village()
