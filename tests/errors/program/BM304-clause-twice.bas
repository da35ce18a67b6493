SEND MAIL "a@example.com", "Hi", "Text" CC "b@example.com" CC "c@example.com"
