TABLE customers
name AS TEXT
END TABLE
