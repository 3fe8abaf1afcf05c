"""Profiles: which fields of which records may leave in a bundle. What each field is, stands in `data/profiles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from storage.models import PUPIL_PARTS


class Profile(StrEnum):
    """How much of a case travels, from least to most; reference data stands apart."""

    SCHOOL = "school"
    PSEUDONYMOUS = "pseudonymous"
    FULL = "full"
    REFERENCE = "reference"


class DataKind(StrEnum):
    """What a field is about. `data/profiles.toml` tells what each word means."""

    SCHOOL = "school"
    PSEUDONYMOUS = "pseudonymous"
    FULL = "full"
    NAME = "name"
    FREE_TEXT = "free_text"
    FAMILY = "family"
    DIAGNOSIS = "diagnosis"
    ATTENDANCE = "attendance"
    HOME = "home"
    REFERENCE = "reference"


_OWN_CONSENT = frozenset({DataKind.NAME, DataKind.FREE_TEXT, DataKind.FAMILY, DataKind.DIAGNOSIS, DataKind.ATTENDANCE})
"""Kinds of data for which a consent has a word of its own."""

_TAKES: Mapping[Profile, frozenset[DataKind]] = {
    Profile.SCHOOL: frozenset({DataKind.SCHOOL}),
    Profile.PSEUDONYMOUS: frozenset({DataKind.SCHOOL, DataKind.PSEUDONYMOUS}),
    Profile.FULL: frozenset({DataKind.SCHOOL, DataKind.PSEUDONYMOUS, DataKind.FULL, *_OWN_CONSENT}),
    Profile.REFERENCE: frozenset({DataKind.REFERENCE}),
}

EVERYWHERE = ("owner", "deleted")
"""Fields that go with every record that travels."""


def kinds_of(record_type: str, field: str) -> frozenset[DataKind]:
    """Return what a field is about; nothing for a field that nobody classified."""
    return _classified().get(record_type, {}).get(field, frozenset())


def travels(profile: Profile, record_type: str, without: Collection[DataKind] = ()) -> bool:
    """Tell whether records of a type may leave in a profile, when some kinds of data of their child may not.

    A record about a child stays when what it is at all, such as a diagnosis, may not be told.
    """
    if kinds_of(record_type, _belongs_by(record_type)) & frozenset(without):
        return False
    return any(kinds & _TAKES[profile] for kinds in _classified().get(record_type, {}).values())


def leaves(profile: Profile, record_type: str, field: str, without: Collection[DataKind] = ()) -> bool:
    """Tell whether a field may leave in a profile, when some kinds of data of its child may not."""
    return _leaves(profile, record_type, field, frozenset(without))


@cache
def _leaves(profile: Profile, record_type: str, field: str, without: frozenset[DataKind]) -> bool:
    """Return the same, once for each field and not for each of ten thousands of writes."""
    if not travels(profile, record_type, without):
        return False
    if field in EVERYWHERE:
        return True
    kinds = kinds_of(record_type, field) & _TAKES[profile]
    return bool(kinds) and not kinds & without


def of_a_child(record_type: str) -> bool:
    """Tell whether records of a type are a child, or may be about one."""
    return record_type == "pupil" or record_type in PUPIL_PARTS


def _belongs_by(record_type: str) -> str:
    """Return the field that says to which child or case a record belongs: what it is, the record as a whole is."""
    return "pupil_id" if record_type in PUPIL_PARTS else "case_id"


@cache
def _classified() -> dict[str, dict[str, frozenset[DataKind]]]:
    text = files("storage").joinpath("data", "profiles.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, frozenset[DataKind]]] = {}
    for record_type, kinds in tomllib.loads(text).items():
        fields = found.setdefault(record_type, {})
        for kind, names in kinds.items():
            for name in names:
                fields[name] = fields.get(name, frozenset()) | {DataKind(kind)}
    return found


def classified_fields() -> dict[str, frozenset[str]]:
    """Return, by record type, the fields that are classified."""
    return {record_type: frozenset(fields) for record_type, fields in _classified().items()}
