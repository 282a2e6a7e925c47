"""What came from the ministry, as everybody and officers see it: accessible, and fits a phone."""

import itertools

from integration.enums import Kind, Mode, QuarantineState
from integration.models import RemoteCompany, RemoteSeeker, Stream
from jobs.enums import ApplyMode, Source
from seekers.services.profile import start_profile
from sikas.clock import now
from tests.browser import measures
from tests.browser.test_every_page import SCHEMES, WIDTHS, check
from tests.gates.world import World
from tests.integration.quarantined import a_quarantined_item
from tests.integration.records import a_record_that_waits
from tests.integration.wire import company, pulled, resident
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.seekers.factories import SeekerFactory
from tests.training.factories import (
    InterestFactory,
    ProgrammeFactory,
    ProviderFactory,
    ScheduleFactory,
)

QUEUES = "/admin/antrean/kemnaker/"
LONG = "x" * 120
NIK, NIB = "1209190101900777", "9120000000777"


def public_pages(world: World) -> list[tuple[str, str]]:
    """Save what was mirrored; return its addresses and who looks."""
    vacancy = VacancyFactory.create(
        source=Source.KARIRHUB,
        apply_mode=ApplyMode.EXTERNAL,
        apply_url="https://portal.contoh.id/1",
        title=f"Mandor {LONG}"[:120],
    )
    wanted = ScheduleFactory.create(programme__mirrored=True).programme
    person = world.estates["seeker"].person
    InterestFactory.create(programme=wanted, seeker=start_profile(person=person))
    names = {"name": LONG, "address": LONG, "place_name": LONG, "phone": LONG[:40]}
    closed = ProgrammeFactory.create(
        closed=True,
        title=LONG,
        field=LONG[:100],
        provider=ProviderFactory.create(website=f"https://{LONG}.example/", **names),
    )
    return [
        ("/lowongan/?wilayah=x&asal=karirhub", "anonymous"),
        (vacancy.get_absolute_url(), "anonymous"),
        (vacancy.get_absolute_url(), "seeker"),
        (f"/pelatihan/?tempat={LONG}&q={LONG}&halaman=x&kejuruan={LONG[:100]}", "anonymous"),
        (wanted.get_absolute_url(), "anonymous"),
        (wanted.get_absolute_url(), "seeker"),
        (closed.get_absolute_url(), "anonymous"),
        ("/pelatihan/minat-saya/", "seeker"),
    ]


def officers_pages() -> list[tuple[str, str]]:
    """Save what waits, what is joined and what was put aside; return addresses and who looks."""
    item, settled = (
        a_quarantined_item(got=LONG, payload=payload, state=state, settled_at=at)
        for payload, state, at in (
            ("", QuarantineState.OPEN, None),
            ("", QuarantineState.RESOLVED, now()),
        )
    )
    CompanyFactory.create(name="PT Sawit")  # a candidate of what waits
    waiting = a_record_that_waits()
    ours = CompanyFactory.create(nib=NIB), SeekerFactory.create(number=NIK, name="Suharto")
    pulled(Kind.COMPANIES, [company(1, nib=NIB)], mode=Mode.CHANGES)
    pulled(Kind.SEEKERS, [resident(1, nik=NIK)], mode=Mode.CHANGES)
    joined = RemoteCompany.objects.get(company=ours[0]), RemoteSeeker.objects.get(seeker=ours[1])
    Stream.objects.filter(kind=Kind.SEEKERS).update(held=3)
    pages = [
        (f"/admin/sinkronisasi/karantina/{item.pk}/", "administrator"),
        (f"/admin/sinkronisasi/karantina/{settled.pk}/", "administrator"),
        ("/admin/sinkronisasi/karantina/?data=x&alasan=x", "administrator"),
        ("/admin/sinkronisasi/pencari-kerja/", "administrator"),
        ("/admin/sinkronisasi/pencari-kerja/penutupan/", "administrator"),
    ]
    for slug, pair, role in (
        ("perusahaan", joined[0], "verifier"),
        ("pencari-kerja", joined[1], "counter"),
    ):
        pages += [
            (f"{QUEUES}{slug}/{rest}", role)
            for rest in ("", f"{waiting.pk}/", f"{pair.pk}/data/", "diabaikan/")
        ]
    return pages


def test_bars_of_a_phone_cover_nothing_that_has_the_focus(look, in_site):
    programme = in_site(lambda: ScheduleFactory.create(programme__mirrored=True)).programme
    tab = look(programme.get_absolute_url(), "seeker", 360, "light")
    assert measures.hidden_focus(tab.page, 360) == []


def test_pages_are_accessible_and_fit(look, in_site, site):
    looks = itertools.cycle(itertools.product(WIDTHS, SCHEMES))
    pages = in_site(lambda: public_pages(site.world) + officers_pages())
    for (address, role), (width, scheme) in zip(pages, looks, strict=False):
        check(look, address, role, width, scheme)
