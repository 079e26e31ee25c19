"""Readers turn a publisher's own file into a tidy frame, and refuse what they do not understand."""
