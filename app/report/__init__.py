"""Reports: one value, many forms."""
