"""A BASIC that knows no mail: source, scan, promote, parse, bind, compile to Python `ast`, run."""
