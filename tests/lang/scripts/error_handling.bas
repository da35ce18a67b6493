ON ERROR RESUME NEXT

result = GET "https://api.example.org/v1/rates?base=EUR"
IF ERR THEN
    TALK "The service is down: " + ERR
    CLEAR ERROR
END IF

ON ERROR GOTO 0

TRY
    data = GET "rates.json"
    rate = data.rates["USD"]
    IF rate = 0 THEN THROW "The rate is zero"
    ASSERT rate > 0, "a rate is positive"
CATCH e
    PRINT "Line " + e.line + ": " + e.message
FINALLY
    PRINT "done"
END TRY
