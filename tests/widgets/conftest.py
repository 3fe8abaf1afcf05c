"""Fixtures for the tests of the widgets."""

from __future__ import annotations

from zorgarrangeur_tui.testkit.at_rest import wait_no_longer_than_needed

wait_no_longer_than_needed()
