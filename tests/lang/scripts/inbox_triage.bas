' sort the inbox by sender and subject
emails = GET_EMAILS("INBOX", "UNSEEN")
PRINT "Found " + COUNT(emails) + " new mails"

FOR EACH email IN emails
    subject = LCASE(email.subject)
    from = email.from

    IF subject CONTAINS "invoice" OR subject CONTAINS "receipt" THEN
        MOVE email TO "Accounting"
        MARK_AS_READ email
    ELSE IF from CONTAINS "newsletter" THEN
        ARCHIVE email
    ELSE IF email.has_attachments AND NOT email.is_read THEN
        SAVE ATTACHMENTS email TO "incoming/"
        LABEL email, "files"
    ELSE
        FLAG email
    END IF
NEXT email
