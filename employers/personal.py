"""What this app keeps of people who act for companies, and how it forgets them.

Companies, their reviews and their history stay: they are the company's. A person's part in them is
a foreign key that the end of his account empties.
"""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from employers.models import Company, CompanyQuerySet, CompanyTransition, Invitation, Member
from sikas.clock import DatabaseNow
from sikas.notifications.services import forget_name
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return the teams, the invitations and the steps that the person took."""
    teams = Member.objects.filter(user_id=person.user_id).select_related("company")
    sections = [
        Section(
            _("Tim perusahaan"),
            [
                {
                    _("Perusahaan"): member.company.name,
                    _("Peran"): str(member.get_role_display()),
                    _("Aktif"): member.is_active,
                }
                for member in teams.order_by("pk")
            ],
        ),
        _invitation_section(person),
        _steps(person),
    ]
    return [section for section in sections if section.rows]


def erase(person: Person) -> None:
    """Forget the person's part in companies.

    Side effects in order: his name in messages to others, invitations to his addresses, companies
    that he leaves without an owner say since when, his memberships.
    """
    _forget_name(person)
    _invitations(person).delete()
    Company.objects.filter(pk__in=_left_alone(person)).update(ownerless_since=DatabaseNow())
    Member.objects.filter(user_id=person.user_id).delete()


def obstacles(person: Person) -> Sequence[str]:
    """Return the companies that need another owner first; a colleague can become one."""
    text = _(
        "Anda satu-satunya pemilik akun %(company)s. Jadikan anggota lain pemilik di halaman tim "
        "perusahaan, lalu hapus akun Anda."
    )
    colleagues = Member.objects.filter(is_active=True).exclude(user_id=person.user_id)
    companies = _left_alone(person).filter(pk__in=colleagues.values("company_id"))
    return [text % {"company": company.name} for company in companies]


def _invitation_section(person: Person) -> Section:
    return Section(
        _("Undangan tim perusahaan"),
        [
            {
                _("Perusahaan"): invitation.company.name,
                _("Dikirim ke"): invitation.address,
                _("Dikirim"): invitation.sent_at,
                _("Berlaku sampai"): invitation.expires_at,
            }
            for invitation in _invitations(person).select_related("company").order_by("pk")
        ],
    )


def _steps(person: Person) -> Section:
    return Section(
        _("Langkah Anda untuk perusahaan"),
        [
            {
                _("Perusahaan"): step.subject.name,
                _("Langkah"): str(step),
                _("Waktu"): step.at,
            }
            for step in CompanyTransition.objects.filter(by_id=person.user_id)
            .select_related("subject")
            .order_by("at", "pk")
        ],
    )


def _left_alone(person: Person) -> CompanyQuerySet:
    """Return the companies of which the person is the only owner."""
    owners = Member.objects.owners()
    mine, others = owners.filter(user_id=person.user_id), owners.exclude(user_id=person.user_id)
    return Company.objects.filter(pk__in=mine.values("company_id")).exclude(
        pk__in=others.values("company_id")
    )


def _invitations(person: Person) -> "QuerySet[Invitation]":
    """Return the invitations to the person."""
    return Invitation.objects.filter(
        Q(address__in=person.contacts) | Q(accepted_by_id=person.user_id, accepted_by__isnull=False)
    )


def _forget_name(person: Person) -> None:
    """Owners read who joined; those who were invited, by whom."""
    accepted = Invitation.objects.filter(accepted_by_id=person.user_id, accepted_by__isnull=False)
    for invitation in accepted:
        forget_name(
            event="employers.team_change", key=f"invitation:{invitation.pk}:", fields=("name",)
        )
    for invitation in Invitation.objects.filter(
        invited_by_id=person.user_id, invited_by__isnull=False
    ):
        forget_name(
            event="employers.invitation", key=f"invitation:{invitation.pk}:", fields=("by",)
        )


KEEPER = Keeper(
    name="employers",
    tables=(
        "employers.CompanyDocument",  # the company's papers; who uploaded them is emptied
        "employers.CompanyTransition",
        "employers.Invitation",
        "employers.Member",
        "employers.Submission",
    ),
    export=export,
    erase=erase,
    obstacles=obstacles,
)
