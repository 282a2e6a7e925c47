"""What is known of the ministry and of the exchange with it."""

from integration.models.hosts import AccessToken, Host
from integration.models.tallies import HttpTally

__all__ = ["AccessToken", "Host", "HttpTally"]
