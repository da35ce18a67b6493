TALK ”Good morning"
