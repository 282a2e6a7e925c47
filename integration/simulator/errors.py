"""How the ministry says no."""

from typing import Any


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """A request that is answered with an error, as the contract writes it."""

    def __init__(
        self, status: int, code: str, message: str, errors: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def body(self) -> dict[str, Any]:
        """Return the answer's body."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.errors is not None:
            error["errors"] = self.errors
        return {"error": error}
