"""Whether the disk under a folder is encrypted, as far as that can be seen without special rights."""

from __future__ import annotations

import sys
from pathlib import Path

_OWN_ENCRYPTION = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})
_ESCAPES = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))
_DEEPEST = 8
"""Disks on disks: a volume in a group on an encrypted partition is three."""

HOW_TO_LOOK = {
    "darwin": "Kijk bij Systeeminstellingen, Privacy en beveiliging, of FileVault aan staat.",
    "win32": "Kijk bij Instellingen, Privacy en beveiliging, Apparaatversleuteling (of BitLocker) of die aan staat.",
}
"""Per platform where nothing can be seen, where the user can look."""


def disk_is_encrypted(
    folder: Path, *, mounts: Path = Path("/proc/self/mounts"), devices: Path = Path("/sys/class/block")
) -> bool | None:
    """Tell whether the disk of a folder is encrypted; None when that cannot be seen here.

    Args:
        folder: any folder that is there.
        mounts: which disk is where.
        devices: what is known of each disk.
    """
    if sys.platform != "linux":
        return None
    try:
        lines = mounts.read_text(errors="surrogateescape").splitlines()
    except OSError:
        return None
    source, kind = _mount_of(folder.resolve(), lines)
    if kind in _OWN_ENCRYPTION:
        return True
    device = devices / Path(source).resolve().name
    if not source.startswith("/dev/") or not device.exists():
        return None
    return _on_encryption(device, _DEEPEST)


def _mount_of(folder: Path, lines: list[str]) -> tuple[str, str]:
    """Return the source and kind of the mount that a folder lies on: the deepest, and of those the last."""
    best: tuple[int, str, str] = (-1, "", "")
    for line in lines:
        parts = [_unescaped(part) for part in line.split(" ")[:3]]
        if len(parts) == 3 and folder.is_relative_to(parts[1]) and len(Path(parts[1]).parts) >= best[0]:
            best = (len(Path(parts[1]).parts), parts[0], parts[2])
    return best[1], best[2]


def _unescaped(text: str) -> str:
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text


def _on_encryption(device: Path, depth: int) -> bool:
    try:
        if (device / "dm" / "uuid").read_text().startswith("CRYPT-"):
            return True
    except OSError:
        pass  # a plain disk has no such file
    below = list((device / "slaves").glob("*")) if depth else []
    return any(_on_encryption(one, depth - 1) for one in below)
