r"""Numbers that are kept as text: of the ten digits that every keyboard has, not of other scripts.

In Python, and in PostgreSQL under some locales, `\d` is also "３", "٣" and "३": a number that looks
like another one.
"""

from typing import Any

from django.core.validators import RegexValidator


def digits_pattern(*lengths: int) -> str:
    """Return a regular expression, of Python and of PostgreSQL, for so many digits."""
    return f"^({'|'.join(f'[0-9]{{{length}}}' for length in lengths)})$"


def digits_validator(*lengths: int, message: Any) -> RegexValidator:
    """Return what refuses everything but so many digits; the message may be lazy."""
    return RegexValidator(digits_pattern(*lengths), message)


def are_digits(text: str) -> bool:
    """Tell whether a text is digits and nothing else."""
    return text.isascii() and text.isdigit()
