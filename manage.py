#!/usr/bin/env python
"""Command line of the portal; starts the embedded servers when none is configured."""

import os
import sys

WITHOUT_SERVERS = {"help", "version", "--help", "-h", "--version"}


def main() -> None:
    """Run a management command; what it started ends with it, unless others use it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")
    from django.core.management import execute_from_command_line

    from sikas import embedded
    from sikas.processes import StartError

    if embedded.is_used() and not WITHOUT_SERVERS & set(sys.argv[1:2] or ["help"]):
        try:
            embedded.start()
        except StartError as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
