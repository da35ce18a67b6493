let support_emails = GET_EMAILS("support", "UNSEEN")
FOR EACH email IN support_emails {
# Create ticket
let ticket_id = CREATE_TICKET(email.from, email.subject, email.body)
# Send confirmation
let response = "Ticket #" + ticket_id + " created. We'll respond within 24 hours."
SEND MAIL email.from, "Ticket Created: " + email.subject, response
}
