/** Every statement of SQL that a store runs. `$1` is the vault. */

export const newest = `
  SELECT h.layout, h.revision, h.mark, m.bytes, m.mark AS "stored", current_setting('transaction_read_only') AS "readOnly"
  FROM holdfast.head h LEFT JOIN holdfast.manifest m ON m.vault = h.vault AND m.revision = h.revision
    AND NOT (h.revision = $2 AND h.mark = $3)
  WHERE h.vault = $1`;

export const head = 'SELECT revision, mark FROM holdfast.head WHERE vault = $1';
export const heldHead = `${head} FOR UPDATE`;

export const objects = 'SELECT id, bytes FROM holdfast.object WHERE vault = $1 AND id = ANY ($2::bytea[])';
export const ids = `SELECT encode(id, 'hex') AS id FROM holdfast.object WHERE vault = $1 ORDER BY id`;

/** What came after a revision: ids in order, with sizes. `$2`: the revision. */
export const idsAfter = `
  SELECT encode(id, 'hex') AS id, octet_length(bytes) AS size FROM holdfast.object
  WHERE vault = $1 AND revision > $2 ORDER BY id`;
/** The same objects from one id to another. */
export const objectsAfter = `
  SELECT id, bytes FROM holdfast.object WHERE vault = $1 AND revision > $2 AND id BETWEEN $3 AND $4 ORDER BY id`;

export const addObjects = `
  INSERT INTO holdfast.object (vault, id, bytes, revision)
  SELECT $1, id, bytes, $4::bigint FROM unnest($2::bytea[], $3::bytea[]) AS added (id, bytes)
  ON CONFLICT (vault, id) DO NOTHING`;

export const removeObjects = 'DELETE FROM holdfast.object WHERE vault = $1 AND id = ANY ($2::bytea[])';

/**
 * A whole commit. `$2`, `$3`, `$4`: revision, mark and bytes of the manifest. `$5`: the mark that
 * it stands on, or null. `$6`, `$7`: ids and bytes of its objects. Changes the head, or does
 * nothing.
 */
export const commit = `
  WITH moved AS (
    UPDATE holdfast.head SET revision = $2, mark = $3
    WHERE vault = $1 AND revision < $2 AND ($5::bytea IS NULL OR (revision = $2 - 1 AND mark = $5))
    RETURNING vault
  ), added AS (
    INSERT INTO holdfast.object (vault, id, bytes, revision)
    SELECT moved.vault, id, bytes, $2 FROM moved, unnest($6::bytea[], $7::bytea[]) AS added (id, bytes)
    ON CONFLICT (vault, id) DO NOTHING
  ), emptied AS (
    UPDATE holdfast.manifest SET bytes = '' FROM moved
    WHERE manifest.vault = moved.vault AND revision < $2 AND bytes <> ''
  ), named AS (
    INSERT INTO holdfast.manifest (vault, revision, mark, bytes) SELECT vault, $2, $3, $4::bytea FROM moved
  )
  SELECT vault FROM moved`;

export const create = `
  WITH made AS (
    INSERT INTO holdfast.head (vault, revision, mark) VALUES ($1, $2, $3) RETURNING vault
  )
  INSERT INTO holdfast.manifest (vault, revision, mark, bytes) SELECT vault, $2, $3, $4::bytea FROM made`;

/** What came of a revision: its mark, where it was ever there. */
export const markOf = 'SELECT mark FROM holdfast.manifest WHERE vault = $1 AND revision = $2';

export const emptyBefore = `
  UPDATE holdfast.manifest SET bytes = '' WHERE vault = $1 AND revision < $2 AND bytes <> ''`;

export const removeOld = `
  DELETE FROM holdfast.manifest m USING holdfast.head h
  WHERE m.vault = $1 AND h.vault = $1 AND m.revision < h.revision AND m.made < now() - interval '1 day'`;

export const addOne = `
  INSERT INTO holdfast.object (vault, id, bytes, revision) VALUES ($1, $2, $3, 0) ON CONFLICT (vault, id) DO NOTHING`;
