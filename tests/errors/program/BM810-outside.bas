rows = GET "../secrets.csv"
