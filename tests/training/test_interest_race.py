"""Taps at the same moment, on the running server, are one interest."""

from django.conf import settings
from django.db import connection
from django.test import Client as Browser

from sikas.accounts.models import User
from tests.factories import UserFactory
from tests.harness import Client, Portal, race
from tests.training.factories import ProgrammeFactory
from training.models import Interest, Programme

TAPS = 6


def signed_in(portal: Portal, person: User) -> Client:
    browser, client = Browser(), portal.client()
    browser.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    client.cookies.set(name, browser.cookies[name].value)
    return client


def taps_at_once(portal: Portal) -> int:
    """Let one person tap in several tabs; return how often he is interested then."""
    person, programme = UserFactory.create(), ProgrammeFactory.create()
    address = programme.get_absolute_url()
    clients = [signed_in(portal, person) for _tab in range(TAPS)]
    for client in clients:
        client.get(address)

    def tap(client: Client) -> int:
        return client.submit(f"{address}minat/", {}).status_code

    assert set(race(clients, tap)) == {302}
    return Interest.objects.filter(programme=Programme.objects.get(pk=programme.pk)).count()


def test_taps_at_once_are_one_interest(portal):
    assert taps_at_once(portal) == 1
    with connection.cursor() as cursor:
        cursor.execute("alter table training_interest drop constraint interest_once_per_programme")
    assert taps_at_once(portal) == TAPS, "without the constraint nothing stands in the way"
