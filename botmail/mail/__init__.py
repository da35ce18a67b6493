"""IMAP, SMTP and MIME: the only room that speaks on the wire."""
