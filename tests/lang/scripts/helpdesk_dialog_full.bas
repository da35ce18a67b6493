' ============================================================
' Customer support dialog
' ============================================================

SUB LogMessage(level, text)
    entry = FORMAT(NOW(), "HH:mm:ss") + " [" + level + "] " + text
    SAVE "log", {level: level, text: text, at: NOW()}
    PRINT entry
END SUB

FUNCTION FindCustomer(email)
    rows = FIND "customers", "email='" + email + "'"
    IF COUNT(rows) = 0 THEN
        RETURN NULL
    END IF
    RETURN rows[0]
END FUNCTION

BEGIN TALK
**Support**

What can I do for you?
1. Broken product
2. Missing delivery
3. Something else - don't worry
END TALK

attempts = 0
resolved = FALSE

DO WHILE NOT resolved AND attempts < 3
    attempts = attempts + 1
    HEAR choice AS INTEGER
    LogMessage "info", "choice " + choice

    SELECT CASE choice
        CASE 1
            TALK "Which product?"
            HEAR product
            LogMessage("info", product)
            resolved = TRUE
        CASE 2
            TALK "Your mail address?"
            HEAR email AS EMAIL
            customer = FindCustomer(email)
            IF customer IS NULL THEN
                TALK "I don't know you."
            ELSE
                TALK "Hello " + customer.name + ", your last order is from " + customer.last_order
                resolved = TRUE
            END IF
        CASE 3
            CALL LogMessage("warn", "something else")
            TRANSFER TO HUMAN
            resolved = TRUE
        CASE ELSE
            TALK "Please answer 1, 2 or 3."
    END SELECT
LOOP

IF NOT resolved THEN TALK "Too many attempts."
