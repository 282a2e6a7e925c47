"""The program that reads one file for the portal: `main` after its imports, confined."""

import importlib
import json
import os
import sys
from dataclasses import asdict

from .limits import OUTPUT_BYTES, confine
from .verdicts import Facts, RefusedError

CPU_SECONDS = {"PDF": 0.8, "JPEG": 2.0, "PNG": 0.9}


def main(kind: str, output: int) -> None:
    """Read standard input and write the verdict to standard output, as JSON.

    `output` is the descriptor of the file for an image that is written anew.
    """
    # Chosen here, because each kind loads libraries that the other would wait for.
    importlib.import_module(f".{'pdfs' if kind == 'PDF' else 'images'}", __package__)
    confine(CPU_SECONDS[kind])
    try:
        verdict = asdict(_inspect(sys.stdin.buffer.read(), kind, output))
    except RefusedError as error:
        verdict = {"refused": error.code}
    except MemoryError:
        verdict = {"refused": "heavy_pdf" if kind == "PDF" else "heavy_image"}
    except Exception:  # noqa: BLE001 - whatever breaks a parser is damage
        verdict = {"refused": "damaged_pdf" if kind == "PDF" else "damaged_image"}
    os.write(1, json.dumps(verdict).encode())
    os._exit(0)  # nothing of what a stranger's file left behind is run


def _inspect(data: bytes, kind: str, output: int) -> Facts:
    if kind == "PDF":
        from .pdfs import inspect_pdf

        return inspect_pdf(data)
    from .images import inspect_image

    with os.fdopen(output, "wb", buffering=OUTPUT_BYTES) as file:
        return inspect_image(data, kind, file)
