"""Downloads are the files that a reader takes away, each of which says what it is."""
