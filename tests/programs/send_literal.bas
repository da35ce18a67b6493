SEND MAIL "recipient@example.com", "Subject", "Email body content"
