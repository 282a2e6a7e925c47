"""One record of a vacancy for machines: the API's, and schema.org's JobPosting made from it."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import linebreaks

from jobs.deadlines import is_open_ended
from jobs.enums import SCHEMA_TYPES, ApplyMode, EmploymentType
from jobs.models import Vacancy
from sikas.reference.enums import AreaLevel, EducationLevel
from sikas.reference.models import Area, Office

CURRENCY, PAY_UNIT, COUNTRY = "IDR", "MONTH", "ID"
# schema.org: EducationalOccupationalCredential.credentialCategory, as Google's job search reads it
CREDENTIALS = {
    EducationLevel.SMA: "high school",
    EducationLevel.SMK: "high school",
    EducationLevel.D1: "professional certificate",
    EducationLevel.D2: "associate degree",
    EducationLevel.D3: "associate degree",
    EducationLevel.D4: "bachelor degree",
    EducationLevel.S1: "bachelor degree",
    EducationLevel.PROFESSION: "professional certificate",
    EducationLevel.S2: "postgraduate degree",
    EducationLevel.S3: "postgraduate degree",
}


def vacancy_record(vacancy: Vacancy) -> dict[str, Any]:
    """Return an open vacancy as the public API shows it; times carry the office's offset.

    `vacancy` comes with company, occupation, area and area__parent selected.
    """
    return {
        "id": vacancy.pk,
        "url": settings.SITE_URL + vacancy.get_absolute_url(),
        "title": vacancy.title,
        "description": vacancy.description,
        "requirements": vacancy.requirements,
        "skills": vacancy.skills,
        "employer": _employer(vacancy),
        "occupation": _coded(vacancy.occupation),
        "place": _place(vacancy),
        "employment_type": vacancy.employment_type or None,
        "education": _education_level(vacancy.education),
        "experience_years": vacancy.experience_years,
        "pay": {"min": vacancy.pay_min, "max": vacancy.pay_max, "currency": CURRENCY},
        "openings": {
            "men": vacancy.openings_men,
            "women": vacancy.openings_women,
            "either": vacancy.openings_either,
            "total": vacancy.openings,
        },
        "disabilities": vacancy.disabilities,
        "source": vacancy.source,
        "apply_mode": vacancy.apply_mode,
        "published_at": _moment(vacancy.published_at),
        "closes_at": None if is_open_ended(vacancy.closes_at) else _moment(vacancy.closes_at),
        "updated_at": _moment(vacancy.updated_at),
    }


def job_posting(record: dict[str, Any]) -> dict[str, Any]:
    """Return schema.org's JobPosting for a record of `vacancy_record`."""
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": record["title"],
        "description": _html(record),
        "datePosted": record["published_at"],
        "hiringOrganization": _organization(record["employer"]),
        "jobLocation": {"@type": "Place", "address": _address(record["place"])},
        "identifier": {
            "@type": "PropertyValue",
            "name": record["employer"]["name"],
            "value": str(record["id"]),
        },
        "directApply": record["apply_mode"] == ApplyMode.INTERNAL,
    }
    kind = record["employment_type"]
    told = {
        "employmentType": kind and SCHEMA_TYPES[EmploymentType(kind)],
        "validThrough": record["closes_at"],
        "totalJobOpenings": record["openings"]["total"],
    }
    posting |= {name: value for name, value in told.items() if value}
    return posting | _salary(record["pay"]) | _education(record["education"])


def _moment(value: Any) -> str | None:
    return value and timezone.localtime(value).isoformat(timespec="seconds")


def _coded(row: Any) -> dict[str, str] | None:
    return {"code": row.code, "title": row.title} if row else None


def _employer(vacancy: Vacancy) -> dict[str, Any]:
    company = vacancy.company
    if not company:
        return {"id": None, "name": vacancy.employer_name, "url": None}
    return {
        "id": company.pk,
        "name": company.name,
        "url": settings.SITE_URL + company.get_absolute_url(),
    }


def _place(vacancy: Vacancy) -> dict[str, str | None]:
    if vacancy.country or vacancy.place_name:
        unknown = dict.fromkeys(("district", "district_code", "regency", "province"))
        address = vacancy.address or vacancy.place_name or None
        return {"address": address, **unknown, "country": vacancy.country or COUNTRY}
    area: Area | None = vacancy.area
    village = area and area.level in {AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE}
    district = area.parent if area and village else area
    office = Office.objects.current()
    return {
        "address": vacancy.address or None,
        "district": district.name if district else None,
        "district_code": district.code if district else None,
        "regency": str(office.area) if office.area else None,
        "province": office.area.parent.name if office.area and office.area.parent else None,
        "country": COUNTRY,
    }


def _html(record: dict[str, Any]) -> str:
    parts = [linebreaks(record["description"], autoescape=True)]
    if record["requirements"]:
        parts.append(linebreaks(record["requirements"], autoescape=True))
    return "".join(parts)


def _organization(employer: dict[str, Any]) -> dict[str, str]:
    organization = {"@type": "Organization", "name": employer["name"]}
    return organization | ({"sameAs": employer["url"]} if employer["url"] else {})


def _address(place: dict[str, str | None]) -> dict[str, str]:
    named = {
        "streetAddress": place["address"],
        "addressLocality": ", ".join(filter(None, [place["district"], place["regency"]])),
        "addressRegion": place["province"],
        "addressCountry": place["country"],
    }
    return {"@type": "PostalAddress"} | {key: value for key, value in named.items() if value}


def _salary(pay: dict[str, Any]) -> dict[str, Any]:
    if pay["min"] is None and pay["max"] is None:
        return {}
    bounds = {"minValue": pay["min"], "maxValue": pay["max"]}
    value = {"@type": "QuantitativeValue", "unitText": PAY_UNIT}
    return {
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": CURRENCY,
            "value": value | {key: bound for key, bound in bounds.items() if bound is not None},
        }
    }


def _education_level(level: int | None) -> dict[str, Any] | None:
    return {"level": level, "name": str(EducationLevel(level).label)} if level else None


def _education(education: dict[str, Any] | None) -> dict[str, Any]:
    category = CREDENTIALS.get(EducationLevel(education["level"])) if education else None
    if not category:
        return {}
    credential = {"@type": "EducationalOccupationalCredential", "credentialCategory": category}
    return {"educationRequirements": credential}
