"""The invented region on which people learn, testers test and pictures are made."""
