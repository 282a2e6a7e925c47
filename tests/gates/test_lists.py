"""Officers' lists cost the same number of queries however long they are."""

import pytest
from django.test import Client

from sikas.accounts import roles
from tests.factories import UserFactory, make_officer
from tests.lists import assert_cost_is_flat


@pytest.mark.django_db
def test_list_of_people_costs_the_same_for_any_number():
    client = Client()
    client.force_login(make_officer(roles.ADMINISTRATOR))
    assert_cost_is_flat(client, "/admin/accounts/user/", make=UserFactory.create, queries=10)
