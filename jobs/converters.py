"""What the portal's addresses may name."""


class ReceiptConverter:
    """A receipt number as it is printed: 7KPX-42DM."""

    regex = "[2-9A-Z]{4}-[2-9A-Z]{4}"

    def to_python(self, value: str) -> str:
        """Return the number."""
        return value

    def to_url(self, value: str) -> str:
        """Return the number."""
        return value
