email = NULL
MOVE email
