SET SCHEDULE "0 8 * * 1-5"

yesterday = DATEADD("day", -1, TODAY())
tickets = FIND "tickets", "created_at >= '" + FORMAT(yesterday, "yyyy-MM-dd") + "'"
open = 0
closed = 0
FOR EACH t IN tickets
    IF t.status = "open" THEN
        open = open + 1
    ELSEIF t.status = "closed" THEN
        closed = closed + 1
    END IF
END FOR

report = "Report of " + FORMAT(yesterday, "dd.MM.yyyy") + "\n\n" +
         "Open:   " + open + "\n" +
         "Closed: " + closed + "\n"

SEND EMAIL TO "boss@example.org" SUBJECT "Daily report" BODY report
