"""Any number of open vacancies by COPY, block by block: for benchmarks."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from employers.demo.bulk import fill_companies
from employers.models import Company
from jobs.demo.mixing import Draw, Kind, employer_names, kinds, words, zipf
from jobs.demo.positions import Position
from jobs.demo.vacancies import SEED
from jobs.enums import ApplyMode, Disability, EmploymentType, Source, VacancyState
from jobs.models import Vacancy, VacancySearch
from jobs.search.upkeep import refresh_words
from sikas.bulk import Value, copy_lines, late_index, line
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Industry

BLOCK = 10_000
VACANCIES_PER_COMPANY = 200
LOCAL, PARTNER = 0.10, 0.03  # shares by source; the rest came from the ministry's portal
TYPO, SHORTENED, EXTENDED, SHOUTED = 0.04, 0.08, 0.30, 0.05  # shares of titles
SHOWN_PAY, DISABILITY, IN_DISTRICT, USUAL = 0.6, 0.08, 0.25, 0.75
WORD_INDEX = "search_doc"
MANY_ROWS = 20_000  # from here on building the index anew is cheaper
MANY, CROWD = 0.15, 30  # share of vacancies with more than three openings, and how many at most
DAYS = 90  # from the oldest vacancy to the newest
ROUND = 50_000  # rupiah
SHORT_WORK = {EmploymentType.PART_TIME: 0.5, EmploymentType.INTERNSHIP: 0.6}  # of full pay
PLACES = [AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE]
COLUMNS = (
    "company_id", "employer_name", "title", "occupation_id", "industry_id", "area_id", "address",
    "description", "requirements", "skills", "education", "experience_years", "employment_type",
    "openings_men", "openings_women", "openings_either", "pay_min", "pay_max", "disabilities",
    "source", "apply_mode", "apply_url", "state", "close_reason", "created_at", "updated_at",
    "submitted_at", "published_at", "closes_at",
)  # fmt: skip

ANALYZE = "analyze jobs_vacancy, jobs_vacancysearch, jobs_vacancytransition, employers_company"
STEPS = """
    insert into jobs_vacancytransition (subject_id, from_state, to_state, reason, at)
    select id, step.from_state, step.to_state, '', step.at
    from jobs_vacancy,
        lateral (
            values ('draft', 'submitted', submitted_at), ('submitted', 'published', published_at)
        ) as step (from_state, to_state, at)
    where id > %s and source = 'local'
    order by id, step.at
