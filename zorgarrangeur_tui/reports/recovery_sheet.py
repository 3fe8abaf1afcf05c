"""The recovery sheet: one A4 to print at set-up, with which a forgotten passphrase is not the end."""

from __future__ import annotations

from datetime import date

from storage.recovery_code import groups
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.reports.typesetting import typeset

_VAULT_GROUP = 4
_LONGEST_NAME = 120
"""Characters of a name that are printed: the sheet must stay one page."""


def recovery_sheet(
    code: str,
    vault: str,
    control_number: str,
    label: str,
    made_on: date,
    coordinator: str = "",
    export_id: str = "",
) -> bytes:
    """Return the recovery sheet as a PDF of one page. It holds no name of a child and no passphrase.

    Args:
        code: the recovery code, with or without hyphens.
        vault: id of the vault, 32 hex digits.
        control_number: of the user's own keys, 60 digits; spaces are of no account.
        label: whose store it is.
        made_on: the day.
        coordinator: whom to call; empty when that is not known yet. The number is written by hand.
        export_id: the number under which the access log has it, when it was saved as a file.
    """
    digits = "".join(control_number.split())
    values = {
        "whose": _shortened(label),
        "day": dutch_date(made_on),
        "code": groups(code),
        "vault": [vault[start : start + _VAULT_GROUP] for start in range(0, len(vault), _VAULT_GROUP)],
        "control": [digits[start : start + 5] for start in range(0, len(digits), 5)],
        "coordinator": _shortened(coordinator),
    }
    return typeset("recovery_sheet", values, title="Herstelblad", made_on=made_on, mark=export_id)


def _shortened(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
