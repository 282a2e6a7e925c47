"""Some forty invented job seekers in every state of completeness, two of them with an account."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from seekers.demo.names import draw_name
from seekers.demo.pictures import add_paper
from seekers.enums import DocumentKind, LanguageLevel, MaritalStatus, Religion, Sex, Visibility
from seekers.models import Seeker, SeekerDisability
from seekers.nik import WOMEN, Nik
from seekers.services.disability import CONSENT_VERSION
from seekers.services.identity import give_nik
from sikas.accounts.models import User
from sikas.reference.enums import AreaLevel, CodeSystem, Disability, EmploymentType
from sikas.reference.models import Area
from sikas.reference.selectors import search_occupations

LIVES = Path(__file__).with_name("data") / "lives.toml"
NUMBER = 40
STAGES = 6  # 0: a name alone; 1: an identity; from 2 a life; 5: every paper too
HALF, FULL = 2, STAGES - 1
CONFLICTS = (17, 29)  # people who gave the NIK of the one before them
DISABLED = {11: Disability.PHYSICAL, 23: Disability.HEARING}
PAPERS = (DocumentKind.KTP, DocumentKind.DIPLOMA, DocumentKind.PHOTO)
PAYS = (None, 2_800_000, 3_300_000, 4_000_000)
MOVES = 0.4
SCHOOL_YEARS = 18
LATEST = date(2026, 2, 1)
LOCAL = ("Bahasa Melayu", "Bahasa Jawa", "Bahasa Batak Toba", "Bahasa Minang")


@transaction.atomic
def load(*, now: datetime, accounts: Sequence[User], seed: int) -> bool:
    """Write the people, unless there is a job seeker; tell whether it did.

    `accounts` get a profile each: the first a full one, the others one that is begun.
    """
    if Seeker.objects.exists():
        return False
    lives = tomllib.loads(LIVES.read_text())["life"]
    levels = [AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE]
    areas = Area.objects.filter(system=CodeSystem.KEMENDAGRI, level__in=levels)
    villages = list(areas.select_related("parent").order_by("code"))
    numbers: list[Nik] = []
    for number in range(NUMBER):
        chance = Random(f"{seed}:people:{number}")  # noqa: S311
        user = accounts[number] if number < len(accounts) else None
        seeker, nik = _person(number, user, chance.choice(villages), now, chance)
        numbers.append(numbers[-1] if number in CONFLICTS else nik)
        stage = number % STAGES if user is None else FULL if number == 0 else HALF
        _tell(seeker, stage, numbers[-1], chance)
        if stage >= HALF:
            _tell_life(seeker, stage, number, lives[number % len(lives)], chance)
        if stage == FULL:
            for kind in PAPERS:
                add_paper(seeker, kind, number)
        elif stage == FULL - 1:
            add_paper(seeker, DocumentKind.KTP, number)
    return True


def _person(
    number: int, user: User | None, village: Area, now: datetime, chance: Random
) -> tuple[Seeker, Nik]:
    """Return a person that is not saved yet, with all that a card asks for, and his NIK.

    The serial of the NIK is below those of `bulk`.
    """
    sex = Sex.FEMALE if number % 2 == 0 else Sex.MALE
    born = date(1970 + chance.randrange(36), chance.randrange(1, 13), chance.randrange(1, 29))
    place = village.code.replace(".", "")[:6]
    day = born.day + WOMEN * (sex == Sex.FEMALE)
    seeker = Seeker(
        user=user,
        name=user.name if user else draw_name(sex, chance),
        phone=(user.phone or "") if user else f"+628126003{number:04}",
        sex=sex,
        birth_place=village.parent.name if village.parent else "",
        birth_date=born,
        marital_status=chance.choice(MaritalStatus.values),
        religion=chance.choice(Religion.values),
        area=village,
        address=f"Dusun {chance.randrange(1, 12)}, Jalan Mawar No. {chance.randrange(1, 90)}",
        created_at=now - timedelta(days=1 + number * 3),
        updated_at=now - timedelta(days=number),
        visibility=Visibility.VERIFIED if number % 2 else Visibility.APPLIED,
    )
    return seeker, Nik(f"{place}{day:02}{born:%m%y}{number + 1:04}")


def _tell(seeker: Seeker, stage: int, nik: Nik, chance: Random) -> None:
    """Save as much of the person as the stage says."""
    if stage == 0:
        seeker.sex = seeker.marital_status = seeker.religion = seeker.birth_date = None
        seeker.birth_place = ""
    if stage <= 1:
        seeker.area, seeker.address = None, ""
    if stage >= HALF:
        seeker.wished_employment = chance.sample(EmploymentType.values, 2)
        seeker.wished_pay = chance.choice(PAYS)
        seeker.ready_to_move = chance.random() < MOVES
    seeker.save()
    if stage > 0:
        give_nik(seeker=seeker, number=nik)


def _tell_life(
    seeker: Seeker, stage: int, number: int, life: Mapping[str, Any], chance: Random
) -> None:
    """Save schools, jobs, skills and wishes of the person."""
    left = (seeker.birth_date.year if seeker.birth_date else 1990) + SCHOOL_YEARS
    seeker.education.create(
        level=life["level"], school=life["school"], major=life["major"], graduated=left
    )
    for name in life["skills"]:
        seeker.skills.create(name=name)
    found = search_occupations(life["wish"], limit=2)
    seeker.wished_occupations.set([row.id for row in found])
    if stage == HALF:
        return
    seeker.wished_areas.set([seeker.area.parent] if seeker.area and seeker.area.parent else [])
    seeker.languages.create(name="Bahasa Indonesia", level=LanguageLevel.FLUENT)
    seeker.languages.create(name=chance.choice(LOCAL), level=LanguageLevel.FLUENT)
    jobs = list(zip(life["jobs"], life["employers"], strict=False))
    for place, (position, employer) in enumerate(jobs):
        started = date(max(left + 1, 2012) + 3 * (len(jobs) - place), 2 + place, 1)
        seeker.experience.create(
            position=position,
            employer=employer,
            occupation_id=found[0].id if found and place == 0 else None,
            started=min(started, LATEST),
            ended=None if place == 0 else min(date(started.year + 2, 11, 1), LATEST),
            description=life["did"] if place == 0 else "",
        )
    if number in DISABLED:
        SeekerDisability.objects.create(
            seeker=seeker, kinds=[DISABLED[number]], consent_version=CONSENT_VERSION
        )
