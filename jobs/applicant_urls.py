"""Addresses of a job seeker's own applications, below /lamaran/."""

from django.urls import path, register_converter

from jobs.converters import ReceiptConverter
from jobs.views.seeker import applications

register_converter(ReceiptConverter, "receipt")

urlpatterns = [
    path("", applications.overview, name="applications"),
    path("<receipt:receipt>/", applications.detail, name="application"),
    path("<receipt:receipt>/tanda-terima/", applications.receipt, name="application_receipt"),
    path("<receipt:receipt>/tarik/", applications.withdraw, name="application_withdraw"),
    path(
        "<receipt:receipt>/dokumen/<int:document_id>/",
        applications.document,
        name="application_document",
    ),
]
