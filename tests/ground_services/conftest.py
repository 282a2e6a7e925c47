"""Servers for the tests of the ground."""

from collections.abc import Iterator

import pytest

from tests.redis_server import RedisServer


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """Yield a running Redis that the test may kill."""
    server = RedisServer()
    server.start()
    yield server
    server.remove()
