"""The figures of a fair: every number of its report, by hand and by its own reconciliation."""

from datetime import date, timedelta

import pytest
from django.db import connection

from jobfair.counting import count
from jobfair.enums import BoothState, FairState, PositionState, Way
from jobfair.models import Entry, Fair, FairReport
from jobfair.report.checks import difference
from jobfair.services import fairs
from jobfair.services.reporting import NoReportError, NotDueError, freeze_due, freeze_report
from jobfair.tasks import freeze_reports
from jobs.enums import ApplicationState, PlacementKind, RejectReason
from jobs.models import Placement
from jobs.services.applying import withdraw_application
from jobs.services.placing import hire_applicant
from seekers.enums import Sex
from seekers.services.disability import tell_disability
from seekers.services.merging import merge
from sikas import clock as time
from sikas.accounts import roles
from sikas.accounts.services.erasure import erase_person
from sikas.personal_data import Person
from sikas.workflow.transitions import transition
from tests.factories import make_officer
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobfair.reports import AFTER, positions, send
from tests.jobs.applicants import account_of, ready_seeker
from tests.jobs.factories import OwnerFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def freeze(fair, version=0):
    report = freeze_report(fair=fair, version=version)
    assert difference(report.figures["checks"]) == 0, report.figures["checks"]
    return FairReport.objects.get(pk=report.pk).figures


def people(figures, name):
    return {label: number for label, number in figures["people"][name] if number}


def states(figures):
    return {state: number for state, number, _people in figures["states"] if number}


def test_summary_counts_places_people_and_what_they_sent(clock):
    first, second, third = positions(2, 1)
    both, once, gone = (ready_seeker() for _one in range(3))
    for position in (first, third):
        send(position, both)
    send(second, once, way=Way.HALL)
    withdraw_application(application=send(first, gone), by=account_of(gone))
    clock.move(AFTER)
    figures = freeze(first.fair)
    summary = figures["summary"]
    assert (summary["companies"], summary["positions"]) == (2, 3)
    assert summary["openings"] == sum(p.vacancy.openings for p in (first, second, third))
    assert (summary["registered"], summary["applicants"]) == (3, 2)
    assert (summary["applications"], summary["withdrawn"]) == (3, 1)
    assert {row["company_id"]: row["applications"] for row in figures["companies"]} == {
        first.booth.company_id: 2,
        third.booth.company_id: 1,
    }
    assert [row["applications"] for row in figures["positions"]].count(1) == 3
    assert people(figures, "way") == {"Situs": 1, "Aula": 1}
    assert sum(number for _hour, number, _people in figures["hours"]) == 3
    assert states(figures) == {"sent": 3}
    wall = count(first.fair)
    assert (wall.companies, wall.positions, wall.people) == (2, 3, summary["applicants"])
    assert (wall.applications, wall.withdrawn) == (3, 1)


def test_groups_describe_each_person_once_as_in_the_first_application(clock):
    one, other = positions(2)
    woman = ready_seeker(birth_date=date(time.now().year - 20, 1, 1))
    man = ready_seeker(sex=Sex.MALE, birth_date=date(time.now().year - 60, 1, 1))
    tell_disability(seeker=man, kinds=["physical"], needs="", released=True)
    tell_disability(seeker=woman, kinds=["visual"], needs="", released=False)
    send(one, woman)
    send(other, woman)
    send(one, man)
    clock.move(AFTER)
    figures = freeze(one.fair)
    assert people(figures, "sex") == {"Laki-laki": 1, "Perempuan": 1}
    assert people(figures, "education") == {"SMK": 2}
    assert set(people(figures, "age")) == {"20–29", "55 ke atas"}
    assert people(figures, "disability") == {
        "Penyandang disabilitas (dibuka oleh orangnya)": 1,
        "Tidak disebut": 1,
    }
    assert sum(people(figures, "district").values()) == 2


def test_later_versions_know_the_outcomes_and_the_first_stays(clock):
    (position,) = positions(1)
    hired, refused, silent = (send(position) for _one in range(3))
    owner = OwnerFactory(company=position.booth.company).user
    clock.move(AFTER)
    first = freeze(position.fair)
    clock.move(DAY)
    today = time.now().date()
    place = hire_applicant(application=hired, kind=PlacementKind.AKL, started_on=today, by=owner)
    transition(refused, ApplicationState.NOT_SELECTED, by=owner, reject_reason=RejectReason.FILLED)
    clock.move(14 * DAY)
    later = freeze(position.fair, 14)
    assert freeze(position.fair) == first
    assert (first["summary"]["answered"], first["summary"]["hired"]) == (0, 0)
    assert (later["summary"]["answered"], later["summary"]["hired"]) == (2, 1)
    assert states(later) == {"hired": 1, "not_selected": 1, "sent": 1}
    (row,) = later["companies"]
    assert row["states"] == states(later)
    assert abs(row["usual"] - (AFTER + DAY).total_seconds()) < 60
    assert silent.state == ApplicationState.SENT
    Placement.objects.filter(pk=place.pk).update(state="void")
    clock.move(16 * DAY)
    assert freeze(position.fair, 30)["summary"]["hired"] == 0


def test_withdrawing_after_the_end_still_counts(clock):
    (position,) = positions(1)
    sent = send(position)
    clock.move(AFTER)
    withdraw_application(application=sent, by=account_of(sent.seeker))
    figures = freeze(position.fair)
    assert (figures["summary"]["applications"], figures["summary"]["withdrawn"]) == (1, 0)
    assert states(figures) == {"withdrawn": 1}


