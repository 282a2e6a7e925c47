"""How long a server may make us wait: every kind of Retry-After, within reason."""

from datetime import UTC, datetime

import pytest

from integration.enums import Trouble
from integration.kemnaker.answers import LONGEST_WAIT, SHORTEST_WAIT, USUAL_WAIT, wait_asked
from integration.ports import RateLimitedError
from tests.integration.raw_server import reply

DATE = "Thu, 26 Nov 2026 06:00:00 GMT"


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        (" 12.5 ", 12.5),
        ("0", SHORTEST_WAIT),
        ("-5", SHORTEST_WAIT),
        ("86400", LONGEST_WAIT),
        ("9" * 400, LONGEST_WAIT),
        ("Thu, 26 Nov 2026 06:00:42 GMT", 42),
        ("Thu, 26 Nov 2026 13:00:42 +0700", 42),
        ("Thu, 26 Nov 2026 06:00:42 -0000", 42),
        ("Thu, 26 Nov 2026 05:00:00 GMT", SHORTEST_WAIT),
        ("Thu, 26 Nov 2099 05:00:00 GMT", LONGEST_WAIT),
        ("Thu, 99 Nov 2026 05:00:00 GMT", USUAL_WAIT),
        ("", USUAL_WAIT),
        ("nan", USUAL_WAIT),
        ("1e9", USUAL_WAIT),
        ("5, 10", USUAL_WAIT),
        ("soon", USUAL_WAIT),
        ("٣", USUAL_WAIT),
    ],
)
def test_wait_is_what_was_asked_within_reason(asked, seconds):
    assert wait_asked({"Retry-After": asked, "Date": DATE}) == seconds


def test_date_without_the_servers_clock_is_judged_by_ours(clock):
    clock.freeze(datetime(2026, 11, 26, 6, 0, tzinfo=UTC))
    assert wait_asked({"Retry-After": "Thu, 26 Nov 2026 06:00:42 GMT"}) == 42
    assert wait_asked({"Retry-After": DATE, "Date": "yesterday"}) == SHORTEST_WAIT


@pytest.mark.parametrize(
    ("answer", "trouble", "seconds"),
    [
        (reply(b"", 429, Retry_After="8"), Trouble.THROTTLED, 8),
        (reply(b"", 429), Trouble.THROTTLED, USUAL_WAIT),
        (reply(b"", 503, Retry_After="9"), Trouble.SERVER, 9),
    ],
)
def test_asked_to_wait_nobody_tries_again(ask, raw_server, answer, trouble, seconds):
    with pytest.raises(RateLimitedError) as caught:
        ask(answer)
    assert (caught.value.trouble, caught.value.seconds) == (trouble, seconds)
    assert len(raw_server.requests) == 1
