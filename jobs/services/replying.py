"""Texts that a company keeps to use again."""

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobs.models import ReplyTemplate

MAX_REPLIES = 50  # of one company


class TooManyRepliesError(ValidationError):
    """The company has as many texts as it may keep."""

    def __init__(self) -> None:
        super().__init__(_("Paling banyak %s templat. Hapus yang tidak dipakai.") % MAX_REPLIES)


@database.atomic
def save_reply(*, company: Company, reply: ReplyTemplate) -> ReplyTemplate:
    """Keep a text; locks the company, so that two taps keep it once.

    Raises TooManyRepliesError, or ValidationError when another text has its title.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if reply.pk is None and company.reply_templates.count() >= MAX_REPLIES:
        raise TooManyRepliesError
    reply.company = company
    reply.validate_constraints()
    reply.save()
    return reply
