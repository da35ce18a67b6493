REM ============================================
REM  Lead scoring
REM ============================================
PARAM leadId AS STRING LIKE "L-1001" DESCRIPTION "Id of the lead to score"
PARAM force AS BOOLEAN DEFAULT FALSE

lead = FIND "leads", "id='" + leadId + "'"
IF lead IS NULL THEN
    TALK "There is no lead with this id."
    EXIT
END IF

score = 0
reasons = []

SWITCH lead.company_size
    CASE "1-10"
        score = score + 5
    CASE "11-50", "51-200"
        score = score + 15
        reasons = PUSH(reasons, "mid size")
    CASE "200+"
        score = score + 30
    DEFAULT
        score = score + 1
END SWITCH

IF lead.email NOT LIKE "*@gmail.com" THEN score = score + 10
IF lead.budget > 10000 AND lead.timeline = "now" THEN
    score = score + 25
ENDIF

WITH update
    score = score
    scored_at = NOW()
    status = score >= 50 ? "hot" : "cold"
END WITH

UPDATE "leads", "id='" + leadId + "'", update
TALK "Lead " + lead.name + " has " + score + " points"
RETURN score
