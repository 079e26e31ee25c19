"""An edition is a frozen release of the book, with whoever answers for it."""
