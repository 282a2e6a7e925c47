"""Invented records of every kind, the same for the same seed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from integration.simulator import words
from integration.simulator.clock import rfc3339

LONGEST = 8000  # characters of a description
SIXTY_DAYS = 60 * 86_400
Attributes = dict[str, Any]


class Inventor:
    """Makes plausible records, one after another."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same every time
        self.serial = 0

    def identity(self) -> str:
        """Return a new id."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def attributes(self, kind: str, now: datetime) -> Attributes:
        """Return a whole record of a kind."""
        self.serial += 1
        make: dict[str, Callable[[datetime], Attributes]] = {
            "vacancies": self.vacancy,
            "trainings": self.programme,
            "companies": self.company,
            "seekers": self.seeker,
            "placements": self.placement,
        }
        return make[kind](now)

    def change(self, kind: str) -> Attributes:
        """Return attributes that a record of a kind has after somebody touched it."""
        choose = self.random
        if kind == "vacancies":
            lowest = choose.randrange(30, 60) * 100_000
            return {"min_salary_amount": lowest, "max_salary_amount": lowest + 1_500_000}
        if kind == "trainings":
            return {"total_duration": choose.randrange(4, 60) * 10}
        return {"phone": self._phone()} if kind in ("companies", "seekers") else {}

    def vacancy(self, now: datetime, *, home: bool | None = None) -> Attributes:
        """Return a national vacancy; `home` says whether it is one of the regency."""
        choose = self.random
        function = choose.choice(list(words.JOBS))
        industry, titles, skills = words.JOBS[function]
        at_home = self._chance(0.025) if home is None else home
        province, city = words.HOME if at_home else choose.choice(words.PLACES)
        lowest = choose.randrange(28, 80) * 100_000
        title, company = choose.choice(titles), self._company_name()
        age = int(SIXTY_DAYS * choose.random() ** 1.5)
        number = choose.choice((1, 1, 1, 2, 2, 3, 5, 10, 25))
        return {
            "title": title if self._chance(0.8) else f"{title.upper()} - {city}",
            "company_name": company,
            "company_logo_uri": self._logo(),
            "industry_name": industry,
            "job_function_name": function,
            "job_type_name": choose.choice(words.JOB_TYPES),
            "province_name": province,
            "city_name": city,
            "district_name": choose.choice(words.DISTRICTS) if at_home else None,
            "published_at": int(now.timestamp()) - age,
            "show_salary": self._chance(0.6),
            "min_salary_amount": lowest,
            "max_salary_amount": lowest + choose.randrange(0, 30) * 100_000,
            "skills": self._skills(skills),
            "description": self._description(title, company),
            "openings": {"men": 0, "women": 0, "either": number},
            "closes_at": rfc3339(now + timedelta(days=choose.randrange(7, 60))),
            "state": "published",
        }

    def _skills(self, skills: tuple[str, ...]) -> list[Any]:
        chosen = self.random.sample(skills, self.random.randrange(0, len(skills)))
        if self._chance(0.4):
            return [{"value": skill} for skill in chosen]
        return list(chosen)

    def _logo(self) -> str | None:
        if self._chance(0.3):
            return None
        return f"https://static.kemnaker.example/logo/{self.random.getrandbits(40):010x}.png"

    def _description(self, title: str, company: str) -> str:
        choose = self.random
        duties = choose.sample(words.DUTIES, choose.randrange(2, 6))
        demands = choose.sample(words.DEMANDS, choose.randrange(2, 6))
        if self._chance(0.1):  # typed into an editor that writes HTML
            tasks = "".join(f"<li>{duty}</li>" for duty in duties)
            return f"<p>Kami mencari {title} &amp; menawarkan:</p><ul>{tasks}</ul>"
        head = f"{company} membuka kesempatan sebagai {title}.\r\n\r\nTanggung jawab:\r\n"
        text = head + "\r\n".join(f"- {duty}" for duty in duties)
        text += "\r\n\r\nKualifikasi:\r\n" + "\r\n".join(
            f"{n}. {d}" for n, d in enumerate(demands, 1)
        )
        if self._chance(0.01):  # somebody pasted the handbook
            text = (text + "\r\n\r\n") * (LONGEST // len(text) + 1)
        return text[:LONGEST]

    def programme(self, now: datetime) -> Attributes:
        """Return a training programme with its provider and its next dates."""
        choose = self.random
        vocation = choose.choice(list(words.VOCATIONS))
        short, *titles = words.VOCATIONS[vocation]
        created = now - timedelta(days=choose.randrange(30, 900))
        topics = choose.sample(words.TOPICS, choose.randrange(3, 7))
        hours = [choose.randrange(4, 60) for _ in topics]
        code = f"{short[:3].upper()}-{self.serial:05}"
        return {
            "code": code,
            "title": choose.choice(titles),
            "description": f"Pelatihan berbasis kompetensi bidang {vocation.lower()}.",
            "status": choose.choices(("approved", "draft", "archived"), (90, 6, 4))[0],
            "total_duration": sum(hours),
            "version": str(choose.randrange(1, 4)),
            "effective_date": f"{created + timedelta(days=7):%Y-%m-%d}",
            "created_at": rfc3339(created),
            "vocational": {"code": short[:3].upper(), "name": vocation},
            "sub_vocational": {"code": f"{short[:3].upper()}01", "name": short},
            "download_material_uri": f"https://proglat.kemnaker.example/materi/{code}.pdf",
            "program_topics": [
                {"code": f"T{number}", "title": topic, "duration": duration, "type": "core"}
                for number, (topic, duration) in enumerate(zip(topics, hours, strict=True), 1)
            ],
            "institution": self._institution(),
            "schedules": [self._schedule(now) for _ in range(choose.randrange(0, 4))],
        }

    def _institution(self) -> Attributes:
        at_home = self._chance(0.2)
        offered = words.INSTITUTIONS[:2] if at_home else words.INSTITUTIONS[2:]
        chosen = self.random.choice(offered)
        name, province, city, address = chosen
        number = words.INSTITUTIONS.index(chosen)
        return {
            "id": str(UUID(int=number + 1)),
            "name": name,
            "address": address,
            "city_name": city,
            "province_name": province,
            "phone": f"0623 4100{number}",
            "website": f"https://blk{number}.kemnaker.example/",
        }

    def _schedule(self, now: datetime) -> Attributes:
        choose = self.random
        until = now + timedelta(days=choose.randrange(-20, 60))
        start = until + timedelta(days=choose.randrange(5, 20))
        quota = choose.choice((16, 16, 20, 24, 32))
        return {
            "id": self.identity(),
            "batch": f"Angkatan {choose.randrange(1, 9)} Tahun {start:%Y}",
            "registration_until": f"{until:%Y-%m-%d}",
            "start_date": f"{start:%Y-%m-%d}",
            "end_date": f"{start + timedelta(days=choose.randrange(5, 60)):%Y-%m-%d}",
            "quota": quota,
            "registered": choose.randrange(0, quota + 1),
        }

    def company(self, _now: datetime) -> Attributes:
        """Return a company of the regency."""
        choose = self.random
        district = choose.choice(words.DISTRICTS)
        name = self._company_name()
        return {
            "name": name,
            "nib": f"{choose.randrange(1, 10)}{choose.randrange(10**7):07}{self.serial:05}",
            "kbli": choose.choice(words.KBLI),
            "kbli_edition": 2020,
            "address": f"{choose.choice(words.STREETS)} No. {choose.randrange(1, 200)}",
            "city_name": words.HOME[1],
            "district_name": district,
            "phone": self._phone(),
            "email": f"hrd{self.serial}@perusahaan.example",
            "wlkp_number": f"{choose.randrange(10**5):05}.{choose.randrange(2019, 2026)}",
            "verified": self._chance(0.8),
        }

    def _company_name(self) -> str:
        choose = self.random
        first, second = choose.choice(words.FIRST_PARTS), choose.choice(words.SECOND_PARTS)
        form = choose.choice(words.FORMS)
        name = f"{form} {first} {second}{choose.choice(words.LAST_PARTS)}"
        return name.upper() if self._chance(0.3) else name

    def seeker(self, now: datetime) -> Attributes:
        """Return a resident who looks for work."""
        choose = self.random
        sex = choose.choice("LP")
        born = (now - timedelta(days=choose.randrange(18 * 365, 50 * 365))).date()
        number = self.serial
        day = born.day + (40 if sex == "P" else 0)
        district = choose.randrange(8, 33)
        nik = f"{words.HOME_CODE}{district:02}{day:02}{born:%m%y}{number % 9999 + 1:04}"
        first = choose.choice(words.MALE if sex == "L" else words.FEMALE)
        name = f"{first} {choose.choice(words.FAMILY)}".strip()  # one word only, for some
        skills = words.JOBS[choose.choice(list(words.JOBS))][2]
        return {
            "nik": nik,
            "name": name.upper() if self._chance(0.5) else name,
            "birth_date": f"{born:%Y-%m-%d}",
            "birth_place": choose.choice(("Kisaran", "Asahan", "Tanjung Balai", "Medan")),
            "sex": sex,
            "address": f"{choose.choice(words.STREETS)} No. {choose.randrange(1, 200)}",
            "city_name": words.HOME[1],
            "district_name": words.DISTRICTS[district - 8],
            "phone": self._phone(),
            "email": f"warga{number}@surel.example" if self._chance(0.6) else None,
            "education": choose.choice(words.EDUCATION),
            "skills": choose.sample(skills, choose.randrange(0, 4)),
            "registered_at": rfc3339(now - timedelta(minutes=choose.randrange(1, 500_000))),
            "verified": self._chance(0.7),
        }

    def placement(self, now: datetime) -> Attributes:
        """Return a placement."""
        return {
            "nik": self.seeker(now)["nik"],
            "company_nib": self.company(now)["nib"],
            "vacancy_id": None,
            "title": "Operator Produksi",
            "placed_on": f"{now.astimezone(UTC):%Y-%m-%d}",
            "kind": "AKL",
        }

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _phone(self) -> str:
        return f"081200{self.random.randrange(10**6):06}"  # nobody has such a number
