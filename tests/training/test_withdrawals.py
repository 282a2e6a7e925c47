"""What is no longer offered is told, so that no kept page shows it."""

import pytest

from sikas import clock
from tests.jobs.test_withdrawals import LONG, MOMENT, heard  # noqa: F401 - a fixture
from tests.training.factories import ProgrammeFactory
from training.models import Programme

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("hidden", (True, False))
def test_programme_that_is_hidden_or_closed_is_told_and_a_corrected_one_is_not(
    heard,  # noqa: F811
    hidden,
):
    ProgrammeFactory.create()
    Programme.objects.update(hours=40)
    assert not heard(MOMENT)
    if hidden:
        Programme.objects.update(is_hidden=True)
    else:
        Programme.objects.update(state="closed", closed_at=clock.now())
    assert heard(LONG)
