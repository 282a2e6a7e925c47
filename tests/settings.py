"""Settings of the suite: the portal's own, on databases of the tests and with cheap passwords."""

import os

from sikas import embedded

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
FIRST_TEST_REDIS = 2  # 0 and 1 belong to `make run`

os.environ["DEBUG"] = "false"
# Each worker has a database of Redis; what it inherits from the controller is not its own.
if os.environ.get("REDIS_URL", "") == os.environ.get("TESTS_REDIS_URL", ""):
    os.environ["TESTS_REDIS_URL"] = embedded.redis_url(FIRST_TEST_REDIS + WORKER)
    os.environ["REDIS_URL"] = os.environ["CACHE_URL"] = os.environ["TESTS_REDIS_URL"]

from sikas.settings import *  # noqa: E402, F403
from sikas.settings import STATIC_ROOT, STORAGES, TEMPLATES  # noqa: E402
from tests.strictness import FailOnUndefined  # noqa: E402

# The cheapest hasher: the real one is made to take a second.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Files straight from the source, without `collectstatic`.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
os.makedirs(STATIC_ROOT, exist_ok=True)  # noqa: PTH103

FILES_DIR = embedded.DATA / "test-files"  # private files, emptied before each run

LIVE_DIR = embedded.DATA / f"test-live-{WORKER}"

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = FailOnUndefined()  # type: ignore[index]
