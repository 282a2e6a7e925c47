"""The counter desk: the way back into an account for somebody who shows the KTP."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seekers import counter_forms as forms
from seekers.models import Seeker
from seekers.services import counter
from seekers.views.counter import at_counter, served
from sikas.accounts.limits import TooManyAttemptsError
from sikas.accounts.services.registration import ContactTakenError
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.limited import refuse


@at_counter()
@sensitive_post_parameters("nik", "contact")
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest, seeker_id: int) -> HttpResponse:
    """Put a new contact in place of the lost ones, after the KTP."""
    seeker = served(seeker_id)
    if seeker.user is None:
        raise Http404
    form = forms.RecoverForm(request.POST or None)
    wait = None
    if form.is_valid():
        try:
            _recover(request, seeker, form)
        except counter.OtherKtpError as error:
            form.add_error("nik", error)
        except ContactTakenError as error:
            form.add_error("contact", error)
        except TooManyAttemptsError as error:
            form.add_error(None, error)
            wait = error.wait
        except ValidationError as error:
            form.add_error(None, error)
        else:
            text = _("Akun dipulihkan. Minta %s membuka “Lupa kata sandi” dengan kontak baru ini.")
            messages.success(request, text % seeker.name)
            return redirect("counter_person", seeker_id=seeker.pk)
    context = {"form": form, "seeker": seeker}
    return refuse(render(request, "officer/counter_recover.html", context), wait)


def _recover(request: HttpRequest, seeker: Seeker, form: forms.RecoverForm) -> None:
    counter.recover_login(
        seeker=seeker,
        officer=signed_in(request),
        number=form.cleaned_data["nik"],
        contact=form.cleaned_data["contact"],
    )
