-- The tables of people.sqlite: who may come in, who is in, and what was tried.
CREATE TABLE IF NOT EXISTS accounts (
    name TEXT PRIMARY KEY,
    shown TEXT NOT NULL,
    roles TEXT NOT NULL,
    places TEXT,
    templates TEXT,
    password TEXT,
    must_change INTEGER NOT NULL DEFAULT 0,
    disabled INTEGER NOT NULL DEFAULT 0,
    issuer TEXT,
    subject TEXT,
    created REAL NOT NULL,
    seen REAL,
    UNIQUE (issuer, subject)
);
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL REFERENCES accounts (name),
    how TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    begun REAL NOT NULL,
    touched REAL NOT NULL,
    ended REAL
);
CREATE INDEX IF NOT EXISTS sessions_of ON sessions (name);
CREATE TABLE IF NOT EXISTS attempts (
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    failures INTEGER NOT NULL,
    last REAL NOT NULL,
    until REAL NOT NULL,
    PRIMARY KEY (kind, about)
);
CREATE TABLE IF NOT EXISTS used (
    kind TEXT NOT NULL,
    mark TEXT NOT NULL,
    until REAL NOT NULL,
    PRIMARY KEY (kind, mark)
);
CREATE TABLE IF NOT EXISTS sent (
    name TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    files INTEGER NOT NULL,
    bytes INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS tries (
    about TEXT PRIMARY KEY,
    free REAL NOT NULL,
    since REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS begun_by (
    session TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    mark TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS begun_by_mark ON begun_by (mark);
