REM Synchronizes the CRM with the mail archive
REM Author: someone
REM Date: 2025-03-01

SET SCHEDULE "*/30 * * * *"

PARAM since AS DATE DEFAULT DATEADD("day", -1, NOW())

log = []
processed = 0
errors = 0

contacts = GET "https://crm.example.org/api/contacts?since=" + FORMAT(since, "yyyy-MM-dd")

FOR EACH contact IN contacts.items
    TRY
        existing = FIND "contacts", "email='" + LCASE(TRIM(contact.email)) + "'"

        IF ISNULL(existing) OR COUNT(existing) = 0 THEN
            WITH row
                id = UUID()
                email = LCASE(TRIM(contact.email))
                name = contact.first_name + " " + contact.last_name
                source = "crm"
                created_at = NOW()
                tags = contact.tags ?? []
            END WITH
            SAVE "contacts", row
        ELSE
            WITH changes
                name = contact.first_name + " " + contact.last_name
                updated_at = NOW()
            END WITH
            UPDATE "contacts", "id='" + existing[0].id + "'", changes
        END IF
        processed = processed + 1
    CATCH error
        errors = errors + 1
        log = PUSH(log, contact.email + ": " + error.message)
    END TRY

    IF processed MOD 100 = 0 THEN
        PRINT "processed " + processed
        WAIT 0.5
    END IF
END FOR

IF errors > 0 THEN
    SEND MAIL "admin@example.org", "CRM sync: " + errors + " errors", JOIN(log, "\n")
END IF
