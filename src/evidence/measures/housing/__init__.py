"""Specialist housing: homes there are, homes wanted, and the people they are for."""
