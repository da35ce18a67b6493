USE ACCOUNT "ana@example.com"
