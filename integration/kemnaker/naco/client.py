"""The ministry's account server: a code becomes a token, the token a person.

Called while somebody waits for a page, the only such call: both questions share one short deadline,
nothing is asked twice, and a server that fails is left alone. Neither code nor token is kept or
logged.
"""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from integration.enums import Trouble
from integration.kemnaker import answers, breaker, tally, wire
from integration.kemnaker.http import checked_host
from integration.kemnaker.wire import HEADERS, Deadline, Limits, Reply
from integration.ports import MinistryError, ProtocolError
from sikas.accounts.contacts import parse_email
from sikas.accounts.forms import NAME_LENGTH

LIMITS = Limits(seconds=10.0, silence=10.0, size=64 * 1024)  # for both questions
UID_LENGTH = 191  # of allauth's column
TOKEN_LENGTH = 8 * 1024
ACTIVE = frozenset({"active", "aktif"})


@dataclass(frozen=True, slots=True)
class Profile:
    """Who signed in there; `name` and `email` are empty where the ministry gave nothing usable.

    Nobody says that the ministry has confirmed the e-mail. Its roles are not read.
    """

    uid: str
    name: str
    email: str
    is_active: bool


def profile_of(*, code: str, redirect_uri: str) -> Profile:
    """Return whose code this is; raises MinistryErrors."""
    deadline = Deadline(LIMITS)
    wanted = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": settings.MINISTRY["account_id"],
        "client_secret": settings.MINISTRY["account_secret"],
        "redirect_uri": redirect_uri,
    }
    token = _ask("POST", "/api/v1/tokens", deadline, {}, json=wanted).get("access_token")
    if not _is_word(token, TOKEN_LENGTH):
        raise ProtocolError(Trouble.SHAPE, "access_token")
    bearer = {"Authorization": f"Bearer {token}"}
    return _profile(_ask("GET", "/api/v1/users/me", deadline, bearer))


def _ask(
    method: str, path: str, deadline: Deadline, headers: dict[str, str], **content: Any
) -> dict[str, Any]:
    """Return the `data` of an answer; what is odd in it is no sign of a server that fails."""
    with breaker.guarding(checked_host(settings.MINISTRY["account_url"])):
        answer = answers.read(_exchange(method, path, deadline, headers, **content)).data
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, dict):
        raise ProtocolError(Trouble.SHAPE, "data")
    return data


def _exchange(
    method: str, path: str, deadline: Deadline, headers: dict[str, str], **content: Any
) -> Reply:
    """Ask once, and count how it went."""
    started, code = time.monotonic(), "?"
    try:
        reply = wire.exchange(
            method,
            settings.MINISTRY["account_url"] + path,
            deadline=deadline,
            size=LIMITS.size,
            headers=HEADERS | headers,
            **content,
        )
        code = str(reply.status)
    except MinistryError as error:
        code = error.trouble.value
        raise
    finally:
        tally.count(f"siapkerja{path}", code, time.monotonic() - started)
    return reply


def _profile(data: dict[str, Any]) -> Profile:
    """Read the person; the number and the state are needed, all else may be missing or wrong."""
    uid, status = data.get("id"), data.get("status")
    if isinstance(uid, int) and not isinstance(uid, bool):
        uid = str(uid)
    if not _is_word(uid, UID_LENGTH):
        raise ProtocolError(Trouble.SHAPE, "id")
    if not isinstance(status, str):
        raise ProtocolError(Trouble.SHAPE, "status")
    return Profile(
        uid=str(uid),
        name=_name(data.get("name")),
        email=_email(data.get("email")),
        is_active=status.strip().lower() in ACTIVE,
    )


def _is_word(value: Any, length: int) -> bool:
    is_text = isinstance(value, str) and 0 < len(value) <= length
    return is_text and value.isascii() and value.isprintable() and " " not in value


def _name(value: Any) -> str:
    name = " ".join(value.split()) if isinstance(value, str) else ""
    return name if name.isprintable() and len(name) <= NAME_LENGTH else ""


def _email(value: Any) -> str:
    try:
        return parse_email(value).address if isinstance(value, str) else ""
    except ValidationError:
        return ""
