"""Keys of rows in forms."""

from django.http import Http404, HttpRequest

LONGEST_NUMBER = 18  # digits that surely fit a key


def posted_number(request: HttpRequest, name: str) -> int:
    """Return the key that a form sent; raises Http404 for what is none."""
    number = request.POST.get(name, "")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        raise Http404
    return int(number)
