SEND MAIL "ana at example.com", "Hi", "Text"
