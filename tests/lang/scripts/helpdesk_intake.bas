REM Helpdesk intake - asks for the problem and opens a ticket
' v2, keeps the old wording

TALK "Welcome to the IT help desk!"
TALK "Please describe your problem in a few words."

HEAR problem
HEAR category AS "Hardware", "Software", "Network", "Other"
HEAR email AS EMAIL

priority = "normal"
if INSTR(LCASE(problem), "urgent") > 0 or category = "Network" then
   priority = "high"
end if

ticket = CREATE_TICKET(email, category, problem)
IF ticket THEN
    TALK "Your ticket is #" + ticket + " with priority " + priority + "."
    SEND MAIL email, "Ticket " + ticket, "We have received your request: " + problem
ELSE
    TALK "Sorry, something went wrong. Please try again later."
END IF
