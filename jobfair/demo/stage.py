"""Booths, positions and people of an invented fair, made as companies and officers make them."""

import hashlib
import io
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from PIL import Image, ImageDraw

from employers.models import Company, Member
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, BoothHours, BoothStaff, Fair, Position
from jobfair.services.booths import apply_for_booth, decide_booth, open_booth
from jobfair.services.positions import decide_position, propose_position
from jobs.enums import ApplyMode
from jobs.models import Vacancy
from seekers.demo.names import draw_name
from seekers.enums import Sex
from seekers.models import Education, Seeker
from sikas import clock
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.documents import storage
from sikas.documents.models import StoredFile
from sikas.reference.enums import AreaLevel, CodeSystem, EducationLevel
from sikas.reference.models import Area

COMPANIES, POSITIONS = 37, 97  # of the first fair, in 2022
LEVELS = (EducationLevel.SMP, EducationLevel.SMA, EducationLevel.SMK, EducationLevel.D3,
          EducationLevel.S1)  # fmt: skip
FIRST_BIRTHDAY, BIRTHDAYS = date(1980, 1, 1), 9_500  # days
COLOURS = ("#0b5d46", "#0f5c8c", "#6b4a00", "#b3261e", "#3d3a8c")
LOGO = 240  # pixels


class StageError(Exception):
    """The portal has too few companies or vacancies for the fair."""


def vacancies_for_fair(companies: int = COMPANIES, positions: int = POSITIONS) -> list[Vacancy]:
    """Return so many open vacancies of so many companies, at least one of each.

    Raises StageError when there are fewer.
    """
    open_ = Vacancy.objects.public().filter(apply_mode=ApplyMode.INTERNAL, company__isnull=False)
    rows = list(open_.select_related("company").order_by("company_id", "pk"))
    teams = [list(group) for _key, group in groupby(rows, attrgetter("company_id"))][:companies]
    firsts = [team[0] for team in teams]
    others = [row for team in teams for row in team[1:]][: positions - len(firsts)]
    if len(firsts) < companies or len(firsts) + len(others) < positions:
        raise StageError
    return firsts + others


def build_booths(
    *, fair: Fair, vacancies: Sequence[Vacancy], officer: User, unready: Sequence[BoothState] = ()
) -> list[Position]:
    """Give every company of the vacancies a booth; the last ones stay in the states `unready`.

    Returns the positions that the public sees.
    """
    shown: list[Position] = []
    by_company: dict[Company, list[Vacancy]] = {}
    for vacancy in vacancies:
        assert vacancy.company  # noqa: S101 - of the stage
        by_company.setdefault(vacancy.company, []).append(vacancy)
    ends = [BoothState.READY] * (len(by_company) - len(unready)) + list(unready)
    for place, ((company, own), end) in enumerate(zip(by_company.items(), ends, strict=True)):
        member = Member.objects.owners().filter(company=company).select_related("user").first()
        assert member  # noqa: S101 - every company has an owner
        booth = apply_for_booth(fair=fair, company=company, by=member.user)
        shown += _build(booth, member, vacancies=own, officer=officer, end=end, place=place)
    return shown


def _build(
    booth: Booth,
    member: Member,
    *,
    vacancies: Sequence[Vacancy],
    officer: User,
    end: BoothState,
    place: int,
) -> list[Position]:
    """Lead a booth to where it ends; return its positions when the public sees it."""
    if end == BoothState.APPLIED:
        return []
    reason = {BoothState.RETURNED: "Tulis sambutan dan unggah logo yang terbaca."}.get(end, "")
    if end == BoothState.RETURNED:
        decide_booth(booth=booth, to=end, officer=officer, reason=reason)
        return []
    decide_booth(booth=booth, to=BoothState.APPROVED, officer=officer)
    positions = [
        propose_position(booth=booth, vacancy=vacancy, by=member.user) for vacancy in vacancies
    ]
    if end == BoothState.APPROVED:
        return []
    for position in positions:
        decide_position(position=position, to=PositionState.VERIFIED, officer=officer)
    _furnish(booth, member, place)
    open_booth(booth=booth, by=member.user)
    if end == BoothState.SUSPENDED:
        reason = "Pelamar melaporkan pungutan. Sedang diperiksa."
        decide_booth(booth=booth, to=end, officer=officer, reason=reason)
        return []
    return positions


def _furnish(booth: Booth, member: Member, place: int) -> None:
    """Give the booth a logo, somebody who stands in it, and its hours."""
    if member.user.last_login is None:
        User.objects.filter(pk=member.user.pk).update(last_login=clock.now())
    BoothStaff.objects.get_or_create(booth=booth, member=member)
    fair = booth.fair
    day = timezone.localdate(fair.opens_at)
    rows = []
    while day <= timezone.localdate(fair.closes_at):
        rows.append(
            BoothHours(booth=booth, day=day, starts=fair.morning_from, ends=fair.morning_until)
        )
        day += timedelta(days=1)
    BoothHours.objects.bulk_create(rows, ignore_conflicts=True)
    text = f"Selamat datang di stan {booth.company}. Kami menjawab setiap lamaran."
    Booth.objects.filter(pk=booth.pk).update(logo=_logo(booth.company.name, place), about=text)


def _logo(name: str, place: int) -> StoredFile:
    """Save a drawn logo: the first letters of the name on a colour."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper())[-2:]
    image = Image.new("RGB", (LOGO, LOGO), COLOURS[place % len(COLOURS)])
    draw = ImageDraw.Draw(image)
    draw.text((LOGO / 2, LOGO / 2), letters, fill="white", font_size=110, anchor="mm")
    file = io.BytesIO()
    image.save(file, "PNG")
    with storage.incoming() as target:
        target.write(file.getvalue())
        path = storage.keep(target)
    return StoredFile.objects.create(
        path=path,
        original_name=f"logo-{place}.png",
        content_type="image/png",
        size=file.tell(),
        sha256=hashlib.sha256(file.getvalue()).hexdigest(),
        width=LOGO,
        height=LOGO,
    )


def make_people(number: int, *, domain: str, seed: int) -> list[Seeker]:
    """Save people with accounts and the basics of a profile; `domain` tells them from others."""
    chance = Random(f"{seed}:{domain}")  # noqa: S311
    levels = [AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE]
    areas = Area.objects.filter(system=CodeSystem.KEMENDAGRI, level__in=levels)
    villages = list(areas.order_by("code"))
    sexes = [chance.choice(list(Sex)) for _one in range(number)]
    users = User.objects.bulk_create(
        User(
            name=draw_name(sex, chance),
            email=f"pelamar{place}@{domain}",
            kind=Kind.SEEKER,
            password=make_password(None),
        )
        for place, sex in enumerate(sexes, start=1)
    )
    seekers = Seeker.objects.bulk_create(
        Seeker(
            user=user,
            name=user.name,
            sex=sex,
            birth_date=FIRST_BIRTHDAY + timedelta(days=chance.randrange(BIRTHDAYS)),
            area=chance.choice(villages),
        )
        for user, sex in zip(users, sexes, strict=True)
    )
    Education.objects.bulk_create(
        Education(seeker=seeker, level=chance.choice(LEVELS), school="") for seeker in seekers
    )
    return seekers
