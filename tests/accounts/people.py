"""People of the account tests, and what they do on the pages."""

import re
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from sikas.accounts.models import User
from sikas.notifications.models import Message

PASSWORD = "kopi tubruk sore"
NAME = "Nurhayati Br. Sitorus"


def make_user(**fields: Any) -> User:
    """Save a user with the usual password; a seeker by e-mail unless told otherwise."""
    if not fields.keys() & {"email", "phone"}:
        fields["email"] = "nur@contoh.id"
    return User.objects.create_user(PASSWORD, **({"name": NAME} | fields))


def add_app(user: User) -> str:
    """Connect an authenticator app; return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def current_code(secret: str) -> str:
    """Return what the authenticator app shows now."""
    earlier_and_later = [*totp.yield_hotp_counters_from_time()]  # those that are taken now
    now = earlier_and_later[len(earlier_and_later) // 2]
    return totp.format_hotp_value(totp.hotp_value(secret, now))


def wrong(code: str) -> str:
    """Return another code of the same length."""
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


def last_message(address: str) -> Message:
    """Return the newest message to an address."""
    return Message.objects.filter(address=address).latest("created_at")


def last_code(address: str) -> str:
    """Return the code in the newest message to an address."""
    return last_message(address).context["code"]


def sign_up(client: Client, contact: str, **fields: Any) -> Any:
    """Send the sign-up form; returns the answer."""
    data = {
        "kind": "seeker",
        "name": NAME,
        "contact": contact,
        "password": PASSWORD,
        "agree": "on",
    }
    return client.post("/akun/daftar/", data | fields)


def sign_in(client: Client, contact: str, password: str = PASSWORD, **extra: Any) -> Any:
    """Send the sign-in form; returns the answer."""
    return client.post("/akun/masuk/", {"contact": contact, "password": password}, **extra)


def enter_code(client: Client, code: str) -> Any:
    """Send the code form; returns the answer."""
    return client.post("/akun/kode/", {"code": code})


def is_signed_in(client: Client) -> bool:
    """Tell whether the client has a session with a user."""
    return "_auth_user_id" in client.session


def without_tokens(response: Any) -> str:
    """Return a page without what differs by chance."""
    text = response.content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", text)
