"""The environment as settings: a wrong value ends the process with one line that names it."""

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from redis.connection import parse_url

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
KEY_BYTES = 32
KEY_NAME = re.compile(r"[a-z0-9]{1,16}")
SECRET_LENGTH = 50  # characters; `check --deploy` asks for as many

EXPECTED = {
    int: "must be a whole number",
    list: "must be given, as names separated by commas",
}


class WrongSettingError(SystemExit):
    """A variable is missing or wrong; ends the process in order, without a traceback."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"Wrong setting {name}: {expected} (docs/operations.md lists them all)")


@contextmanager
def naming(name: str, expected: str) -> Iterator[None]:
    """Turn a value that cannot be read into WrongSettingError; never show it: it may be secret."""
    try:
        yield
    except (ValueError, TypeError, KeyError, ImproperlyConfigured) as error:
        raise WrongSettingError(name, expected) from error


class Environment(environ.Env):
    """Variables of the environment; one that is set but empty counts as absent."""

    def get_value(
        self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, **kw: Any
    ) -> Any:
        """Return one value, or end the process naming it."""
        with naming(var, EXPECTED.get(cast, "must be given")):
            if not self.ENVIRON.get(var):
                if default is self.NOTSET:
                    raise ValueError(var)
                return default
            return super().get_value(var, cast=cast, default=default, **kw)

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> bool:
        """Return yes or no, in one of the usual spellings."""
        text = self.get_value(var, cast=str, default="yes" if default else "no").strip().lower()
        if text not in YES | NO:
            raise WrongSettingError(var, f"must be one of {', '.join(sorted(YES | NO))}")
        return text in YES

    def count(self, var: str, default: int) -> int:
        """Return a whole number that is not negative."""
        number: int = self.get_value(var, cast=int, default=default)
        if number < 0:
            raise WrongSettingError(var, "must be 0 or more")
        return number

    def choice(self, var: str, allowed: Iterable[str], default: str) -> str:
        """Return one of a few words."""
        text = self.get_value(var, cast=str, default=default)
        if text not in allowed:
            raise WrongSettingError(var, f"must be one of {', '.join(allowed)}")
        return text

    def email_url(
        self, var: str = "EMAIL_URL", default: Any = environ.Env.NOTSET, **kw: Any
    ) -> Any:
        """Return Django's EMAIL_* settings from one address."""
        with naming(var, "must look like smtp+tls://user:password@host:587"):
            return super().email_url(var, default, **kw)

    def secret(self, var: str, default: Callable[[], str] | None) -> str:
        """Return a secret that is long enough; without a default it must be given."""
        value = self.get_value(var, cast=str, default="") or (default() if default else "")
        if len(value) < SECRET_LENGTH:
            raise WrongSettingError(var, f"must have at least {SECRET_LENGTH} characters")
        return value

    def keys(
        self, var: str, default: Callable[[], str] | None, names: Iterable[str] = ()
    ) -> dict[str, bytes]:
        """Return keys of 32 bytes by name, as `name:base64,name:base64`; `names` are allowed."""
        text = self.get_value(var, cast=str, default="") or (default() if default else "")
        with naming(var, "must look like name:key,name:key, each key 32 bytes in base64"):
            pairs = [entry.strip().partition(":") for entry in text.split(",")]
            keys = {name: base64.urlsafe_b64decode(key) for name, _colon, key in pairs}
            known = set(names) or {name for name in keys if KEY_NAME.fullmatch(name)}
            if len(keys) < len(pairs) or not keys.keys() <= known:
                raise ValueError(var)
            if any(len(key) != KEY_BYTES for key in keys.values()):
                raise ValueError(var)
            return keys

    def postgres(self, var: str, default: str) -> dict[str, Any]:
        """Return one entry of DATABASES."""
        with naming(var, "must look like postgres://user:password@host:5432/name"):
            url = urlsplit(self.get_value(var, cast=str, default=default))
            if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
                raise ValueError(var)
            _ = url.port  # read here because reading is what checks it
            config = self.db_url_config(url.geturl())
            return config | {"ENGINE": "sikas.database"}

    def redis(self, var: str, default: str | None) -> str:
        """Return the address of a Redis; without a default it must be given."""
        with naming(var, "must look like redis://:password@host:6379/0 or unix:///path?db=0"):
            url = self.get_value(var, cast=str, default=default or self.NOTSET)
            if not parse_url(url).keys() & {"host", "path"}:
                raise ValueError(var)
            return url

    def web(self, var: str, default: str) -> str:
        """Return the address of a server, without a slash at its end; may be empty."""
        url = self.get_value(var, cast=str, default=default).rstrip("/")
        with naming(var, "must look like https://api.example.go.id"):
            parts = urlsplit(url)
            if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
                raise ValueError(var)
            _ = parts.port  # read here because reading is what checks it
        return url

    def ministry(self, *, production: Any) -> dict[str, Any]:
        """Return addresses and keys of the ministry; what is empty is not used.

        The demo has no address of its own: `make run` gives that of its simulator.
        """
        public = ("https://api.kemnaker.go.id", "https://account.kemnaker.go.id")
        catalogue, account = public if production else ("", "")
        return {
            "url": self.web("MINISTRY_URL", default=catalogue),
            "partner_url": self.web("MINISTRY_PARTNER_URL", default=""),
            "client_id": self.get_value("MINISTRY_CLIENT_ID", cast=str, default=""),
            "client_secret": self.get_value("MINISTRY_CLIENT_SECRET", cast=str, default=""),
            "rate": self.count("MINISTRY_RATE", default=2),  # requests a second, in all
            "ask_again": self.count("MINISTRY_ASK_AGAIN", default=20),  # records in one run
            "page_size": self.count("MINISTRY_PAGE_SIZE", default=18),  # vacancies
            "account_url": self.web("SIAPKERJA_URL", default=account),
            "account_id": self.get_value("SIAPKERJA_CLIENT_ID", cast=str, default=""),
            "account_secret": self.get_value("SIAPKERJA_CLIENT_SECRET", cast=str, default=""),
        }


def broker_url(redis_url: str) -> str:
    """Return the address of a Redis as Celery writes it."""
    if not redis_url.startswith("unix://"):
        return redis_url
    parsed = parse_url(redis_url)
    socket = quote(unquote(urlsplit(redis_url).path))
    return f"redis+socket://{socket}?virtual_host={parsed.get('db', 0)}"
