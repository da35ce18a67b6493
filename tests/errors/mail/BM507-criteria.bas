emails = GET_EMAILS("INBOX", "UNREAD")
TALK emails.count
