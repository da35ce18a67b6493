emails = []
FOR EACH email emails
  TALK email
NEXT
