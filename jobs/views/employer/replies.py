"""Texts that a company uses again for messages and answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Company
from employers.views.acting import acting_company
from jobs.forms.deciding import ReplyForm
from jobs.models import ReplyTemplate
from jobs.services.replying import save_reply
from sikas.posting import posted_from

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def overview(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show the texts; keep a new one."""
    company = acting_company(request, company_id)
    return _page(request, company, ReplyTemplate(company=company))


@page
def change(request: HttpRequest, company_id: int, template_id: int) -> HttpResponse:
    """Change a text."""
    company = acting_company(request, company_id)
    return _page(request, company, get_object_or_404(company.reply_templates, pk=template_id))


@posted_from("company_replies", "company_id")
def remove(request: HttpRequest, company_id: int, template_id: int) -> HttpResponse:
    """Throw a text away."""
    company = acting_company(request, company_id)
    get_object_or_404(company.reply_templates, pk=template_id).delete()
    messages.success(request, _("Templat dihapus."))
    return redirect("company_replies", company.pk)


def _page(request: HttpRequest, company: Company, reply: ReplyTemplate) -> HttpResponse:
    form = ReplyForm(request.POST if request.method == "POST" else None, instance=reply)
    if form.is_valid():
        try:
            save_reply(company=company, reply=form.save(commit=False))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Templat tersimpan."))
            return redirect("company_replies", company.pk)
    context = {
        "company": company,
        "form": form,
        "reply": reply,
        "replies": company.reply_templates.order_by("title", "pk"),
    }
    return render(request, "jobs/applicants/replies.html", context)
