"""SIKAS: the labour-market portal of a regency."""

from sikas.celery import app as celery_app

__all__ = ["celery_app"]
