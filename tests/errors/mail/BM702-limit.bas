SET LIMIT SENDS 1
SEND MAIL "user@example.com", "One", "Text"
SEND MAIL "user@example.com", "Two", "Text"
