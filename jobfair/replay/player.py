"""Plays a plan against a running portal by real requests, as fast as the plan says."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import requests
from django.conf import settings

from jobfair.replay.plan import Sending
from jobfair.replay.stage import Stage
from sikas import clock

HANDS = 24  # requests at the same time, at most
TIMEOUT, PAUSE, ATTEMPTS = 30, 0.5, 20  # seconds; how often one is sent again after a failure
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
KEY = re.compile(r'name="key" value="([-\w]+)"')
RECEIPT = re.compile(r"/tanda-terima/([2-9A-Z]{4}-[2-9A-Z]{4})/")
TAKEN = 302


class PlayError(Exception):
    """The portal did not answer as it should."""


@dataclass
class Score:
    """What came back: receipts, refusals by status, how often something was sent again."""

    receipts: set[str] = field(default_factory=set)
    refused: Counter[int] = field(default_factory=Counter)
    repeated: int = 0
    seconds: list[float] = field(default_factory=list)


class Player:
    """The people of a stage, each with a browser."""

    def __init__(self, url: str, stage: Stage) -> None:
        self.url, self.stage = url.rstrip("/"), stage
        self.score = Score()
        self._lock = threading.Lock()
        self._browsers = [self._browser(key) for key in stage.sessions]
        self._turns = [threading.Lock() for _key in stage.sessions]

    def play(self, plan: Sequence[Sending], report: Callable[[int, int], None]) -> Score:
        """Send everything at its moment between opening and closing; return what came back."""
        fair = self.stage.fair
        window = (fair.closes_at - fair.opens_at).total_seconds()
        done = 0

        def count(_done: object) -> None:
            nonlocal done
            with self._lock:
                done += 1
                report(done, len(plan))

        with ThreadPoolExecutor(HANDS) as hands:
            jobs = []
            for sending in plan:
                self._wait_until(fair.opens_at.timestamp() + sending.moment * window)
                jobs.append(hands.submit(self.send, sending.person, sending.position))
                jobs[-1].add_done_callback(count)
            for job in jobs:
                job.result()
        return self.score

    def send(self, person: int, position: int) -> int:
        """Open the form of a position and send it; again when no answer came. Return the status."""
        with self._turns[person]:
            browser, path = self._browsers[person], self._path(position)
            for _attempt in range(ATTEMPTS):
                try:
                    return self._send_once(browser, path)
                except requests.RequestException:
                    self.score.repeated += 1
                    time.sleep(PAUSE)
        raise PlayError(path)

    def _send_once(self, browser: requests.Session, path: str) -> int:
        page = browser.get(path, timeout=TIMEOUT)
        token, key = TOKEN.search(page.text), KEY.search(page.text)
        if page.url != path:  # the first answer was lost and its receipt is there, or it is over
            return self._led_elsewhere(page)
        if not (page.ok and token and key):
            return self._refuse(page.status_code)
        form = {"csrfmiddlewaretoken": token[1], "key": key[1], "letter": "Saya siap bekerja."}
        began = time.perf_counter()
        answer = browser.post(path, form, timeout=TIMEOUT, allow_redirects=False)
        receipt = RECEIPT.search(answer.headers.get("Location", ""))
        if answer.status_code == TAKEN and receipt:
            return self._taken(receipt[1], time.perf_counter() - began)
        return self._refuse(answer.status_code)

    def _led_elsewhere(self, page: requests.Response) -> int:
        receipt = RECEIPT.search(page.text)
        return self._taken(receipt[1], 0) if receipt else self._refuse(page.status_code)

    def _taken(self, number: str, seconds: float) -> int:
        with self._lock:
            self.score.receipts.add(number)
            self.score.seconds.append(seconds)
        return TAKEN

    def _refuse(self, status: int) -> int:
        with self._lock:
            self.score.refused[status] += 1
        return status

    def _path(self, position: int) -> str:
        fair, row = self.stage.fair, self.stage.positions[position]
        return f"{self.url}/job-fair/{fair.slug}/jabatan/{row.pk}/lamar/"

    @staticmethod
    def _browser(key: str) -> requests.Session:
        browser = requests.Session()
        browser.cookies.set(settings.SESSION_COOKIE_NAME, key)
        return browser

    @staticmethod
    def _wait_until(moment: float) -> None:
        time.sleep(max(0, moment - clock.now().timestamp()))
