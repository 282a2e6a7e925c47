"""The home page answers."""

import pytest


@pytest.mark.django_db
def test_home_shows_the_name(client):
    assert "SIKAS" in client.get("/").content.decode()
