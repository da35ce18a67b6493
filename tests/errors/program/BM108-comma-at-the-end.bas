SEND MAIL "ana@example.com", "Hi",
TALK "sent"
