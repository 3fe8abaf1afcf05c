"""The app's own colours: one calm pair, and one pair with high contrast."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="zorg-donker",
    primary="#7FB4E8",
    secondary="#9BCBB8",
    accent="#E8C27F",
    foreground="#E9EDF1",
    background="#12181F",
    surface="#182029",
    panel="#232E3A",
    success="#8FD19E",
    warning="#F0C674",
    error="#F29B94",
    dark=True,
    variables={
        "block-cursor-background": "#7FB4E8",
        "block-cursor-foreground": "#0B1016",
        "footer-key-foreground": "#E8C27F",
    },
)

LIGHT = Theme(
    name="zorg-licht",
    primary="#1F5C99",
    secondary="#2B6B57",
    accent="#7A4B00",
    foreground="#17202A",
    background="#FAFBFC",
    surface="#F1F4F7",
    panel="#E0E6EC",
    success="#1C6B33",
    warning="#7A4B00",
    error="#A32118",
    dark=False,
    variables={
        "block-cursor-background": "#1F5C99",
        "block-cursor-foreground": "#FFFFFF",
        "footer-key-foreground": "#7A4B00",
    },
)

CONTRAST_DARK = Theme(
    name="contrast-donker",
    primary="#FFD54A",
    secondary="#9AE6FF",
    accent="#FFD54A",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    success="#7CFC9A",
    warning="#FFD54A",
    error="#FF9E9E",
    dark=True,
    text_alpha=1.0,
    variables={
        "block-cursor-background": "#FFD54A",
        "block-cursor-foreground": "#000000",
        "footer-key-foreground": "#FFD54A",
        "text-muted": "auto 85%",
    },
)

CONTRAST_LIGHT = Theme(
    name="contrast-licht",
    primary="#003A80",
    secondary="#004D36",
    accent="#5C2E00",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#E6E6E6",
    success="#004D1A",
    warning="#5C2E00",
    error="#8A0000",
    dark=False,
    text_alpha=1.0,
    variables={
        "block-cursor-background": "#003A80",
        "block-cursor-foreground": "#FFFFFF",
        "footer-key-foreground": "#5C2E00",
        "text-muted": "auto 85%",
    },
)

THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT)

THEME_WORDS = {
    DARK.name: "Donker",
    LIGHT.name: "Licht",
    CONTRAST_DARK.name: "Donker, hoog contrast",
    CONTRAST_LIGHT.name: "Licht, hoog contrast",
}
