-- What Holdfast keeps in a PostgreSQL database (docs/format.md, 18). An administrator reads it and runs it once in each database:
--
--     psql --dbname=vaults --single-transaction --file=schema.sql
--
-- The server sees sealed bytes, random ids, sizes and times: no path, no name of a secret, no value, no key.

CREATE SCHEMA holdfast;

-- One row for each vault: its newest revision, and the closing hash of that revision's manifest. Whoever changes this row has written.
CREATE TABLE holdfast.head (
  vault text PRIMARY KEY CHECK (octet_length(vault) BETWEEN 1 AND 50),
  layout integer NOT NULL DEFAULT 1,
  revision bigint NOT NULL CHECK (revision > 0),
  mark bytea NOT NULL CHECK (octet_length(mark) = 32)
);

-- Earlier revisions keep their row for a day, without its bytes: whoever lost an answer finds out by it what came of a write.
CREATE TABLE holdfast.manifest (
  vault text NOT NULL,
  revision bigint NOT NULL,
  mark bytea NOT NULL,
  bytes bytea NOT NULL,
  made timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (vault, revision)
);

-- `revision`: the one that an object came with, so that what is new is found without a list of all.
CREATE TABLE holdfast.object (
  vault text NOT NULL,
  id bytea NOT NULL CHECK (octet_length(id) = 16),
  bytes bytea NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (vault, id)
);
CREATE INDEX object_by_revision ON holdfast.object (vault, revision);

-- Sealed bytes do not become smaller.
ALTER TABLE holdfast.manifest ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE holdfast.object ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A member reads and writes. Only a sweeper removes objects: what a person destroys, and what nothing refers to any more. A person who uses a vault
-- alone is given both roles.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'holdfast_member') THEN
    CREATE ROLE holdfast_member NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'holdfast_sweeper') THEN
    CREATE ROLE holdfast_sweeper NOLOGIN;
  END IF;
END $$;

GRANT USAGE ON SCHEMA holdfast TO holdfast_member, holdfast_sweeper;
GRANT SELECT, INSERT, UPDATE ON holdfast.head TO holdfast_member;
GRANT SELECT, INSERT, UPDATE ON holdfast.manifest TO holdfast_member;
GRANT SELECT, INSERT ON holdfast.object TO holdfast_member;
GRANT SELECT ON holdfast.head TO holdfast_sweeper;
GRANT SELECT, DELETE ON holdfast.manifest, holdfast.object TO holdfast_sweeper;

-- Who may use the vault NAME is granted the role "holdfast:NAME". For the vault "home" and the user alice:
--
--     CREATE ROLE "holdfast:home" NOLOGIN;
--     GRANT "holdfast:home", holdfast_member, holdfast_sweeper TO alice;
CREATE FUNCTION holdfast.may_use(vault text) RETURNS boolean
  LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT FROM pg_catalog.pg_roles
    WHERE rolname = ('holdfast:' || vault)::name AND pg_catalog.pg_has_role(current_user, oid, 'member')
  );

ALTER TABLE holdfast.head ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.manifest ENABLE ROW LEVEL SECURITY;
ALTER TABLE holdfast.object ENABLE ROW LEVEL SECURITY;

CREATE POLICY by_vault ON holdfast.head USING (holdfast.may_use(vault)) WITH CHECK (holdfast.may_use(vault));
CREATE POLICY by_vault ON holdfast.manifest USING (holdfast.may_use(vault)) WITH CHECK (holdfast.may_use(vault));
CREATE POLICY by_vault ON holdfast.object USING (holdfast.may_use(vault)) WITH CHECK (holdfast.may_use(vault));
