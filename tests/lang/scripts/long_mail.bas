to = FIRST(FIND "customers", "vip=1").email
BEGIN MAIL to
Subject: Your account ${account.number}
Cc: sales@example.org

Dear ${account.name},

we're happy to tell you that your request — the one from
${FORMAT(account.date, "dd/MM/yyyy")} — was approved.

  * It's free: END of story.
  * IF you have questions THEN write to us.

Regards
END MAIL
TALK "sent"
