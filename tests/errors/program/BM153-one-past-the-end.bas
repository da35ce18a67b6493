names = ["Ana", "Ben"]
FOR i = 0 TO UBOUND(names)
  IF i < 2 THEN TALK names[i]
NEXT
