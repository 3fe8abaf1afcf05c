"""What a user can do and ask, without a screen: the same acts serve the keyboard, the command line and the tests."""
