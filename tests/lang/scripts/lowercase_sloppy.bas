rem a quick one, written in a hurry
   emails = get emails "inbox", "unseen"
 for each email in emails
 if email.subject contains "re:" then
     reply email, "thanks, got it"
   mark as read email
 endif

     if email.from = "spam@example.org" then delete mail email
 next
talk "finished"    
