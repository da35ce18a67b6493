SUB Greet(name, greeting)
    TALK greeting + ", " + name + "!"
END SUB

FUNCTION Total(items)
    sum = 0
    FOR i = 0 TO COUNT(items) - 1
        sum = sum + items[i].price * items[i].qty
    NEXT i
    RETURN sum
END FUNCTION

FUNCTION IsWeekend(d AS DATE) AS BOOLEAN
    RETURN WEEKDAY(d) = 1 OR WEEKDAY(d) = 7
END FUNCTION

CALL Greet("Ana", "Hello")
Greet "Bob", "Hi"
Greet("Eva", "Good morning")

cart = [
    {name: "pen", price: 1.2, qty: 10},
    {name: "paper", price: 4, qty: 2},
]
PRINT "Total: "; Total(cart)
IF IsWeekend(TODAY()) THEN PRINT "closed" ELSE PRINT "open"
