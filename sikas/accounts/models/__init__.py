"""Tables of the accounts app."""

from sikas.accounts.models.codes import Code
from sikas.accounts.models.consents import Consent
from sikas.accounts.models.history import GroupMembership, GroupPermission, UserPermission
from sikas.accounts.models.impersonation import ImpersonatedPage, Impersonation
from sikas.accounts.models.limits import Attempt
from sikas.accounts.models.requests import DataRequest, DataRequestTransition
from sikas.accounts.models.users import User, UserManager

__all__ = [
    "Attempt",
    "Code",
    "Consent",
    "DataRequest",
    "DataRequestTransition",
    "GroupMembership",
    "GroupPermission",
    "ImpersonatedPage",
    "Impersonation",
    "User",
    "UserManager",
    "UserPermission",
]
