"""The sections of the page on commuting."""
