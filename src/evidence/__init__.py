"""An evidence base for English councils."""
