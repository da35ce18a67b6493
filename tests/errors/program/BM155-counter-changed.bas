FOR i = 1 TO 3
  i = i + 1
  TALK i
NEXT
