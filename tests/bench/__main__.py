"""Run the benchmarks of `make bench [ONLY=ground]`: a line each, and .data/bench.json."""

import importlib
import json
import os
import pkgutil
import sys

import django


def main() -> int:
    """Run the chosen groups; the exit code says whether they ran, not whether targets were met."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sikas.settings"
    django.setup()

    import tests.bench
    from sikas import embedded
    from tests.bench.registry import BENCHMARKS

    if embedded.is_used():
        embedded.start()
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"tests.bench.{module.name}")
    wanted = sys.argv[1:] or sorted(BENCHMARKS)
    if unknown := set(wanted) - set(BENCHMARKS):
        sys.exit(f"No such benchmark: {', '.join(unknown)}. There are {', '.join(BENCHMARKS)}.")
    records = []
    for group in wanted:
        for run in BENCHMARKS[group]:
            for result in run():
                print(result.line(), flush=True)  # noqa: T201 - the output is the product
                records.append(result.record() | {"group": group})
    path = embedded.DATA / "bench.json"
    kept = json.loads(path.read_text()) if path.exists() else []
    kept = [record for record in kept if record["group"] not in wanted]
    path.write_text(json.dumps(kept + records, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
