IF a > 1 THEN PRINT "a" : b = 2 ELSE PRINT "b" : b = 3
IF a = 1 THEN IF b = 2 THEN PRINT "both" ELSE PRINT "only a"
IF NOT done THEN EXIT SUB
if x then y = 1
IF x = "" THEN x = "default" ' a default
IF LEN(name) < 2 OR ISNULL(name) THEN TALK "Too short!": EXIT
a = 1 : b = 2 : c = a + b
IF c >= 3 THEN RETURN c
result = c > 2 ? "big" : "small"
value = a ?? b
PRINT IIF(c > 2, "big", "small")
IF a <> b AND NOT (c = 1) THEN PRINT "x"
IF a<>b THEN PRINT "x"
IF a!=b THEN PRINT "x"
IF (a) THEN PRINT "y"
IF(a = 1)THEN PRINT "z"
