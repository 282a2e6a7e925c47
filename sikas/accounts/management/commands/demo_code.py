"""Prints the current one-time code of an officer of the demo."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sikas.accounts import demo


class Command(BaseCommand):
    """`manage.py demo_code verifikator@disnaker.example`."""

    help = "Menampilkan kode verifikasi seorang petugas demo."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the officer's e-mail."""
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the code that the officer's authenticator app would show now."""
        try:
            self.stdout.write(demo.current_code(options["email"]))
        except KeyError:
            officers = ", ".join(a.contact for a in demo.ACCOUNTS if a.role)
            raise CommandError(f"Bukan petugas demo. Yang ada: {officers}") from None
