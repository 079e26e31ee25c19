"""Geography reads codes, finds successors and draws outlines from frames handed to it."""
