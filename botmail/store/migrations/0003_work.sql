-- Tickets and tasks, idempotent by origin, and the schema of users' own tables.

CREATE TABLE tickets (
    number VARCHAR PRIMARY KEY,
    sender VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);

CREATE TABLE tasks (
    number VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    description VARCHAR NOT NULL,
    assignee VARCHAR NOT NULL,
    due VARCHAR NOT NULL,
    priority VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    created_at TIMESTAMP NOT NULL,
    completed_at TIMESTAMP
);

CREATE SCHEMA my;
