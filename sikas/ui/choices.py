"""A choice among the rows of a code list, grouped by the row above each: desa by kecamatan."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.functional import Promise

from sikas.reference.enums import AreaLevel
from sikas.reference.models import Area, Industry, Office


def villages() -> "QuerySet[Area]":
    """Return the desa and kelurahan of this office's regency, by kecamatan and name."""
    levels = (AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE)
    regency = Office.objects.current().area_id
    found = Area.objects.active().filter(parent__parent=regency, level__in=levels)
    return found.select_related("parent").order_by("parent__name", "parent", "name", "code")


def industries() -> "QuerySet[Industry]":
    """Return the divisions of the newest KBLI, by letter and code."""
    newest = Industry.objects.order_by("-edition").values("edition")[:1]
    found = Industry.objects.filter(edition=newest, digits=2, is_active=True)
    return found.select_related("parent").order_by("parent__code", "code")


class _Groups(ModelChoiceIterator):
    """Options under the name of the row above them."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for parent, rows in groupby(self.queryset, key=lambda row: row.parent):
            yield str(parent), [self.choice(row) for row in rows]


class GroupedChoiceField(forms.ModelChoiceField):
    """A select of `rows()`, which name their `parent`, with a group of options for each parent.

    With `narrow`, scripts put a select of the groups before it, called so: choosing a kecamatan
    leaves its desa. Without scripts the whole list stays.
    """

    iterator = _Groups

    def __init__(
        self, *, rows: "Callable[[], QuerySet[Any]]", narrow: str | Promise = "", **kwargs: Any
    ) -> None:
        super().__init__(queryset=None, **kwargs)
        self.rows = rows
        if narrow:
            self.widget.attrs["data-narrow"] = narrow

    def __deepcopy__(self, memo: dict[int, Any]) -> "GroupedChoiceField":
        """Give each form the list as it is now."""
        field = super().__deepcopy__(memo)
        field.queryset = self.rows()
        return field
