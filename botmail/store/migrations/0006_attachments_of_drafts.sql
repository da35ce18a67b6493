-- Files that go out with a draft, as they were when the draft was written.

CREATE TABLE draft_attachments (
    draft BIGINT NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (draft, position)
);
