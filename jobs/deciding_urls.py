"""Addresses of a company's applicants, below /perusahaan-saya/<company_id>/pelamar/."""

from django.urls import path

from jobs.views.employer import acts, applicant, applicants, exports, hiring, meetings, replies

urlpatterns = [
    path("", applicants.everybody, name="company_applicants"),
    path("tindakan/<slug:word>/", acts.act, name="company_applicants_act"),
    path("unduh/", exports.export, name="company_applicants_export"),
    path("unduhan/", exports.journal, name="company_exports"),
    path("templat/", replies.overview, name="company_replies"),
    path("templat/<int:template_id>/", replies.change, name="company_reply"),
    path("templat/<int:template_id>/hapus/", replies.remove, name="company_reply_remove"),
    path("<int:application_id>/", applicant.applicant, name="company_applicant"),
    path("<int:application_id>/buka/", applicant.look, name="company_applicant_look"),
    path("<int:application_id>/catatan/", applicant.note, name="company_applicant_note"),
    path("<int:application_id>/terima/", hiring.hire, name="company_applicant_hire"),
    path(
        "<int:application_id>/wawancara/<int:interview_id>/ubah/",
        meetings.change,
        name="company_interview_change",
    ),
    path(
        "<int:application_id>/wawancara/<int:interview_id>/batal/",
        meetings.cancel,
        name="company_interview_cancel",
    ),
    path(
        "<int:application_id>/wawancara/<int:interview_id>/hasil/",
        meetings.record,
        name="company_interview_record",
    ),
    path("<int:application_id>/cv/", applicant.cv, name="company_applicant_cv"),
    path(
        "<int:application_id>/dokumen/<int:document_id>/",
        applicant.document,
        name="company_applicant_document",
    ),
]
