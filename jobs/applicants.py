"""Applicants as a company reads them: by stage, filtered, sorted, each with those beside it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, TextChoices, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from employers.models import Company
from jobs.enums import UNDECIDED, ApplicationState
from jobs.models import Application, Vacancy
from sikas import clock
from sikas.reference.enums import CodeSystem, EducationLevel

ON_A_PAGE = 50
MAX_CHOSEN = 5_000  # applicants in one action
MAX_WORDS = 100
LARGEST_KEY = 2**63 - 1
EXPERIENCE_YEARS = (1, 2, 3, 5, 10)
WAITING_DAYS = (3, 7, 14)


class Tab(TextChoices):
    """A stage, or several, by its word in the address."""

    WAITING = "", gettext_lazy("Menunggu jawaban")
    SENT = "terkirim", gettext_lazy("Terkirim")
    VIEWED = "dilihat", gettext_lazy("Dilihat")
    SHORTLISTED = "dipanggil", gettext_lazy("Dipanggil")
    INTERVIEW = "wawancara", gettext_lazy("Wawancara")
    OFFERED = "ditawari", gettext_lazy("Ditawari")
    HIRED = "diterima", gettext_lazy("Diterima")
    NOT_SELECTED = "belum-cocok", gettext_lazy("Belum cocok")
    WITHDRAWN = "ditarik", gettext_lazy("Ditarik")
    UNANSWERED = "tidak-ditanggapi", gettext_lazy("Tidak ditanggapi")
    ALL = "semua", gettext_lazy("Semua")

    @property
    def states(self) -> tuple[ApplicationState, ...]:
        """The states of the applications under it."""
        several = {Tab.WAITING: UNDECIDED, Tab.ALL: tuple(ApplicationState)}
        return several.get(self) or (ApplicationState[self.name],)


class Order(TextChoices):
    """In which order applicants stand, by its word in the address."""

    WAITING = "", gettext_lazy("Menunggu paling lama")
    NEWEST = "terbaru", gettext_lazy("Lamaran terbaru")
    NAME = "nama", gettext_lazy("Nama")
    EDUCATION = "pendidikan", gettext_lazy("Pendidikan tertinggi")
    EXPERIENCE = "pengalaman", gettext_lazy("Pengalaman terlama")

    @property
    def is_falling(self) -> bool:
        """Tell whether the largest comes first."""
        return self not in (Order.WAITING, Order.NAME)

    @property
    def expression(self) -> Any:
        """What is compared."""
        return {
            Order.WAITING: F("waiting_since"),
            Order.NEWEST: F("received_at"),
            Order.NAME: F("name"),
            Order.EDUCATION: Coalesce(F("education"), Value(0)),
            Order.EXPERIENCE: F("experience_months"),
        }[self]


# The word in the address for each criterion.
PARAMETERS = {
    "tab": "keadaan", "vacancy": "lowongan", "education": "pendidikan", "district": "kecamatan",
    "years": "pengalaman", "tag": "label", "days": "menunggu", "words": "q", "order": "urut",
    "fair": "fair",
}  # fmt: skip


@dataclass(frozen=True)
class Criteria:
    """What a company narrows its applicants to; made of an address, whatever stands there."""

    tab: Tab = Tab.WAITING
    vacancy: int = 0
    education: int = 0
    district: str = ""
    years: int = 0
    tag: str = ""
    days: int = 0
    words: str = ""
    order: Order = Order.WAITING
    fair: int = 0

    @classmethod
    def read(cls, given: Mapping[str, str], *, vacancy: int = 0) -> "Criteria":
        """Return what an address asks for; nonsense is left out. `vacancy` is a fixed one."""
        text = {name: str(given.get(word, "")).strip() for name, word in PARAMETERS.items()}
        return cls(
            tab=Tab(text["tab"]) if text["tab"] in Tab.values else Tab.WAITING,
            vacancy=vacancy or _number(text["vacancy"], most=LARGEST_KEY),
            education=_one_of(text["education"], EducationLevel.values),
            district=text["district"] if text["district"].isalnum() else "",
            years=_one_of(text["years"], EXPERIENCE_YEARS),
            tag=_plain(text["tag"]),
            days=_one_of(text["days"], WAITING_DAYS),
            words=_plain(text["words"]).lower(),
            order=Order(text["order"]) if text["order"] in Order.values else Order.WAITING,
            fair=_number(text["fair"], most=LARGEST_KEY),
        )

    def query_string(self, **changes: Any) -> str:
        """Return the address's part from `?` on, empty when nothing is asked."""
        asked = replace(self, **changes)
        given = {
            PARAMETERS[one.name]: getattr(asked, one.name)
            for one in fields(asked)
            if getattr(asked, one.name) != one.default
        }
        return f"?{urlencode(given)}" if given else ""

    @property
    def is_narrowed(self) -> bool:
        """Tell whether something is asked beyond tab, vacancy and order."""
        plain = replace(self, tab=Tab.WAITING, vacancy=0, order=Order.WAITING)
        return plain != Criteria()


