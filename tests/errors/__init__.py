"""Programs with mistakes, and what is said about each: `CODE-name.bas` and `CODE-name.txt`."""
