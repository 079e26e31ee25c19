"""Figures draw measure frames and never calculate; each is one complete object."""
