"""Two profiles of one person that both took part in a fair are one participant of it."""

import pytest

from jobfair.models import Entry, Participant
from jobs.models import Application
from tests.jobfair.fairs import FairFactory, position_in
from tests.jobfair.test_entering import send
from tests.jobs.applicants import ready_seeker
from tests.jobs.test_merging import unite

pytestmark = pytest.mark.django_db


def test_what_both_sent_in_a_fair_is_one_participants():
    fair, keep, gone = FairFactory(), ready_seeker(), ready_seeker()
    both, one, other = (position_in(fair) for _place in range(3))
    for seeker, position in ((keep, both), (keep, one), (gone, both), (gone, other)):
        send(position, seeker)
    unite(keep, gone)
    participant = Participant.objects.get()
    assert participant.seeker == keep
    assert set(Entry.objects.values_list("participant", flat=True)) == {participant.pk}
    counted = Entry.objects.filter(is_counted=True).count()
    assert (participant.used, counted, Entry.objects.count()) == (3, 3, 4)
    assert Application.objects.filter(seeker=keep).count() == 4


def test_participant_of_the_profile_that_goes_away_moves_alone():
    keep, gone = ready_seeker(), ready_seeker()
    send(position_in(), gone)
    unite(keep, gone)
    assert Participant.objects.get().seeker == keep
