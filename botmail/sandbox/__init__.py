"""The embedded mail server of the demo, the notebooks and the tests.

One thread runs IMAP (pymap) and SMTP (aiosmtpd) on 127.0.0.1 with certificates
of a throw-away authority (trustme); mail that is sent is mail that arrives.

- `server.SandboxServer` is the server, a context manager.
- `process.SandboxProcess` runs it as a process of its own.
- `example.example_mailbox` is the mailbox that the demo starts with.
- `command.main` is ``botmail sandbox``.

It knows nothing of the rest of botmail.
"""
