"""The public API of vacancies, `/api/v1/lowongan`; docs/api.md describes it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from jobs.changes import BadParameterError, ChangesQuery, vacancy_changes


@require_safe
@login_not_required
def vacancies(request: HttpRequest) -> HttpResponse:
    """Give changes of open vacancies in their order; 400 with a reason for a wrong parameter."""
    try:
        query = ChangesQuery.parse(request.GET)
    except BadParameterError as error:
        return _open(JsonResponse({"error": error.code, "detail": error.detail}, status=400))
    page = vacancy_changes(query)
    etag = quote_etag(page.fingerprint)
    if not_modified := get_conditional_response(request, etag=etag):
        return _open(not_modified)
    body: dict[str, Any] = {"data": page.records, "next": page.next_url, "as_of": page.as_of}
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=30"
    return _open(response)


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    return response