class Facet(NamedTuple):
    """How many applicants there are by state, and by vacancy with its title."""

    states: Counter[str]
    vacancies: list[tuple[int, str, int]]

    def on(self, tab: Tab) -> int:
        """Return how many stand under a tab."""
        return sum(self.states[state] for state in tab.states)


def applicants_of(company: Company) -> "QuerySet[Application]":
    """Return all applications to a company, without a join, so that they can be locked alone."""
    own = Vacancy.objects.filter(company=company)
    return Application.objects.filter(vacancy__in=own.order_by().values("pk"))


def chosen(company: Company, asked: Criteria) -> "QuerySet[Application]":
    """Return the applicants that the criteria leave, in their order."""
    found = _narrowed(company, asked).filter(state__in=asked.tab.states)
    if asked.vacancy:
        found = found.filter(vacancy=asked.vacancy)
    return _ordered(found, asked.order)


def facets(company: Company, asked: Criteria, *, fixed: bool = False) -> Facet:
    """Count by state and by vacancy in one query; `fixed` looks at the asked vacancy alone."""
    found = _narrowed(company, asked)
    if fixed:
        found = found.filter(vacancy=asked.vacancy)
    states: Counter[str] = Counter()
    vacancies: Counter[tuple[int, str]] = Counter()
    grouped = found.order_by().values("vacancy", "vacancy__title", "state")
    for row in grouped.annotate(number=Count("pk")).order_by("-vacancy"):
        if asked.vacancy in (0, row["vacancy"]):
            states[row["state"]] += row["number"]
        number = row["number"] if row["state"] in asked.tab.states else 0
        vacancies[row["vacancy"], row["vacancy__title"]] += number
    return Facet(states, [(pk, title, number) for (pk, title), number in vacancies.items()])


def beside(company: Company, asked: Criteria, here: Application) -> tuple[int | None, int | None]:
    """Return the keys of the applicants before and after one, wherever it stands itself now."""
    found = chosen(company, asked).annotate(at=asked.order.expression)
    value = Application.objects.annotate(at=asked.order.expression).values_list("at", flat=True)
    at, falls = value.get(pk=here.pk), asked.order.is_falling
    above = Q(at__gt=at) | Q(at=at, pk__gt=here.pk)
    below = Q(at__lt=at) | Q(at=at, pk__lt=here.pk)
    before, after = (above, below) if falls else (below, above)
    keys = found.values_list("pk", flat=True)
    return keys.filter(before).reverse().first(), keys.filter(after).first()


def _ordered(found: "QuerySet[Application]", order: Order) -> "QuerySet[Application]":
    key = order.expression
    if order.is_falling:
        return found.order_by(key.desc(), "-pk")
    return found.order_by(key.asc(), "pk")


def _narrowed(company: Company, asked: Criteria) -> "QuerySet[Application]":
    found = applicants_of(company)
    if asked.education:
        found = found.filter(education__gte=EducationLevel(asked.education).rank)
    if asked.district:
        code = asked.district
        dotted = f"{code[:2]}.{code[2:4]}.{code[4:]}"
        found = found.filter(area__parent__system=CodeSystem.KEMENDAGRI, area__parent__code=dotted)
    if asked.years:
        found = found.filter(experience_months__gte=asked.years * 12)
    if asked.tag:
        found = found.filter(tags__contains=[asked.tag])
    if asked.days:
        since = clock.now() - timedelta(days=asked.days)
        found = found.filter(state__in=UNDECIDED, waiting_since__lte=since)
    if asked.fair:  # an entry of another app stands beside the application
        found = found.filter(fair_entry__fair=asked.fair)
    for word in asked.words.split():
        found = found.filter(search__contains=word)
    return found


def _number(text: str, *, most: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if is_number and int(text) <= most else 0


def _one_of(text: str, values: Any) -> int:
    number = _number(text, most=LARGEST_KEY)
    return number if number in values else 0


def _plain(text: str) -> str:
    return text[:MAX_WORDS] if text.isprintable() else ""
