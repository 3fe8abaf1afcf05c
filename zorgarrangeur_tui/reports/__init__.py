"""Documents and tables that leave the app."""
