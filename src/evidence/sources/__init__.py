"""Sources are the published files: declared in the catalogue, licensed, fetched, digest-checked."""
