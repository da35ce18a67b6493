to = "bob@example.org"
from = "me@example.org"
subject = "Hello"
body = "How are you?"
status = SEND MAIL to, subject, body
type = "mail"
date = TODAY()
message = "status: " + status
list = [to, from]
file = "out.txt"
order = 3
item = list[0]
email = {from: from, to: to, subject: subject, date: date, type: type}
FOR EACH case IN [1, 2, 3]
    PRINT case
NEXT
FOR EACH message IN list
    PRINT message
NEXT
count = COUNT(list)
IF status = "sent" AND type = "mail" THEN
    PRINT email.to + " " + email.from + " " + email.type
END IF
next_step = 1
end_date = TODAY()
with_tax = 12 * 1.2
select_all = TRUE
move = 3
find = move + 1
filter = "all"
save = filter = "all" ? 1 : 0
copy = [move, find]
PRINT find - 1, move * 2
