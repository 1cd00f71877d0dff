"""The figures of the page on services, one module each."""
