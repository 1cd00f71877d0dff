"""One file an address of the open data; the registry has them in order."""
