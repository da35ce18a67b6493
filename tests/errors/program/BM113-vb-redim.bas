ReDim names(10)
