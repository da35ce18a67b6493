PARAM name AS STRING
PARAM email AS EMAIL
PARAM message AS TEXT

IF ISEMPTY(name) OR ISEMPTY(email) THEN
    RETURN {"ok": FALSE, "error": "name and email are required"}
END IF

IF NOT (email LIKE "*@*.*") THEN RETURN {"ok": FALSE, "error": "bad address"}

SEND MAIL "office@example.org", "Contact form: " + name, "From: " + name + " <" + email + ">

" + message

SEND MAIL email, "We have received your message", "Dear " + name + ",

thank you for writing to us. We'll answer within 2 days.
"
RETURN {"ok": TRUE}
