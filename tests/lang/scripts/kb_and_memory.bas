ADD TO KB email
hits = SEARCH KB "return policy"
FOR EACH hit IN hits
    PRINT hit.text
NEXT
ctx = CONTEXT FOR "bob@example.org"
REMEMBER "topic", "billing"
REMEMBERING = 3
topic = RECALL "topic"
REMIND DATEADD("day", 1, NOW()), "call bob"
ACCEPT INVITE email
DECLINE INVITE email
COMPLETE TASK 3
CLOSE TICKET 7
tasks = LIST TASKS
CREATE TASK email.subject, email.body, email.from DUE "2026-12-01" PRIORITY "high"
x = FORMAT NOW() AS "yyyy-MM-dd"
y = FORMAT 1234.5, "n"
z = FORMAT(x, "dd/MM")
PLOT rows BAR "country", "amount"
SHOW rows
ON EMAIL FROM "boss"
    TALK "the boss!"
END ON
