"""The store of one user: a DuckDB file that several notebooks share by a lease, and the vault beside it.

`database` lends a connection, `migrate` keeps its tables, one repository per table family speaks in domain values,
`query` lets users read behind walls, `vault` keeps secrets in a file of its own. SQL is written here and nowhere else.
"""
