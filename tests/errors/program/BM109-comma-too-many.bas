SEND MAIL "ana@example.com", , "Hi"
