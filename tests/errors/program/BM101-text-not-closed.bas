TALK "Good morning
TALK "Bye"
