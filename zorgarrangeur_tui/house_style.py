"""What every screen looks like, in Textual's style sheets: the ground, messages, the palette, and what a preference takes away."""

from __future__ import annotations

HOUSE_STYLE = """
Screen { background: $background; }
Toast { max-width: 72; }
Input:nocolor > .input--cursor, TextArea:nocolor .text-area--cursor {
    background: $background;
    color: $foreground;
    text-style: reverse;
}
.-terminal-cursor Input > .input--cursor, .-terminal-cursor TextArea .text-area--cursor {
    background: transparent;
    color: $foreground;
    text-style: none;
}
CommandPalette {
    & > Vertical, & > Vertical:dark { width: 95%; max-width: 96; margin-top: 2; background: $surface; }
    & #--input { border: round $primary; background: $surface; }
    & #--input.--list-visible { border: round $primary; }
    & SearchIcon { display: none; }
    & CommandInput, & CommandInput:focus { height: 1; border: none; padding: 0 1; }
    & CommandList { border-bottom: none; background: $surface; scrollbar-size-vertical: 1; }
    & > .command-palette--help-text { color: $foreground; text-style: not bold; }
}
.-with-lesson ToastRack { margin-bottom: 4; }
.-no-key-hints KeyLine { display: none; }
.-no-preview #case-preview, .-no-preview #school-preview, .-no-preview #provider-preview { display: none; }
"""
