"""Companies and vacancies for tests."""

from datetime import timedelta

import factory

from employers.enums import CompanyState, MemberRole
from employers.models import Company, Member
from jobs.deadlines import OPEN_ENDED
from jobs.enums import ApplyMode, CloseReason, Source, VacancyState
from jobs.models import Vacancy, VacancyReport
from jobs.report_enums import ReportReason
from sikas import clock
from sikas.accounts.models import User


class CompanyFactory(factory.django.DjangoModelFactory):
    """A verified company."""

    name = factory.Sequence(lambda n: f"PT Contoh Kisaran {n}")
    nib = factory.Sequence(lambda n: f"{n:013}")
    state = CompanyState.VERIFIED
    verified_at = factory.LazyFunction(clock.now)

    class Meta:
        model = Company

    class Params:
        submitted = factory.Trait(
            state=CompanyState.SUBMITTED,
            verified_at=None,
            submitted_at=factory.LazyFunction(clock.now),
        )


class VacancyFactory(factory.django.DjangoModelFactory):
    """A published, open vacancy of a verified company."""

    company = factory.SubFactory(CompanyFactory)
    title = factory.Sequence(lambda n: f"Operator Produksi {n}")
    description = "Menjalankan mesin produksi."
    openings_either = 1
    state = VacancyState.PUBLISHED
    published_at = factory.LazyFunction(clock.now)
    closes_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=30))

    class Meta:
        model = Vacancy

    class Params:
        submitted = factory.Trait(
            state=VacancyState.SUBMITTED,
            published_at=None,
            submitted_at=factory.LazyFunction(clock.now),
        )
        draft = factory.Trait(state=VacancyState.DRAFT, published_at=None)
        returned = factory.Trait(state=VacancyState.RETURNED, published_at=None)
        rejected = factory.Trait(state=VacancyState.REJECTED, published_at=None)
        # As the ministry's catalogue tells of it: neither number, end, education nor, here, text.
        mirrored = factory.Trait(
            company=None,
            employer_name="PT Jauh Makmur",
            description="",
            openings_either=0,
            place_name="Kota Bandung, Jawa Barat",
            source=Source.KARIRHUB,
            apply_mode=ApplyMode.EXTERNAL,
            apply_url="https://karirhub.contoh.id/lowongan/7",
            closes_at=OPEN_ENDED,
        )
        over = factory.Trait(
            published_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=9)),
            closes_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=1)),
        )
        expired = factory.Trait(
            over=True,
            state=VacancyState.CLOSED,
            close_reason=CloseReason.EXPIRED,
            closed_at=factory.SelfAttribute("closes_at"),
        )


class ReportFactory(factory.django.DjangoModelFactory):
    """An open report of somebody without an account that a vacancy asks for money."""

    vacancy = factory.SubFactory(VacancyFactory)
    reason = ReportReason.FEE

    class Meta:
        model = VacancyReport


class OwnerFactory(factory.django.DjangoModelFactory):
    """The owner of a company, reached by e-mail."""

    company = factory.SubFactory(CompanyFactory)
    role = MemberRole.OWNER
    user = factory.LazyFunction(
        lambda: User.objects.create_user(
            name="Butet", email=f"butet{User.objects.count()}@contoh.id"
        )
    )

    class Meta:
        model = Member
