"""Addresses of a company's own side, below /perusahaan-saya/."""

from django.urls import path

from employers.views import documents, invitation, mine, profile, team

urlpatterns = [
    path("", mine.choose, name="my_companies"),
    path("semua/", mine.choose, {"always": True}, name="all_my_companies"),
    path("baru/", profile.new, name="company_new"),
    path("<int:company_id>/profil/", profile.summary, name="company_profile"),
    path("<int:company_id>/profil/<slug:step_slug>/", profile.step, name="company_step"),
    path("<int:company_id>/dokumen/", documents.overview, name="company_documents"),
    path(
        "<int:company_id>/dokumen/<int:document_id>/", documents.download, name="company_document"
    ),
    path(
        "<int:company_id>/dokumen/<int:document_id>/ganti/",
        documents.replace,
        name="company_document_replace",
    ),
    path(
        "<int:company_id>/dokumen/<int:document_id>/hapus/",
        documents.remove,
        name="company_document_remove",
    ),
    path("<int:company_id>/tim/", team.overview, name="company_team"),
    path("<int:company_id>/tim/keluar/", team.leave, name="company_leave"),
    path(
        "<int:company_id>/tim/<int:member_id>/peran/", team.change_role, name="company_member_role"
    ),
    path(
        "<int:company_id>/tim/<int:member_id>/keluarkan/",
        team.remove,
        name="company_member_remove",
    ),
    path(
        "<int:company_id>/tim/undangan/<int:invitation_id>/kirim-ulang/",
        team.send_again,
        name="company_invitation_again",
    ),
    path(
        "<int:company_id>/tim/undangan/<int:invitation_id>/batalkan/",
        team.revoke,
        name="company_invitation_revoke",
    ),
    path("undangan/<str:token>/", invitation.invitation, name="invitation"),
]
