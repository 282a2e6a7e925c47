#!/usr/bin/env python
"""Command line of the portal."""

import os
import sys


def main() -> None:
    """Run a management command; embedded servers are started for it when none is configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
