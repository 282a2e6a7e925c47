"""Invented training of the regency's own centre, and who is interested in it."""

from training.demo.programmes import load

__all__ = ["load"]
