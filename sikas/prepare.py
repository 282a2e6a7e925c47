"""What has to be done before the portal serves: database, static files, code lists, demo.

Progress goes to standard error; standard output carries what the demo says of its sign-ins.
"""

import os
import sys

import django
from django.core.management import call_command, get_commands

STEPS = (
    ("migrate", {"interactive": False, "verbosity": 0}),
    ("collectstatic", {"interactive": False, "verbosity": 0}),
    ("load_reference", {}),
)


def main() -> None:
    """Carry out the steps."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")
    django.setup()
    for name, options in STEPS:
        sys.stderr.write(f"   setup | {name}\n")
        call_command(name, **options, stdout=sys.stderr)
    if "demo" in get_commands():
        sys.stderr.write("   setup | demo\n")
        call_command("demo")


if __name__ == "__main__":
    main()
