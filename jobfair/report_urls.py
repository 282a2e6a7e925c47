"""Addresses of the closing report: officers', a company's and the public one."""

from django.urls import path

from jobfair.views import report_company, report_officer, report_public

OFFICER = "admin/job-fair/"
COMPANY = "perusahaan-saya/<int:company_id>/job-fair/<slug:slug>/laporan/"
PUBLIC = "job-fair/<slug:slug>/laporan"

urlpatterns = [
    path(f"{OFFICER}laporan/", report_officer.reports, name="fair_reports"),
    path(f"{OFFICER}<int:pk>/laporan/", report_officer.report, name="fair_report_officer"),
    path(f"{OFFICER}<int:pk>/laporan/bekukan/", report_officer.freeze, name="fair_report_freeze"),
    path(f"{OFFICER}<int:pk>/laporan/unduh/", report_officer.download, name="fair_report_download"),
    path(
        f"{OFFICER}<int:pk>/laporan/rekonsiliasi/", report_officer.checks, name="fair_report_checks"
    ),
    path(COMPANY, report_company.report, name="company_fair_report"),
    path(f"{COMPANY}unduh/", report_company.download, name="company_fair_report_download"),
    path(f"{PUBLIC}/", report_public.report, name="fair_report"),
    path(f"{PUBLIC}.csv", report_public.csv_file, name="fair_report_csv"),
    path(f"{PUBLIC}.xlsx", report_public.xlsx_file, name="fair_report_xlsx"),
]
