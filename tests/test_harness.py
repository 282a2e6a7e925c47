"""The harness starts a real server that shares the test's database and clock."""

from tests.harness import race


def test_many_clients_are_answered_by_a_real_server(portal):
    answers = race([portal.client() for _ in range(8)], lambda client: client.get("/"))
    assert [answer.status_code for answer in answers] == [200] * 8
