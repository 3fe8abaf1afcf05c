"""The testers' kit: stories that play the app by keys, a recorder that writes them, and what pytest needs for both."""
