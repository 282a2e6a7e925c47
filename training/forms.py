"""How officers write a programme of this office."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

from sikas.digits import are_digits
from training.models import Programme
from training.models.programmes import MAX_HOURS, MAX_TEXT

MARK = "|"  # stands between a topic and its hours
LONGEST_TOPIC = 200


class TopicsField(forms.CharField):
    """Topics as lines, each with its hours behind a mark; in Python the list of the model."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_length=MAX_TEXT,
            widget=UnfoldAdminTextareaWidget(attrs={"rows": 6}),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the lines of a list; what was typed stays as it is."""
        return topic_lines(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Return the list that the lines say; raises ValidationError naming the first bad line."""
        return list(_topics(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lines with lines."""
        return bool(super().has_changed(self.prepare_value(initial), data))


class ProgrammeForm(forms.ModelForm):
    """A programme of this office."""

    topics = TopicsField(
        label=gettext_lazy("Materi"),
        help_text=gettext_lazy("Satu materi per baris, jamnya di belakang tanda |: Las dasar | 40"),
    )

    class Meta:
        model = Programme
        fields = (
            "provider", "code", "title", "field", "hours", "description", "topics", "is_hidden",
        )  # fmt: skip


def topic_lines(topics: list[dict[str, Any]]) -> str:
    """Return topics as an officer types them."""
    return "\n".join(
        f"{topic['title']} {MARK} {topic['hours']}" if topic.get("hours") else str(topic["title"])
        for topic in topics
    )


def _topics(text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        title, _mark, hours = (part.strip() for part in line.rpartition(MARK))
        title, hours = (title, hours) if _mark else (hours, "")
        if not line.strip():
            continue
        if hours and not (are_digits(hours) and 0 < int(hours) <= MAX_HOURS):
            raise ValidationError(_("Baris %s: jam harus angka, misalnya 40.") % number)
        if not title or len(title) > LONGEST_TOPIC:
            raise ValidationError(
                _("Baris %(line)s: tulis nama materi, paling panjang %(most)s huruf.")
                % {"line": number, "most": LONGEST_TOPIC}
            )
        yield {"title": title, "hours": int(hours) if hours else None}
