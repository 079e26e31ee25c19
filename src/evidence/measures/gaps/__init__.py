"""What is not held for a place, a file for each topic."""
