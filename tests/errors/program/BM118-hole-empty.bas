TALK "Hello ${}"