def test_erased_person_stays_counted_without_a_word_about_it(clock):
    (position,) = positions(1)
    seeker = send(position).seeker
    clock.move(AFTER)
    erase_person(Person(user_id=seeker.user_id, seeker_id=seeker.pk))
    figures = freeze(position.fair)
    assert figures["summary"]["applicants"] == 1
    for name in ("sex", "age", "education", "district"):
        assert people(figures, name) == {"Tidak diketahui": 1}


def test_merged_profiles_are_one_applicant(clock):
    one, other = positions(2)
    keep, gone = ready_seeker(user=None, phone="+6281234567891"), ready_seeker()
    send(one, gone)
    send(other, gone)
    clock.move(AFTER)
    merge(keep=keep, gone=gone, officer=make_officer(roles.COUNTER), account=account_of(gone))
    figures = freeze(other.fair)
    assert (figures["summary"]["applicants"], figures["summary"]["applications"]) == (1, 2)
    assert {entry.application.seeker for entry in Entry.objects.all()} == {keep}


def test_fair_without_anybody_has_a_report_of_zeros(clock):
    fair = FairFactory()
    clock.move(AFTER)
    figures = freeze(fair)
    assert set(figures["summary"].values()) == {0}
    assert figures["companies"] == figures["positions"] == []


def stepped(row, *steps):
    for to_state, at in steps:
        before = row.transitions.order_by("-at").first()
        row.transitions.create(
            from_state=before.to_state if before else "", to_state=to_state, at=at
        )


def test_only_what_stood_while_the_fair_ran_is_counted(clock):
    fair = FairFactory()
    opens, closes = fair.opens_at, fair.closes_at
    left = BoothFactory(fair=fair, state=BoothState.SUSPENDED)
    stepped(left, ("ready", opens - DAY), ("suspended", opens + DAY))
    early = BoothFactory(fair=fair, state=BoothState.APPROVED)
    stepped(early, ("ready", opens - 2 * DAY), ("approved", opens - DAY))
    late = BoothFactory(fair=fair)
    stepped(late, ("ready", closes + timedelta(seconds=30)))
    stepped(
        position_in(booth=left, state=PositionState.CLOSED),
        ("verified", opens),
        ("closed", opens + DAY),
    )
    position_in(booth=left, state=PositionState.PROPOSED)
    position_in(booth=early)
    clock.move(AFTER)
    figures = freeze(fair)
    assert [row["company_id"] for row in figures["companies"]] == [left.company_id]
    assert figures["summary"]["positions"] == 1


def test_incidents_and_earlier_fairs_stand_in_the_report(clock):
    officer = make_officer(roles.FAIR_MANAGER)
    old = FairFactory(name="Job Fair Lama", over=True)
    freeze(old)
    fair = FairFactory()
    fairs.extend_fair(fair=fair, until=fair.closes_at + DAY, by=officer, reason="Listrik padam.")
    fairs.pause_fair(fair=fair, by=officer, reason="Gangguan jaringan.")
    fairs.resume_fair(fair=Fair.objects.get(pk=fair.pk), by=officer)
    clock.move(AFTER + 2 * DAY)
    figures = freeze(fair)
    kinds = [what for _at, what, _text in figures["events"]]
    assert kinds.count("Perubahan waktu") == 1
    assert {"Dijeda", "Diumumkan", "Pengumuman"} <= set(kinds)
    assert [one["name"] for one in figures["earlier"]] == ["Job Fair Lama"]


def test_report_waits_for_the_grace_and_is_made_once(clock):
    (position,) = positions(1)
    fair = position.fair
    for moment in (fair.closes_at - DAY, fair.closes_at + timedelta(seconds=59)):
        clock.freeze(moment)
        with pytest.raises(NotDueError, match="baru dapat dibekukan"):
            freeze_report(fair=fair, version=0)
    clock.freeze(fair.closes_at + timedelta(seconds=60))
    assert freeze_report(fair=fair, version=0) == freeze_report(fair=fair, version=0)
    with pytest.raises(NotDueError):
        freeze_report(fair=fair, version=14)
    with pytest.raises(ValueError, match="7"):
        freeze_report(fair=fair, version=7)
    fair.refresh_from_db()
    assert fair.state == FairState.REPORTED
    assert fair.transitions.filter(to_state=FairState.REPORTED).count() == 1


@pytest.mark.parametrize("state", (FairState.PAUSED, FairState.CANCELLED, FairState.DRAFT))
def test_fair_that_was_not_held_has_no_report(state):
    fair = FairFactory(over=True, state=state, paused_at=time.now())
    with pytest.raises(NoReportError):
        freeze_report(fair=fair, version=0)
    assert freeze_due() == 0


def test_task_freezes_what_is_due(clock):
    fair = FairFactory(over=True)
    freeze_reports()
    assert [report.version for report in fair.reports.all()] == [0]
    clock.move(61 * DAY)
    assert freeze_due() == 3
    assert freeze_due() == 0
    assert [report.version for report in fair.reports.order_by("version")] == [0, 14, 30, 60]


def test_difference_is_told(clock):
    (position,) = positions(1)
    send(position)
    clock.move(AFTER)
    with connection.cursor() as cursor:
        cursor.execute("update jobfair_participant set used = 2")
    report = freeze_report(fair=position.fair, version=0)
    wrong = [check["what"] for check in report.figures["checks"] if check["difference"]]
    assert wrong == ["Lamaran"]
