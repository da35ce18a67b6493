"""Mail servers for the tests: good ones of two kinds, and bad ones of every kind."""
