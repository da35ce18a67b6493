campaign = FIRST(FIND("campaigns", "status='active'"))
recipients = FIND("contacts", "opt_in=1 AND country='" + campaign.country + "'")
batch = 50
i = 0
WHILE i < COUNT(recipients)
    chunk = SLICE(recipients, i, i + batch)
    FOR EACH r IN chunk
        vars = {"first_name": r.first_name, "code": LEFT(UUID(), 8)}
        outcome = SEND TEMPLATE r.email, campaign.template, vars
        IF outcome <> "sent" THEN
            PRINT r.email & ": " & outcome
        END IF
    NEXT r
    i = i + batch
    WAIT 60
WEND
UPDATE "campaigns", "id=" + campaign.id, {"status": "done", "finished": NOW()}
