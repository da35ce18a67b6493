SEND MIAL "ana@example.com", "Hi", "Text"
