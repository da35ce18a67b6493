-- What a user's SELECT may read. No secrets, no raw bytes, no keys of ours beside the message key.

CREATE VIEW mail AS
SELECT
    "key" AS id, account, folder, uid, message_id, thread_id,
    CASE WHEN sender_name = '' THEN sender ELSE sender_name || ' <' || sender || '>' END AS "from",
    sender, sender_name, "to", cc, bcc, reply_to, subject, "date", received, size,
    list_contains(flags, '\Seen') AS is_read,
    list_contains(flags, '\Flagged') AS is_flagged,
    flags, labels, "text", html, has_attachments, in_reply_to, "references", list_id, first_seen
FROM main.emails;

CREATE VIEW sends AS
SELECT
    number, created_at AS "at", updated_at, account, sender, recipients, subject, state, reason, sentence,
    attempts, accepted, refused, message_id, is_automatic, program, line, run
FROM main.outbox;

CREATE VIEW folders AS
SELECT account, path, parent, role, total_count AS total, unread_count AS unread, last_synced
FROM main.email_folders;

CREATE VIEW drafts AS
SELECT number, account, "to", cc, bcc, subject, "text", html, created_at, updated_at
FROM main.email_drafts;

CREATE VIEW daily AS
WITH arrived AS (
    SELECT CAST(received AS DATE) AS "day", account, count(DISTINCT "key") AS received
    FROM main.emails
    WHERE received IS NOT NULL
      AND (account, folder) NOT IN (SELECT (account, path) FROM main.email_folders WHERE role IN ('sent', 'drafts'))
    GROUP BY ALL
),
went AS (
    SELECT
        CAST("at" AS DATE) AS "day", account,
        coalesce(sum(count) FILTER (kind = 'sent'), 0) AS sent,
        coalesce(sum(count) FILTER (kind = 'failed'), 0) AS failed
    FROM main.metrics
    WHERE kind IN ('sent', 'failed')
    GROUP BY ALL
)
SELECT
    "day", account,
    CAST(coalesce(received, 0) AS BIGINT) AS received,
    CAST(coalesce(sent, 0) AS BIGINT) AS sent,
    CAST(coalesce(failed, 0) AS BIGINT) AS failed
FROM arrived FULL JOIN went USING ("day", account)
ORDER BY "day", account;
