"""What requests, urllib3 and the socket raise, and what it means for us."""

import http.client
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions

from integration.enums import Trouble
from integration.ports import MinistryError, PermanentError, ProtocolError, TransientError

ERRORS = urllib3.exceptions
# In this order: a reset inside of TLS is a reset, a timeout while connecting is no slow answer.
MEANINGS: tuple[tuple[tuple[type[BaseException], ...], type[MinistryError], Trouble], ...] = (
    (
        (requests.exceptions.InvalidURL, ERRORS.LocationParseError, UnicodeError),
        PermanentError,
        Trouble.ADDRESS,
    ),
    ((socket.gaierror, ERRORS.NameResolutionError), TransientError, Trouble.ADDRESS),
    (
        (ERRORS.NewConnectionError, ERRORS.ConnectTimeoutError),
        TransientError,
        Trouble.UNREACHABLE,
    ),
    (
        (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError),
        TransientError,
        Trouble.RESET,
    ),
    ((ssl.SSLError, ERRORS.SSLError), PermanentError, Trouble.TLS),
    ((TimeoutError, ERRORS.TimeoutError, requests.Timeout), TransientError, Trouble.TIMEOUT),
    ((http.client.IncompleteRead, ERRORS.IncompleteRead), TransientError, Trouble.RESET),
    ((http.client.HTTPException,), ProtocolError, Trouble.NOT_JSON),  # it does not speak HTTP
    ((ERRORS.ProtocolError,), TransientError, Trouble.RESET),
)


def trouble_of(error: BaseException) -> MinistryError:
    """Return the error of the port; its detail is the kind of error only."""
    causes = list(_causes(error))
    detail = type(causes[-1]).__name__
    for kinds, make, trouble in MEANINGS:
        if any(isinstance(cause, kinds) for cause in causes):
            return make(trouble, detail)
    return TransientError(Trouble.UNREACHABLE, detail)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that it wraps, the innermost last."""
    yield error
    inner = [error.__cause__, getattr(error, "reason", None), *error.args]
    for cause in inner:
        if isinstance(cause, BaseException):
            yield from _causes(cause)
