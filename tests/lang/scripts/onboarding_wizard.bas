ADD SUGGESTION "start" AS "Begin onboarding"
ADD SUGGESTION "help" AS "I need help"
CLEAR SUGGESTIONS
USE KB "onboarding"
SET CONTEXT "onboarding" AS "You help new colleagues."
SET ANSWER MODE "document"
SET BOT MEMORY "last_run", NOW()

TALK "Welcome! What is your name?"
HEAR name AS NAME
TALK "Nice to meet you, " + name + "! What's your e-mail address?"
HEAR email AS EMAIL

IF email = "" THEN
  TALK "I need an address."
  EXIT
END IF

SET USER name
SAVE "employees", UUID(), name, email, NOW()
CREATE EVENT "First day of " + name, DATEADD("day", 7, TODAY()), WITH [email, "hr@example.org"]
TALK "All done."
