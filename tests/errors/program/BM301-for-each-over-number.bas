FOR EACH digit IN 5
  TALK digit
NEXT
