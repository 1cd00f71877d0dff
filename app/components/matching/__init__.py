"""The sections of the page on matching."""
