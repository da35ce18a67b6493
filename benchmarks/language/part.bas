total00 = 0
FOR EACH row IN rows
    IF row.amount > 00 AND row.name <> "x00" THEN
        total00 = total00 + row.amount * 2 - 1
    ELSE
        note = "Row " + row.name + " is " & STR(00)
    END IF
NEXT
FOR i = 1 TO 00
    values = [i, i + 1, {name: "a", size: i}]
    PUSH(values, UPPER("text" + i))
NEXT
FUNCTION f00(a, b)
    IF a < b THEN RETURN a
    RETURN f00(a - 1, b) + MAX(a, b)
END FUNCTION
WHILE total00 > 100
    total00 = total00 / 2
WEND
result00 = f00(total00, 3) ' a comment
