"""What a company puts into its booth: a welcome, a logo, people, and the hours they are there."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.models import Member
from jobfair.calendar import Span, live_spans
from jobfair.enums import BoothState
from jobfair.models import Booth, BoothHours, BoothStaff
from jobfair.services.booths import takes_companies
from sikas.accounts.models import User
from sikas.documents.enums import IMAGES
from sikas.documents.models import StoredFile
from sikas.documents.services import UploadResult, discard_file, store_files
from sikas.workflow.transitions import transition

# What was returned is corrected in these, and while an officer decides one may go on.
WRITABLE = (BoothState.APPLIED, BoothState.RETURNED, BoothState.APPROVED, BoothState.READY)


class BoothLockedError(ValidationError):
    """The booth is not (yet, or any more) there to be built."""

    def __init__(self) -> None:
        super().__init__(
            _("Stan tidak dapat diubah: belum diajukan, dibekukan, atau job fair sudah selesai.")
        )


class NotOwnMemberError(ValidationError):
    """Somebody is not in the company's team."""

    def __init__(self) -> None:
        super().__init__(_("Pilih anggota tim perusahaan ini."))


class OutsideHoursError(ValidationError):
    """Somebody would stand in the booth outside of the fair's live hours."""

    def __init__(self) -> None:
        super().__init__(_("Isi jam di dalam jam langsung job fair."))


@database.atomic
def write_welcome(*, booth: Booth, text: str) -> Booth:
    """Keep the words of welcome. Raises BoothLockedError."""
    held = _held(booth)
    held.about = text
    held.save(update_fields=["about"])
    return held


def set_logo(*, booth: Booth, upload: UploadedFile) -> UploadResult:
    """Put a picture in the place of the logo; when it is refused, the old one stays.

    Side effects in order: the file, the booth, the old file goes. Raises BoothLockedError.
    """
    with database.atomic():
        _held(booth)

    def attach(file: StoredFile) -> None:
        held = _held(booth)
        old, held.logo = held.logo, file
        held.save(update_fields=["logo"])
        if old:
            discard_file(file=old)

    return store_files(uploads=[upload], accept=IMAGES, attach=attach)[0]


@database.atomic
def remove_logo(*, booth: Booth, by: User) -> Booth:
    """Take the logo away; a booth that was shown is built anew. A second tap changes nothing.

    Side effects in order: the booth is hidden, the logo, the file goes. Raises BoothLockedError.
    """
    held = _held(booth)
    old = held.logo
    if old is None:
        return held
    if held.state == BoothState.READY:
        transition(held, BoothState.APPROVED, by=by)
    held.logo = None
    held.save(update_fields=["logo"])
    discard_file(file=old)
    return held


@database.atomic
def set_staff(*, booth: Booth, members: Collection[Member]) -> None:
    """Let these and no others stand in the booth. Raises BoothLockedError, NotOwnMemberError."""
    held = _held(booth)
    keys = {member.pk for member in members}
    own = Member.objects.filter(company=held.company_id, is_active=True, pk__in=keys)
    if own.count() != len(keys):
        raise NotOwnMemberError
    held.staff.exclude(member__in=keys).delete()
    rows = [BoothStaff(booth=held, member_id=key) for key in sorted(keys)]
    BoothStaff.objects.bulk_create(rows, ignore_conflicts=True)


@database.atomic
def set_hours(*, booth: Booth, spans: Collection[Span]) -> None:
    """Let the booth be staffed in these spans, each inside another one of the fair's.

    Raises BoothLockedError, OutsideHoursError.
    """
    held = _held(booth)
    homes = [span.home(live_spans(held.fair)) for span in spans]
    if None in homes or len(set(homes)) != len(homes):
        raise OutsideHoursError
    held.hours.all().delete()
    BoothHours.objects.bulk_create(BoothHours(booth=held, **span._asdict()) for span in spans)


def _held(booth: Booth) -> Booth:
    """Hold a booth that may be built; raises BoothLockedError."""
    held = Booth.objects.select_for_update(no_key=True, of=("self",)).get(pk=booth.pk)
    if held.state not in WRITABLE or not takes_companies(held.fair_id):
        raise BoothLockedError
    return held
