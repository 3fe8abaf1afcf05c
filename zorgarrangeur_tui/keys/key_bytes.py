"""What the bytes that a terminal sends for one key mean. Pure."""

from __future__ import annotations

_AFTER_ESCAPE = {
    b"[A": "up",
    b"[B": "down",
    b"[C": "right",
    b"[D": "left",
    b"[H": "home",
    b"[F": "end",
    b"[Z": "shift+tab",
    b"[1~": "home",
    b"[2~": "insert",
    b"[3~": "delete",
    b"[4~": "end",
    b"[5~": "pageup",
    b"[6~": "pagedown",
    b"OA": "up",
    b"OB": "down",
    b"OC": "right",
    b"OD": "left",
    b"OH": "home",
    b"OF": "end",
    b"OP": "f1",
    b"OQ": "f2",
    b"OR": "f3",
    b"OS": "f4",
    b"[11~": "f1",
    b"[12~": "f2",
    b"[13~": "f3",
    b"[14~": "f4",
    b"[15~": "f5",
    b"[17~": "f6",
    b"[18~": "f7",
    b"[19~": "f8",
    b"[20~": "f9",
    b"[21~": "f10",
    b"[23~": "f11",
    b"[24~": "f12",
}
_ONE_BYTE = {0x00: "ctrl+space", 0x09: "tab", 0x0D: "enter", 0x1B: "escape", 0x20: "space", 0x7F: "backspace"}
_MODIFIED = {"2": "shift+", "3": "alt+", "5": "ctrl+", "6": "ctrl+shift+"}
_LAST_CONTROL = 0x1A


def key_of_bytes(data: bytes) -> str:
    """Return the name of the key that these bytes stand for, or "" when that is not known."""
    if len(data) == 1 and data[0] in _ONE_BYTE:
        return _ONE_BYTE[data[0]]
    if len(data) == 1 and 0 < data[0] <= _LAST_CONTROL:
        return f"ctrl+{chr(data[0] + 0x60)}"
    if data[:1] == b"\x1b":
        return _AFTER_ESCAPE.get(data[1:]) or _with_modifier(data[1:]) or _with_alt(data[1:])
    text = data.decode("utf-8", errors="replace")
    return text if len(text) == 1 and text.isprintable() else ""


def bytes_words(data: bytes) -> str:
    """Return bytes as people can compare them: `1b 5b 41`."""
    return data.hex(" ")


def _with_modifier(rest: bytes) -> str:
    """Read `[1;5A` and `[3;5~`: a key with Ctrl, Alt or Shift held."""
    text = rest.decode("latin-1")
    if not text.startswith("[") or ";" not in text:
        return ""
    number, _, modifier = text[1:-1].partition(";")
    plain = f"[{text[-1]}" if number == "1" else f"[{number}{text[-1]}"
    held, key = _MODIFIED.get(modifier), _AFTER_ESCAPE.get(plain.encode())
    return f"{held}{key}" if held and key else ""


def _with_alt(rest: bytes) -> str:
    key = key_of_bytes(rest) if rest[:1] != b"\x1b" and len(rest) == 1 else ""
    return f"alt+{key}" if key else ""
