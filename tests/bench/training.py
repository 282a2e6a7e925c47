"""The pages of training with 10,000 and 100,000 programmes: CPU, queries, and how they grow."""

import itertools
import os
from collections.abc import Iterator

from django.db import connection

from tests.bench.pages import GROWTH, Kind, queries
from tests.bench.portal import database, portal
from tests.bench.registry import Result, benchmark
from training.models import Programme

SIZES = tuple(map(int, os.environ.get("BENCH_ROWS", "10000,100000").split(",")))
LAST_PAGE = 50
# As the national portal is: many training centres everywhere, a few fields that have most of the
# programmes, titles of a few words, and a batch of the past beside one or two that come.
PROVIDERS = """
    insert into training_provider (name, area_id, place_name, source)
    select 'BLK ' || a.name || ' ' || n, case when n % 10 = 0 then a.id end,
        case when n % 10 = 0 then '' else 'Kab. Contoh ' || n % 90 || ', Jawa Tengah' end,
        case when n % 10 = 0 then 'local' else 'kemnaker' end
    from generate_series(1, 300) n
    join (select id, name, row_number() over (order by id) as place from reference_area
        where system = 'kemendagri' and level = 'district') a
        on a.place = 1 + n % (select count(*) from reference_area
            where system = 'kemendagri' and level = 'district')
"""
PROGRAMMES = """
    with words as (select
        '{Juru,Operator,Teknisi,Perancang,Pengawas,Dasar,Lanjutan,Pembuatan,Perawatan,Pemasangan}'
            ::text[] as kind,
        '{Las,Menjahit,Komputer,Barista,Otomotif,Listrik,Pendingin,Bangunan,Kecantikan,Tata Boga,
            Perhotelan,Pertanian,Alat Berat,Desain Grafis,Bahasa Inggris,Pemrograman,Mekatronika,
            Pemasaran Digital,Administrasi Perkantoran,Budi Daya Ikan}'::text[] as subject,
        '{Industri,Rumah Tangga,Kantor,Kapal,Pabrik,Desa,Ekspor,Mandiri,Terpadu,Modern,Hemat}'
            ::text[] as whose
    ), numbers as (
        select n, 1 + (20 * power(hashint4(n) & 65535, 2) / power(65536, 2))::int %% 20 as subject
        from generate_series(1, %s) n
    )
    insert into training_programme (provider_id, code, title, field, hours, description, topics,
        source, published_at)
    select v.id, 'P-' || n, concat_ws(' ', kind[1 + n %% 10], words.subject[numbers.subject],
            whose[1 + n / 10 %% 11], case when n %% 1000 = 7 then 'Nakhoda' end),
        'Teknik ' || words.subject[numbers.subject], 40 * (1 + n %% 12),
        repeat(concat_ws(' ', 'Peserta belajar', kind[1 + n %% 7], words.subject[1 + n %% 13],
            'di bengkel dengan alat', whose[1 + n %% 11], 'dan ikut uji kompetensi. '), 6),
        jsonb_build_array(
            jsonb_build_object('title', 'Keselamatan kerja', 'hours', 8),
            jsonb_build_object('title', 'Bahan dan alat ' || whose[1 + n %% 9], 'hours', 24),
            jsonb_build_object('title', 'Praktik ' || kind[1 + n %% 9], 'hours', 80)),
        v.source, sikas_now() - n * interval '1 minute'
    from numbers cross join words
    join (select id, source, row_number() over (order by id) as place from training_provider) v
        on v.place = 1 + n %% 300
"""
SCHEDULES = """
    insert into training_schedule (programme_id, batch, registration_until, starts_on, ends_on,
        quota, registered)
    select p.id, 'Angkatan ' || b, day, day + 7, day + 47, 16, case when p.id % 5 = 0 then 16
        else p.id % 16 end
    from training_programme p cross join generate_series(1, 3) b
    cross join lateral (select current_date - 150 + (60 * b + p.id % 97)::int as day) until
    where p.id % 3 < 2 or b = 1
"""
KINDS = (
    Kind("list", ("/pelatihan/?n={n}",), 4),
    Kind("common", tuple(f"/pelatihan/?q={q}&n={{n}}" for q in ("las", "menjahit", "kantor")), 5),
    Kind("rare", ("/pelatihan/?q=nakhoda&n={n}", "/pelatihan/?q=nakhoda+kapal&n={n}"), 5),
    Kind("none", ("/pelatihan/?q=zeppelin&n={n}", "/pelatihan/?q=las+astronaut&n={n}"), 5),
    Kind("typo", ("/pelatihan/?q=menjahti&n={n}", "/pelatihan/?q=peltihan+komputre&n={n}"), 5),
    Kind(
        "filters",
        (
            "/pelatihan/?kejuruan=Teknik+Las&dibuka=1&n={n}",
            "/pelatihan/?q=operator&kejuruan=Teknik+Listrik&n={n}",
            "/pelatihan/?tempat=kabupaten&n={n}",
        ),
        5,
    ),
    Kind("deep_page", (f"/pelatihan/?halaman={LAST_PAGE}&n={{n}}",), 5),
)


COLD = tuple(
    f"/pelatihan/?q={kind}+{subject}+{whose}&n={{n}}"
    for kind, subject, whose in itertools.product(
        ("juru", "operator", "teknisi", "perancang", "pengawas", "dasar", "perawatan"),
        ("las", "menjahit", "komputer", "barista", "otomotif", "listrik", "pendingin", "bangunan",
         "kecantikan", "perhotelan", "pertanian", "mekatronika", "pemrograman", "administrasi"),
        ("industri", "kantor", "kapal", "pabrik", "desa", "ekspor", "mandiri", "terpadu", "modern",
         "hemat", "tangga", "rumah", "bengkel", "uji", "alat", "kompetensi", "kerja", "bahan",
         "praktik", "teknik"),
    )
)  # fmt: skip


@benchmark("training")
def training() -> Iterator[Result]:
    """CPU of each kind of page, application and database together, and its queries."""
    first: dict[str, float] = {}
    for size in SIZES:
        with database() as name:
            _fill(size)
            with portal(name) as running:
                for kind in (*KINDS, Kind("cold", COLD, 10), _details()):
                    web, stored = running.both(running.client(), *kind.paths)
                    spent = web + stored
                    yield Result(f"training.{size}.{kind.name}", spent, "ms", kind.target)
                    yield Result(f"training.{size}.{kind.name}_database", stored, "ms")
                    yield Result(f"training.{size}.{kind.name}_queries", queries(kind), "queries")
                    growth = spent / first.setdefault(kind.name, spent)
                    if size != SIZES[0]:
                        yield Result(f"training.{kind.name}_growth", growth, "x", GROWTH)


def _details() -> Kind:
    newest = Programme.objects.public().order_by("-published_at", "-pk")[:20]
    paths = tuple(f"{one.get_absolute_url()}?n={{n}}" for one in newest)
    return Kind("detail", paths, 2)


def _fill(size: int) -> None:
    tables = ("training_programme", "training_schedule")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(PROVIDERS)
        cursor.execute(PROGRAMMES, [size])
        cursor.execute(SCHEDULES)
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")
        cursor.execute(
            "select training_refresh_search(array(select id from training_programme order by id))"
        )
        cursor.execute("vacuum (analyze)")
