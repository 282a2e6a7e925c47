"""Addresses of the account pages, under /akun/; allauth's names, our words."""

from allauth.account.views import account_inactive
from django.urls import path

from sikas.accounts.views import account, code, devices, entrance, mfa

urlpatterns = [
    path("", account.AccountView.as_view(), name="account"),
    path("masuk/", entrance.LoginView.as_view(), name="account_login"),
    path("masuk/verifikasi/", mfa.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("daftar/", entrance.SignupView.as_view(), name="account_signup"),
    path("keluar/", account.LogoutView.as_view(), name="account_logout"),
    path("nonaktif/", account_inactive, name="account_inactive"),
    path("kode/", code.CodeView.as_view(), name="account_code"),
    path("lupa-sandi/", entrance.ResetView.as_view(), name="account_reset_password"),
    path("sandi-baru/", code.NewPasswordView.as_view(), name="account_new_password"),
    path("konfirmasi/", account.ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("konfirmasi/verifikasi/", mfa.ReauthenticateView.as_view(), name="mfa_reauthenticate"),
    path("email/", account.EmailView.as_view(), name="account_email"),
    path("nomor-hp/", account.PhoneView.as_view(), name="account_change_phone"),
    path("perangkat/", devices.DevicesView.as_view(), name="usersessions_list"),
    path("keamanan/", account.SecurityView.as_view(), name="account_security"),
    path("keamanan/", account.SecurityView.as_view(), name="mfa_index"),
    path("keamanan/sandi/", account.ChangePasswordView.as_view(), name="account_change_password"),
    path("keamanan/aplikasi/", mfa.ActivateTOTPView.as_view(), name="mfa_activate_totp"),
    path("keamanan/aplikasi/lepas/", mfa.DeactivateTOTPView.as_view(), name="mfa_deactivate_totp"),
    path(
        "keamanan/kode-pemulihan/",
        mfa.RecoveryCodesView.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
