REM approval of expenses by mail
mails = GET_EMAILS("INBOX", "UNSEEN SUBJECT ""expense""")
FOR EACH m IN mails
    amount = VAL(MID(m.subject, INSTR(m.subject, ":") + 1))
    IF amount <= 100 THEN
        decision = "approved"
    ELSEIF amount <= 1000 THEN
        SEND MAIL "lead@example.org", "Please approve " & amount, m.body
        decision = "waiting"
    ELSE
        decision = "refused"
    END IF
    SAVE "expenses", {who: m.from, amount: amount, decision: decision, on: TODAY()}
    REPLY m, "Your expense of " & FORMAT(amount, "C") & " is " & decision & "."
    MOVE m TO "Expenses/" & decision
NEXT m
summary = SELECT decision, SUM(amount) FROM expenses GROUP BY decision
TALK summary
