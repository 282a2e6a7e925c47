"""Settings of a real server that a test starts: its database, the tests' clock, a guard left out.

Only the harness names this module; the portal itself has no such switches.
"""

import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, MIDDLEWARE

DATABASES["default"]["NAME"] = os.environ["HARNESS_DATABASE"]
MIDDLEWARE = ["tests.server_middleware.follow_clock", *MIDDLEWARE]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
