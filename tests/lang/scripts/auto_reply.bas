emails = GET_EMAILS("INBOX", "UNSEEN SINCE 1-Nov-2026")
FOR EACH e IN emails
    IF e.is_auto_reply THEN
        ' never answer a robot
    ELSE
        text = LCASE(e.subject + " " + e.body)
        answer = NULL
        IF text MATCHES "(price|quote|offer)" THEN answer = "Our prices: https://example.org/prices"
        IF text STARTS WITH "re:" THEN answer = NULL
        IF e.from IN ["ceo@example.org", "cfo@example.org"] THEN answer = NULL
        IF answer IS NOT NULL THEN
            REPLY e, answer
            MARK_AS_READ e
        END IF
    END IF
NEXT
VACATION e, "I'm away until Monday"
