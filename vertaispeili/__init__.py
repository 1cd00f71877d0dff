"""The kernel: what ingest and app must agree on, and the command."""
