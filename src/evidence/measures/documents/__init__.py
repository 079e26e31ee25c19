"""What council documents claim, held against the evidence by one rule for every claim."""
