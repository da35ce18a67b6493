ON EMAIL
  TALK email.subject
END ON
