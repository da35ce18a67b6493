REM start.bas
ADD BOT "support" WITH TRIGGER "help, problem, error"
ADD TOOL "create-ticket"
ADD TOOL "lookup-order"
USE TOOL "search"
USE KB "faq"
USE WEBSITE "https://example.org/docs"
CLEAR KB

BEGIN SYSTEM PROMPT
You are a friendly assistant.
Don't invent facts.
If the user is angry, say "I'm sorry".
END SYSTEM PROMPT

TALK "Hi, how can I help?"
