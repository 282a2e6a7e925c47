"""Addresses of a seeker's own profile, below /profil/."""

from django.urls import path

from seekers import steps
from seekers.forms.steps import FORMS
from seekers.rows import KINDS
from seekers.views import cv, documents, profile, rows

urlpatterns = [
    path("", profile.overview, name="profile"),
    path("keinginan/jabatan/", profile.occupations, name="profile_occupations"),
    path("disabilitas/", profile.disability, name="profile_disability"),
    path("cv/", cv.preview, name="profile_cv"),
    path("cv/cv.pdf", cv.download, name="profile_cv_pdf"),
    path("dokumen/", documents.overview, name="profile_documents"),
    path("dokumen/<int:document_id>/", documents.download, name="profile_document"),
    path("dokumen/<int:document_id>/hapus/", documents.remove, name="profile_document_remove"),
]
for step in steps.STEPS:
    if step.name in FORMS:
        urlpatterns.append(
            path(f"{step.slug}/", profile.step, {"name": step.name}, name=f"profile_{step.name}")
        )
    elif step.name in KINDS:
        named = {"name": step.name}
        urlpatterns += [
            path(f"{step.slug}/", rows.rows, named, name=f"profile_{step.name}"),
            path(f"{step.slug}/<int:row_id>/", rows.rows, named, name=f"profile_{step.name}_row"),
            path(
                f"{step.slug}/<int:row_id>/hapus/",
                rows.remove,
                named,
                name=f"profile_{step.name}_remove",
            ),
        ]
