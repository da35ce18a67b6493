FOR EACH email IN GET_EMAILS("INBOX", "UNSEEN")
  FOR EACH a IN email.attachments
    IF a.name ENDS WITH ".pdf" AND a.size < 5000000 THEN
      path = "inbox/" + FORMAT(email.date, "yyyyMMdd") + "-" + a.name
      WRITE path, a.content
      text = READ path
      IF text CONTAINS "IBAN" THEN
        iban = MID(text, INSTR(text, "IBAN") + 5, 22)
        INSERT "payments", {iban: iban, mail: email.id, file: path}
      END IF
    ELSE IF LOWER(a.name) LIKE "*.exe" OR LOWER(a.name) LIKE "*.scr" THEN
      DELETE MAIL email
      EXIT FOR
    END IF
  NEXT a
NEXT email
