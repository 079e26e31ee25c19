"""Tables are tidy, checked frames in which every row still knows its row in the source."""
