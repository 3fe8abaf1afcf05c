"""The terminal: what it is, giving it back whole, and the few private names of Textual for it."""
