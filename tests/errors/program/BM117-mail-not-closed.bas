BEGIN MAIL "ana@example.com"
Subject: Hello

It's me.
