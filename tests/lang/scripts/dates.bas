today = TODAY()
tomorrow = DATEADD("day", 1, today)
nextWeek = today + 7
diff = DATEDIFF("day", today, nextWeek)
y = YEAR(NOW())
m = MONTH(NOW())
IF WEEKDAY(today) = 1 THEN PRINT "Sunday"
IF today > "2026-01-01" AND today < "2027-01-01" THEN PRINT "2026"
stamp = FORMAT(NOW(), "yyyy-MM-dd HH:mm:ss")
nice = FORMAT NOW() AS "dd/MM/yyyy"
IF HOUR(NOW()) >= 9 AND HOUR(NOW()) < 18 THEN
    TALK "We're open"
ELSE
    TALK "We're closed"
END IF
d = DATEVALUE("2026-11-23")
first = "2026-" + RIGHT("0" + m, 2) + "-01"
