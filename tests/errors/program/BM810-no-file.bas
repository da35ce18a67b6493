rows = GET "missing.csv"
