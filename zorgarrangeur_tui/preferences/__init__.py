"""How the user wants the app: colours, keys and the like. Nothing of a child stands here, so it is a plain file."""
