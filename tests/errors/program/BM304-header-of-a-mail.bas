BEGIN MAIL "a@example.com"
Subjct: Hi

Text
END MAIL
