"""Forms of the account pages: they parse, and say what is wrong."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sikas.accounts import limits, passwords
from sikas.accounts.address import client_address, network_of
from sikas.accounts.contacts import MAX_LENGTH, Contact, parse_contact, parse_email, parse_phone
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.accounts.services.codes import DIGITS

WRONG_LOGIN = _("Email, nomor HP, atau kata sandi tidak cocok. Periksa lagi.")
NAME_LENGTH = 150


class ContactField(forms.CharField):
    """One field for an e-mail or a phone; its value is a Contact."""

    default_error_messages = {"required": _("Isi email atau nomor HP Anda.")}
    parse = staticmethod(parse_contact)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Email atau nomor HP"))
        super().__init__(max_length=MAX_LENGTH, **kwargs)

    def clean(self, value: str) -> Contact:
        """Return the contact; raises ValidationError."""
        return self.parse(super().clean(value))


class EmailField(ContactField):
    """An e-mail address as a Contact."""

    default_error_messages = {"required": _("Isi alamat email Anda.")}
    parse = staticmethod(parse_email)


class PhoneField(ContactField):
    """A phone number as a Contact."""

    default_error_messages = {"required": _("Isi nomor HP Anda.")}
    parse = staticmethod(parse_phone)


class PasswordField(forms.CharField):
    """A password, refused by length before anything looks at it."""

    default_error_messages = {"required": _("Isi kata sandi Anda.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Kata sandi"))
        super().__init__(
            strip=False, max_length=passwords.MAX_LENGTH, widget=forms.PasswordInput, **kwargs
        )


class LimitedForm(forms.Form):
    """A form that knows who asks; `wait` is set when a limit refused it (then answer 429)."""

    wait: int | None = None

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def take(self, action: str, **subjects: str) -> limits.Taken:
        """Count an attempt against the limits; raises ValidationError and remembers the wait."""
        address = network_of(client_address(self.request))
        try:
            return limits.take(action, address=address, **subjects)
        except limits.TooManyAttemptsError as refused:
            self.wait = refused.wait
            raise


class LoginForm(LimitedForm):
    """Sign in by e-mail or phone and password."""

    contact = ContactField()
    password = PasswordField()

    user: User

    def clean(self) -> dict[str, Any]:
        """Find who signs in; one message for a wrong password and an unknown account."""
        data = super().clean() or {}
        if self.errors:
            return data
        contact: Contact = data["contact"]
        taken = self.take("password", target=contact.address)
        user = authenticate(self.request, contact=contact, password=data["password"])
        if not isinstance(user, User):
            raise ValidationError(WRONG_LOGIN, code="wrong_login")
        taken.give_back()
        self.user = user
        return data


class SignupForm(LimitedForm):
    """Register as a job seeker or for a company."""

    kind = forms.ChoiceField(
        label=_("Anda mendaftar sebagai"),
        choices=[
            (Kind.SEEKER, _("Pencari kerja")),
            (Kind.COMPANY, _("Perusahaan")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih pencari kerja atau perusahaan.")},
    )
    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Isi nama lengkap Anda.")},
    )
    contact = ContactField()
    password = PasswordField(label=_("Buat kata sandi"))
    agree = forms.BooleanField(
        label=_("Saya setuju dengan ketentuan layanan dan pemberitahuan privasi."),
        error_messages={"required": _("Setujui ketentuan untuk melanjutkan.")},
    )

    def clean_name(self) -> str:
        """Return the name on one line; it needs at least one letter."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(_("Tulis nama seperti di KTP."), code="no_letters")
        if not name.isprintable():
            raise ValidationError(_("Nama berisi tanda yang tidak terbaca."), code="unprintable")
        return name

    def clean(self) -> dict[str, Any]:
        """Check the password against the person; then count the attempt."""
        data = super().clean() or {}
        if "password" in data:
            try:
                password_validation.validate_password(data["password"], _draft(data))
            except ValidationError as error:
                self.add_error("password", error)
        if not self.errors:
            self.take("signup")
            self.take("send_code", target=data["contact"].address)
        return data


class ResetForm(LimitedForm):
    """Ask for a code to set a new password."""

    contact = ContactField()

    def clean(self) -> dict[str, Any]:
        """Count the attempt; the answer never tells whether the account exists."""
        data = super().clean() or {}
        if not self.errors:
            self.take("send_code", target=data["contact"].address)
        return data


class AddEmailForm(ResetForm):
    """Add or change the e-mail of the account."""

    contact = EmailField(label=_("Email baru"))


class AddPhoneForm(ResetForm):
    """Add or change the phone number of the account."""

    contact = PhoneField(label=_("Nomor HP baru"))


class CodeForm(LimitedForm):
    """The digits that arrived; spaces and hyphens do not matter."""

    code = forms.CharField(
        label=_("Kode 6 angka"),
        max_length=20,
        error_messages={"required": _("Isi kode yang kami kirim.")},
    )

    def __init__(self, *args: Any, target: str, **kwargs: Any) -> None:
        self.target = target
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Return bare digits and count the attempt; a slip of the thumb is none."""
        code = self.cleaned_data["code"].replace(" ", "").replace("-", "")
        if not (code.isascii() and code.isdigit() and len(code) == DIGITS):
            raise ValidationError(_("Kode berisi 6 angka."), code="not_digits")
        self.take("enter_code", target=self.target)
        return code


class NewPasswordForm(forms.Form):
    """A new password after a confirmed code."""

    password = PasswordField(label=_("Kata sandi baru"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Refuse what is easily guessed."""
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password


class ChangePasswordForm(LimitedForm, NewPasswordForm):
    """A new password for who knows the old one."""

    field_order = ["old_password", "password"]
    old_password = PasswordField(label=_("Kata sandi sekarang"))

    def clean_old_password(self) -> str:
        """Check the current password, as limited as a sign-in."""
        password = self.cleaned_data["old_password"]
        taken = self.take("password", target=str(self.user.pk))
        if not self.user.check_password(password):
            raise ValidationError(
                _("Kata sandi sekarang tidak cocok. Periksa lagi."), code="wrong_password"
            )
        taken.give_back()
        return password


class SecondFactorMixin:
    """Counts codes of the second factor in our own limits, per person."""

    fields: dict[str, forms.Field]
    user: User
    wait: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["placeholder"]
        self.fields["code"].error_messages["required"] = _("Isi kode dari aplikasi.")

    def clean_code(self) -> str:
        """Return the code when it fits; raises ValidationError."""
        try:
            taken = limits.take("second_factor", person=str(self.user.pk))
        except limits.TooManyAttemptsError as refused:
            self.wait = refused.wait
            raise
        code = super().clean_code()  # type: ignore[misc]
        taken.give_back()
        return code


class AuthenticateForm(SecondFactorMixin, mfa_forms.AuthenticateForm):
    """The second step of a sign-in: a code of the app or a recovery code."""


class ReauthenticateMfaForm(SecondFactorMixin, mfa_forms.ReauthenticateForm):
    """Proves again who one is, by a code."""


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """Proves again who one is, by the password."""

    wait: int | None = None
    password = PasswordField()

    def clean_password(self) -> str:
        """Return the password when it fits; raises ValidationError."""
        try:
            return super().clean_password()
        except limits.TooManyAttemptsError as refused:
            self.wait = refused.wait
            raise


class ActivateTOTPForm(SecondFactorMixin, totp_forms.ActivateTOTPForm):
    """Confirms that the authenticator app works."""


def _draft(data: dict[str, Any]) -> User:
    contact: Contact | None = data.get("contact")
    known = {contact.kind: contact.address} if contact else {}
    return User(name=data.get("name", ""), **known)
