"""How sending a message can fail; the text is stored, so it never holds an address or a code."""


class DeliveryError(Exception):
    """Sending failed."""


class TransientError(DeliveryError):
    """Sending failed for now; trying again later makes sense."""


class PermanentError(DeliveryError):
    """Sending can never work: a refused address, a template that does not exist."""
