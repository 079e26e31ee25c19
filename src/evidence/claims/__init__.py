"""Claims: sentences whose numbers are bound to measure rows."""
