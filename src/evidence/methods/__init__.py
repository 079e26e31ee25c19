"""Methods take arrays and give arrays; they know nothing of files, areas or pages."""
