"""Ways to the landing pages, as home and list show them; drawn once a minute."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jobs.landings import district_places, occupation_places
from jobs.search.totals import SECONDS, totals
from sikas.memory import remembered


@remembered(SECONDS)
def browse_html() -> SafeString:
    """Return the kecamatan and major occupation groups with their numbers of vacancies."""
    counted = totals()
    context = {"districts": district_places(counted), "occupations": occupation_places(counted)}
    return render_to_string("jobs/browse.html", context)
