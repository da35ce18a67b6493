SEND MAIL "ana@example.com", "Hi", "Text" PRIORITY 1
