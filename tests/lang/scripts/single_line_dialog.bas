TALK "Hi!" : HEAR n : TALK "Hello " + n
IF n = "bob" THEN TALK "Again you, Bob?" ELSE IF n = "eva" THEN TALK "Eva!" ELSE TALK "New here?"
FOR i = 1 TO 3 : PRINT i : NEXT i
FOR EACH x IN [1, 2] : PRINT x : NEXT
WHILE i < 3 : i = i + 1 : WEND
DO : i = i - 1 : LOOP UNTIL i = 0
x = 1: y = 2:
