"""The open form by the labels that a user reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from widgets.choice_fields import ChoiceField, ChoicesField, ToggleField
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.testkit.pages.page import Page

_FIELD = "field-"
_YES = "ja"


class _Field(Protocol):
    spec: FieldSpec


class FormPage(Page):
    """A form to fill in."""

    SCREEN = "FormDialog"
    HEADING = "dialog-title"

    @property
    def labels(self) -> list[str]:
        """What can be filled in."""
        return [_plain(label) for label in self.screen.query(Label) if (label.id or "").startswith("label-")]

    @property
    def problems(self) -> list[str]:
        """What is refused, from top to bottom."""
        told = [_plain(line).strip() for line in self.screen.query(".form--problem").results(Static)]
        return [line for line in told if line.removeprefix("!").strip()]

    def value(self, label: str) -> str:
        """Return what stands in a field; several choices with commas."""
        field = self._field(label)
        if isinstance(field, Input):
            return field.value
        if isinstance(field, TextArea):
            return field.text
        if isinstance(field, ToggleField):
            return _YES if field.on else "nee"
        if isinstance(field, ChoiceField):
            return dict(field.spec.choices).get(field.key or "", "")
        assert isinstance(field, ChoicesField), f"{label} is another kind of field"
        return ", ".join(words for key, words in field.spec.choices if key in field.keys)

    async def fill(self, values: Mapping[str, str]) -> None:
        """Fill in fields by label, as a user does: type, choose from the list, take several (with commas)."""
        for label, value in values.items():
            field = self._field(label)
            field.focus()
            await self.pages.settle()
            if isinstance(field, ToggleField):
                if field.on != (value.casefold() == _YES):
                    await self.pages.press("space")
            elif isinstance(field, ChoiceField):
                await self.pages.press("space")
                await self.pages.pick(value)
            elif isinstance(field, ChoicesField):
                await self._take(field, label, [part.strip() for part in value.split(",")])
            else:
                assert isinstance(field, (Input, TextArea)), f"{label} is another kind of field"
                field.clear()
                await self.pages.type(value)

    async def save(self) -> None:
        """Save the form."""
        await self.pages.press("ctrl+s")

    async def _take(self, field: ChoicesField, label: str, parts: list[str]) -> None:
        """Take the choices that are these words or else hold them, and no others."""
        known = [words for _, words in field.spec.choices]
        wanted = {words for part in parts for words in known if part == words or (part not in known and part in words)}
        assert all(any(part in words for words in wanted) for part in parts), f"„{label}” biedt: {', '.join(known)}"
        await self.pages.press("home")
        for number, (key, words) in enumerate(field.spec.choices):
            if number:
                await self.pages.press("down")
            if (key in field.keys) != (words in wanted):
                await self.pages.press("space")

    def _field(self, label: str) -> Widget:
        """Return the field with this label, or with this id."""
        fields = [one for one in self.screen.query("*") if (one.id or "").startswith(_FIELD)]
        for field in fields:
            spec = cast("_Field", field).spec
            if label in {spec.label, spec.name}:
                return field
        raise AssertionError(f"Dit formulier heeft geen veld „{label}”, maar wel: {', '.join(self.labels)}")


def _plain(line: Static) -> str:
    found = line.content
    return (found.plain if isinstance(found, Content) else str(found)).removesuffix(" *")