"""


def fill(
    *,
    upto: int,
    now: datetime,
    companies: int | None = None,
    seed: int = SEED,
    report: Callable[[int, int], None] | None = None,
) -> int:
    """Add open vacancies until the public sees `upto`; return how many were added.

    Each block is kept, so what was interrupted goes on where it stopped. `report` hears how many
    of how many are done.
    """
    names = employer_names()
    areas = list(Area.objects.filter(system=CodeSystem.KEMENDAGRI, level__in=PLACES))
    wanted = upto // VACANCIES_PER_COMPANY if companies is None else companies
    fill_companies(upto=wanted, names=names, areas=areas, now=now, seed=seed)
    have = Vacancy.objects.public().count()
    mixer = Mixer(areas, names, now, seed)
    with late_index(VacancySearch, WORD_INDEX, upto - have >= MANY_ROWS):
        for done, lines in _mixed(mixer, have, upto):
            _copy(lines)
            if report:
                report(done - have, upto - have)
    if upto > have:
        refresh_words()
        with connection.cursor() as cursor:
            cursor.execute(ANALYZE)
    return max(0, upto - have)


def _mixed(mixer: "Mixer", have: int, upto: int) -> Iterator[tuple[int, list[str]]]:
    """Yield how many there will be, and rows for COPY; the next are mixed during the copy."""

    def mix(first: int) -> tuple[int, list[str]]:
        last = min(first + BLOCK, upto)
        ages = [1 - (number - have) / (upto - have) for number in range(first, last)]
        return last, [line(row) for row in mixer.rows(first, ages)]

    with ThreadPoolExecutor(1) as ahead:
        waiting: list[Future[tuple[int, list[str]]]] = []
        for first in range(have, upto, BLOCK):
            waiting.append(ahead.submit(mix, first))
            if len(waiting) > 1:
                yield waiting.pop(0).result()
        yield from (block.result() for block in waiting)


@transaction.atomic
def _copy(lines: Iterable[str]) -> None:
    last = Vacancy.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    copy_lines(Vacancy, COLUMNS, lines)
    with connection.cursor() as cursor:
        cursor.execute(STEPS, [last])


class Mixer:
    """Mixes rows; the same seed, clock and first number give the same rows."""

    def __init__(self, villages: list[Area], names: list[str], now: datetime, seed: int) -> None:
        self.now, self.seed = now, seed
        self.kinds: Draw[Kind] = zipf(kinds(Random(seed)))  # noqa: S311
        self.names = zipf(names)
        firms = Company.objects.public().order_by("pk").values_list("pk", "industry_id")
        self.companies = zipf(list(firms))
        self.industries = list(
            Industry.objects.filter(digits=2).order_by("code").values_list("pk", flat=True)
        )
        people = words()["people"]
        districts = Area.objects.filter(system=CodeSystem.KEMENDAGRI, code__in=people)
        self.districts = Draw(list(districts.order_by("code")), [people[c] for c in sorted(people)])
        self.villages: dict[int, list[Area]] = {}
        for village in sorted(villages, key=lambda area: area.code):
            self.villages.setdefault(village.parent_id or 0, []).append(village)

    def rows(self, first: int, ages: list[float]) -> Iterator[list[Value]]:
        """Yield one row for each age: 1 for the oldest vacancy, near 0 for the newest."""
        chance = Random(f"{self.seed}:{first}")  # noqa: S311
        for number, age in enumerate(ages, start=first):
            yield self._row(number, age, chance)

    def _row(self, number: int, age: float, chance: Random) -> list[Value]:
        kind = self.kinds(chance)
        position = kind.position
        district = self.districts(chance)
        inside = chance.random() >= IN_DISTRICT
        area = chance.choice(self.villages[district.pk]) if inside else district
        place = f"{area.name}, {district.name}" if inside else str(district)
        kind_of_work = _employment_type(position.employment_type, chance)
        description, requirements = chance.choice(kind.texts)
        title = _title(position.titles, area.name, chance)
        employer = self._employer(number, chance)
        return [
            *employer[:2],
            title,
            kind.occupation,
            employer[2],
            area.pk,
            f"Jalan {area.name} Nomor {number % 300 + 1}",
            f"Dibutuhkan {title} di {place}.\n\n{description}",
            requirements,
            position.skills,
            position.education,
            position.experience,
            kind_of_work,
            *_openings(chance),
            *_pay(position, kind_of_work, chance),
            _disabilities(chance),
            *employer[3:],
            VacancyState.PUBLISHED,
            "",
            *self._dates(age, chance),
        ]

    def _employer(self, number: int, chance: Random) -> list[Value]:
        """Return company, name at the portal of origin, industry, source, mode and address."""
        share = chance.random()
        if share < LOCAL:
            company, industry = self.companies(chance)
            return [company, "", industry, Source.LOCAL, ApplyMode.INTERNAL, ""]
        source = Source.PARTNER if share < LOCAL + PARTNER else Source.KARIRHUB
        address = f"https://{source.value}.example/lowongan/{number}"
        industry = chance.choice(self.industries)
        return [None, self.names(chance), industry, source, ApplyMode.EXTERNAL, address]

    def _dates(self, age: float, chance: Random) -> list[Value]:
        """Return created, updated, submitted, published, closes; newer vacancies are more."""
        published = self.now - timedelta(days=DAYS * age**1.5, minutes=chance.uniform(5, 300))
        submitted = published - timedelta(hours=chance.uniform(1, 30))
        closes = self.now + timedelta(days=1 + 44 * chance.random())
        return [submitted, published, submitted, published, closes]


def _title(titles: tuple[str, ...], area: str, chance: Random) -> str:
    """Return one of the titles, sometimes shortened, extended, shouted or mistyped."""
    title = titles[int(len(titles) * chance.random() ** 2)]
    if chance.random() < SHORTENED:
        for word, short in words()["short"].items():
            title = title.replace(word, short)
    if chance.random() < EXTENDED:
        title += chance.choice(words()["title_after"]).format(area=area)
    if chance.random() < TYPO:
        at = chance.randrange(1, len(title) - 1)
        title = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    return (title.upper() if chance.random() < SHOUTED else title)[:120]


def _employment_type(usual: EmploymentType, chance: Random) -> EmploymentType:
    return usual if chance.random() < USUAL else chance.choice(list(EmploymentType))


def _openings(chance: Random) -> list[Value]:
    """Return openings for men, women and either; most vacancies seek one to three people."""
    count = chance.randrange(4, CROWD) if chance.random() < MANY else chance.randrange(1, 4)
    shares: list[Value] = [0, 0, 0]
    shares[chance.choice((0, 1, 2, 2, 2))] = count
    return shares


def _pay(position: Position, kind_of_work: EmploymentType, chance: Random) -> list[Value]:
    """Return the ends of the pay, if shown; unusual short work of a position earns its share."""
    if chance.random() >= SHOWN_PAY:
        return [None, None]
    share = 1.0 if kind_of_work == position.employment_type else SHORT_WORK.get(kind_of_work, 1.0)
    amounts = (amount * share * chance.uniform(0.97, 1.2) for amount in position.pay)
    low, high = sorted(round(amount / ROUND) * ROUND for amount in amounts)
    return [low, high]


def _disabilities(chance: Random) -> list[str]:
    if chance.random() >= DISABILITY:
        return []
    return [kind.value for kind in chance.sample(list(Disability), chance.randrange(1, 4))]
