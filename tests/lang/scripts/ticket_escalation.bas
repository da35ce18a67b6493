SET SCHEDULE "0 * * * *"
open = LIST TICKETS
FOR EACH ticket IN open
    age = DATEDIFF("hour", ticket.created, NOW())
    SELECT CASE ticket.priority
        CASE "critical"
            limit = 1
        CASE "high" : limit = 4
        CASE "normal", "low"
            limit = 24
        CASE ELSE : limit = 48
    END SELECT
    IF age > limit AND ticket.status <> "escalated" THEN
        ' tell the lead
        SEND MAIL "lead@example.org", "Escalation: " + ticket.id, "Open for " + age + " hours"
        UPDATE "tickets", "id=" + ticket.id, {status: "escalated", at: NOW()}
    END IF
NEXT ticket
