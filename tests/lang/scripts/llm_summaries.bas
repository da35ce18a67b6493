' ask the model for a summary of each long mail
emails = GET EMAILS "INBOX", "UNSEEN"
FOR EACH email IN emails
    IF LEN(email.body) > 2000 THEN
        prompt = "Summarize this mail in two sentences:

" + email.body
        summary = LLM prompt
        TALK email.subject
        TALK summary
    END IF
NEXT
text = LLM "Write a subject for: " + summary WITH MODEL "fast"
answer = USE MODEL "large"
