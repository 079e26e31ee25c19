"""Context: where an area stands among others, and which others are like it."""
