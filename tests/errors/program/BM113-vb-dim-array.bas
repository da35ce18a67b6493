Dim names(10)
