emails = GET_EMAILS("INBOX", "SINCE yesterday")
TALK emails.count
