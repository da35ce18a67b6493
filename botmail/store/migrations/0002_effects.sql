-- What was meant, tried and done: the outbox, the journal, the audit trail, runs and their figures.

CREATE TABLE outbox (
    number BIGINT PRIMARY KEY,
    account VARCHAR NOT NULL,
    run VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    call VARCHAR NOT NULL,
    line INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    message_id VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    sender VARCHAR NOT NULL,
    recipients VARCHAR[] NOT NULL,
    subject VARCHAR NOT NULL,
    raw BLOB NOT NULL,
    fingerprint VARCHAR NOT NULL,
    is_automatic BOOLEAN NOT NULL,
    answers VARCHAR NOT NULL,
    automation VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    phases VARCHAR[] NOT NULL,
    accepted VARCHAR[] NOT NULL,
    refused VARCHAR[] NOT NULL,
    reason VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL
);

CREATE TABLE journal (
    number BIGINT PRIMARY KEY,
    run VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    call VARCHAR NOT NULL,
    line INTEGER NOT NULL,
    account VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    "repeat" VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    payload VARCHAR NOT NULL,
    "before" VARCHAR NOT NULL,
    "after" VARCHAR NOT NULL,
    inverse VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    outbox BIGINT NOT NULL,
    owner VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    intended_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);

CREATE TABLE audit (
    sequence BIGINT PRIMARY KEY,
    "at" TIMESTAMP NOT NULL,
    action VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    run VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    cell_hash VARCHAR NOT NULL,
    line INTEGER NOT NULL,
    "key" VARCHAR NOT NULL,
    addresses VARCHAR[] NOT NULL,
    subject_hmac VARCHAR NOT NULL,
    phase VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);

-- The end of the chain, so that rows cut off at the end are missed.
CREATE TABLE audit_head (
    sequence BIGINT NOT NULL,
    hash VARCHAR NOT NULL
);

CREATE TABLE runs (
    id VARCHAR PRIMARY KEY,
    program VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    is_notebook BOOLEAN NOT NULL,
    is_preview BOOLEAN NOT NULL,
    source_hash VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    outcome VARCHAR NOT NULL,
    effects BIGINT NOT NULL,
    sends BIGINT NOT NULL
);

CREATE TABLE metrics (
    "at" TIMESTAMP NOT NULL,
    kind VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    count BIGINT NOT NULL,
    seconds DOUBLE NOT NULL
);

CREATE TABLE approvals (
    program VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    approved_at TIMESTAMP NOT NULL
);
