# Check for new emails
let new_emails = GET_EMAILS("INBOX", "UNSEEN")
# Process each email
FOR EACH email IN new_emails {
let sender = email.from
let subject = email.subject
let body = email.body
# Auto-reply logic
if (subject CONTAINS "urgent") {
SEND MAIL sender, "Re: " + subject, "I'll get back to you soon."
}
}
