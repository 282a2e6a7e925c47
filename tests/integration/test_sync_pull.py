"""`manage.py sync_pull`: looks without --commit, takes with it, and says when it could not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from integration.enums import Kind, Mode, RunState, Trouble
from integration.management.commands import sync_pull
from integration.models import Stream, SyncRun
from integration.ports import PermanentError
from jobs.models import Vacancy
from tests.integration.wire import Feed, pulled, resident, vacancy

pytestmark = pytest.mark.django_db


class BrokenFeed(Feed):
    """A feed whose key is refused from its second page on."""

    error: BaseException = PermanentError(Trouble.CREDENTIALS, "HTTP 401")

    def page(self, kind, mode, position, since):
        """Fail after the first page."""
        if position:
            raise self.error
        return super().page(kind, mode, position, since)


class InterruptedFeed(BrokenFeed):
    """A feed during whose second page somebody presses Ctrl-C."""

    error = KeyboardInterrupt()


@pytest.fixture
def run(monkeypatch):
    """Return a function that runs the command against a feed."""

    def run(feed: Feed, *args: str, out: StringIO | None = None) -> str:
        monkeypatch.setattr(sync_pull, "Kemnaker", lambda: feed)
        monkeypatch.setattr(sync_pull, "SLICE", -1)  # a page each
        out = out or StringIO()
        call_command("sync_pull", *args, stdout=out)
        return out.getvalue()

    return run


def contents() -> dict[str, str]:
    """Return every table with all that is in it."""
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_stat_user_tables where schemaname = 'public'")
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"select string_agg(t::text, '' order by t::text) from {table} t")  # noqa: S608
            found[table] = cursor.fetchone()[0]
        return found


def numbers(told: str) -> list[int]:
    """Return the counters of the first feed in the table."""
    return [int(cell) for cell in told.splitlines()[1].split() if cell.isdigit()]


def test_look_judges_every_page_and_writes_nothing(run):
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    before = contents()
    feed = Feed([vacancy(1), vacancy(2, title="Kasir")], [vacancy(3), vacancy(4, title="")])
    told = run(feed, "vacancies")
    assert numbers(told) == [4, 1, 1, 1, 0, 0, 1, 0]  # new, updated, unchanged, …, quarantined
    assert "Hitungan saja" in told
    assert contents() == before


def test_look_reads_changes_or_all(run):
    pulled(Kind.SEEKERS, [resident(1)], mode=Mode.CHANGES)
    feed = Feed([resident(1)], mode=Mode.CHANGES)
    run(feed, "seekers")
    run(feed, "seekers", "--snapshot")
    assert [mode for mode, *_ in feed.asked] == [Mode.CHANGES, Mode.SNAPSHOT]


def test_commit_takes_page_by_page_and_sums_up(run, capsys):
    told = run(Feed([vacancy(1)], [vacancy(2)]), "vacancies", "--commit")
    assert numbers(told) == [2, 2, 0, 0, 0, 0, 0, 0]
    assert "Berhasil" in told
    assert Vacancy.objects.count() == 2
    assert SyncRun.objects.get().trigger == "command"
    assert "1 / 2 lowongan nasional" in capsys.readouterr().err


def test_commit_with_snapshot_reads_all(run):
    pulled(Kind.SEEKERS, [resident(1)], mode=Mode.CHANGES)
    feed = Feed([resident(1)], mode=Mode.CHANGES)
    run(feed, "seekers", "--commit", "--snapshot")
    assert feed.asked[0][0] == Mode.SNAPSHOT


@pytest.mark.parametrize("options", [[], ["--commit"]])
def test_feed_that_breaks_fails_the_command_after_all_were_tried(run, options):
    feed = BrokenFeed([vacancy(1)], [vacancy(2)])
    with pytest.raises(CommandError) as caught:
        run(feed, "vacancies", "seekers", *options)
    assert str(caught.value).splitlines() == [
        f"{kind}: Kemnaker menolak kunci akses kita (HTTP 401)."
        for kind in ("Lowongan nasional", "Pencari kerja")
    ]


@pytest.mark.parametrize(
    ("options", "words", "told"),
    [([], "Tidak ada yang disimpan", ""), (["--commit"], "Yang tersimpan tetap ada", "Berjalan")],
)
def test_interrupted_command_sums_up_what_was_committed(run, options, words, told):
    out = StringIO()
    with pytest.raises(CommandError, match=words) as caught:
        run(InterruptedFeed([vacancy(1)], [vacancy(2)]), "vacancies", "seekers", *options, out=out)
    assert caught.value.returncode == 130
    found = SyncRun.objects.values_list("state", "received")
    assert list(found) == [(RunState.RUNNING, 1)] * len(options)
    assert told in out.getvalue()


def test_trouble_of_before_does_not_stop_the_command(run):
    Stream.objects.filter(kind="vacancies").update(trouble=Trouble.TIMEOUT, failures=3)
    run(Feed([vacancy(1)], [vacancy(2)]), "vacancies", "--commit")
    assert SyncRun.objects.get().state == RunState.DONE
    assert Stream.objects.get(kind="vacancies").trouble == ""


def test_busy_stream_is_said(run, monkeypatch):
    monkeypatch.setattr(sync_pull, "pull", lambda *_args, **_options: None)
    with pytest.raises(CommandError, match="sedang dibaca proses lain"):
        run(Feed([]), "vacancies", "--commit")


def test_unknown_kind_is_refused(run):
    with pytest.raises(CommandError, match="people"):
        run(Feed([]), "people")


def test_process_without_keys_leaves_the_streams_as_they_are():
    before = list(Stream.objects.values())
    with pytest.raises(CommandError, match="belum diatur"):
        call_command("sync_pull", "companies", commit=True)
    assert list(Stream.objects.values()) == before
