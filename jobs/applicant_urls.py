"""Addresses of a job seeker's own applications, below /lamaran/."""

from django.urls import path, register_converter

from jobs.converters import ReceiptConverter
from jobs.views.seeker import applications, interviews, placements

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
    path("<receipt:receipt>/wawancara/setuju/", interviews.accept, name="interview_accept"),
    path(
        "<receipt:receipt>/wawancara/waktu-lain/",
        interviews.other_time,
        name="interview_other_time",
    ),
    path("<receipt:receipt>/wawancara.ics", interviews.calendar, name="interview_calendar"),
    path("<receipt:receipt>/mulai-bekerja/", placements.confirm, name="placement_confirm"),
    path("<receipt:receipt>/belum-bekerja/", placements.dispute, name="placement_dispute"),
    path("<receipt:receipt>/lamaran-lain/", placements.others, name="other_applications"),
]
