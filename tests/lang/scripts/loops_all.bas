i = 0
DO WHILE i < 3
    i = i + 1
LOOP

DO
    i = i - 1
LOOP UNTIL i = 0

WHILE TRUE
    line = HEAR "more?"
    IF line = "no" THEN EXIT WHILE
WEND

FOR n = 10 TO 1 STEP -1
    IF n = 5 THEN EXIT FOR
    PRINT n
NEXT

WHILE j < UBOUND(list)
    PRINT list[j]
    j = j + 1
END WHILE
