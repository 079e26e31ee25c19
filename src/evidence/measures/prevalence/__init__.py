"""Modelled need: how many people would have a condition if a study's rates held here."""
