"""Addresses of a company's own vacancies, below /perusahaan-saya/<company_id>/lowongan/."""

from django.urls import path

from jobs.views.employer import applicants, candidates, hiring, lists, moves, writing

urlpatterns = [
    path("", lists.vacancies, name="company_vacancies"),
    path("baru/", lists.new, name="company_vacancy_new"),
    path("<int:vacancy_id>/", moves.vacancy, name="company_vacancy"),
    path("<int:vacancy_id>/isi/<slug:part>/", writing.step, name="company_vacancy_step"),
    path(
        "<int:vacancy_id>/isi/<slug:part>/otomatis/",
        writing.autosave,
        name="company_vacancy_autosave",
    ),
    path("<int:vacancy_id>/pelamar/", applicants.of_vacancy, name="company_vacancy_applicants"),
    path("<int:vacancy_id>/pelamar/tutup/", hiring.filled, name="company_vacancy_filled"),
    path("<int:vacancy_id>/salin/", lists.copy, name="company_vacancy_copy"),
    path("<int:vacancy_id>/tarik/", moves.withdraw, name="company_vacancy_take_back"),
    path("<int:vacancy_id>/hapus/", moves.discard, name="company_vacancy_discard"),
    path("<int:vacancy_id>/perpanjang/", moves.extend, name="company_vacancy_extend"),
    path("<int:vacancy_id>/hasil/", moves.result, name="company_vacancy_result"),
    path("<int:vacancy_id>/kandidat/", candidates.candidates, name="company_candidates"),
    path("<int:vacancy_id>/kandidat/undang/", candidates.invite, name="company_invite"),
]
