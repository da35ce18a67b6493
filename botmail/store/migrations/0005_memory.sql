-- What programs REMEMBER, as JSON text; `scope` is "user" or "bot".

CREATE TABLE memory (
    scope VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (scope, name)
);
