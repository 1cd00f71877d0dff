"""Tables that need an algorithm rather than a SELECT: one file, one pure function, named as the file."""
