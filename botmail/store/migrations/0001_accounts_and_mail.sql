-- Who we are, which accounts there are, and what was seen in their folders. Times are UTC without a zone.

CREATE TABLE store (
    id VARCHAR NOT NULL,
    audit_key BLOB NOT NULL
);

CREATE TABLE user_email_accounts (
    name VARCHAR PRIMARY KEY,
    email VARCHAR NOT NULL,
    display_name VARCHAR NOT NULL,
    username VARCHAR NOT NULL,
    imap_host VARCHAR,
    imap_port INTEGER,
    imap_tls VARCHAR,
    smtp_host VARCHAR,
    smtp_port INTEGER,
    smtp_tls VARCHAR,
    auth VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,
    is_primary BOOLEAN NOT NULL,
    is_active BOOLEAN NOT NULL DEFAULT true,
    files_sent_itself BOOLEAN NOT NULL,
    ca_file VARCHAR NOT NULL,
    signature VARCHAR NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

CREATE TABLE email_folders (
    account VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    delimiter VARCHAR NOT NULL,
    parent VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    selectable BOOLEAN NOT NULL,
    total_count BIGINT NOT NULL,
    unread_count BIGINT NOT NULL,
    uidvalidity BIGINT NOT NULL,
    uidnext BIGINT NOT NULL,
    last_synced TIMESTAMP NOT NULL
);

-- One row per place of a message; the writer keeps (account, folder, uidvalidity, uid) unique.
CREATE TABLE emails (
    account VARCHAR NOT NULL,
    folder VARCHAR NOT NULL,
    uidvalidity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    "key" VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL,
    thread_id VARCHAR NOT NULL,
    in_reply_to VARCHAR NOT NULL,
    "references" VARCHAR[] NOT NULL,
    sender VARCHAR NOT NULL,
    sender_name VARCHAR NOT NULL,
    "to" VARCHAR[] NOT NULL,
    cc VARCHAR[] NOT NULL,
    bcc VARCHAR[] NOT NULL,
    reply_to VARCHAR[] NOT NULL,
    subject VARCHAR NOT NULL,
    "date" TIMESTAMP,
    received TIMESTAMP,
    size BIGINT NOT NULL,
    flags VARCHAR[] NOT NULL,
    labels VARCHAR[] NOT NULL,
    "text" VARCHAR,
    html VARCHAR,
    has_attachments BOOLEAN,
    list_id VARCHAR NOT NULL,
    first_seen TIMESTAMP NOT NULL
);

CREATE TABLE email_drafts (
    number BIGINT PRIMARY KEY,
    account VARCHAR NOT NULL,
    "to" VARCHAR[] NOT NULL,
    cc VARCHAR[] NOT NULL,
    bcc VARCHAR[] NOT NULL,
    reply_to VARCHAR[] NOT NULL,
    subject VARCHAR NOT NULL,
    "text" VARCHAR,
    html VARCHAR,
    in_reply_to VARCHAR NOT NULL,
    "references" VARCHAR[] NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
