customer = "Ana"
TALK custmer
