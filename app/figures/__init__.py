"""Pictures as values: figures and their words in, plain dicts and SVG text out; no input, no output, no Dash."""
