SEND MAIL "user@example.com", "Hi\nBcc: all@example.com", "Text"
