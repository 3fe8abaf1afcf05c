"""Page objects: every screen and dialog of the app by what a user sees and does there."""
