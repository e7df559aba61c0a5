import { inFile } from '../row.ts';

// The reader in Python reads what strangers hand it: each of its checks, taken away.
export const mutants = inFile(
  'src/rescue/python/holdfast-rescue.py',
  ['src/rescue/python/checks.test.ts'],
  [
    [
      '\\n{self.vault}\\n{kind}\\n{object_id}\\n{term}"',
      '\\n{self.vault}\\nversion\\n{object_id}\\n{term}"',
      'every object is opened as a version',
    ],
    [
      'if not is_id(object_id) or term not in self.ring:',
      'if term not in self.ring:',
      'an id from a vault leads the reader elsewhere',
    ],
    [
      'if sealed is None:\n            raise Damaged(f"{kind} {object_id} is missing")',
      'if sealed is None:\n            return {"entries": [], "fields": []}',
      'what is missing is read as empty',
    ],
    [
      'if len(entries) != count:',
      'if False:',
      'an index page with fewer entries than the head says is believed',
    ],
    [
      'if not isinstance(entry["path"], str) or not isinstance(entry["versions"], list):',
      'if False:',
      'an entry of another shape is given out',
    ],
    ['if len(lines) != count:', 'if False:', 'a page of the audit with fewer entries is believed'],
    [
      'if line["index"] != index or line["hash"] != before:',
      'if line["hash"] != before:',
      'an entry of the audit that was left out is not missed',
    ],
    [
      'if line["index"] != index or line["hash"] != before:',
      'if line["index"] != index:',
      'a changed entry of the audit is believed',
    ],
    [
      'if (index, before) != (chain["count"], chain["tip"]):',
      'if before != chain["tip"]:',
      'the number of entries that the head says is not compared',
      { equivalent: 'the hash of the last entry covers its number' },
    ],
    [
      'if (index, before) != (chain["count"], chain["tip"]):',
      'if index != chain["count"]:',
      'an audit that ends otherwise than the head says is believed',
    ],
    ['if not is_whole(size) or size > 2**31:', 'if not is_whole(size):', 'a file may say any length'],
    [
      'if sealed is None:\n                raise Damaged(f"a piece of a file is missing ({object_id})")',
      'if sealed is None:\n                return',
      'a file that lacks its end is taken for whole',
    ],
    [
      'nonce = bytes(5) + i.to_bytes(6, "big") + bytes([i == count - 1])',
      'nonce = bytes(12)',
      'good files do not open',
    ],
    [
      'if len(plain) != min(CHUNK, length - i * CHUNK):',
      'if False:',
      'a part of a file that was sealed shorter is believed',
    ],
    [
      'if i == count - 1 and hashed.hexdigest() != digest:',
      'if False:',
      'a file with another digest is believed',
    ],
    ['if length is not None and len(data) != length:', 'if False:', 'a key of another length is used'],
    [
      'raise Damaged("the file was lost, and a repair left it out")',
      'return self.stored',
      'a file that its version does not name is looked for',
    ],
    [
      'if not all(isinstance(one, str) for one in field):',
      'if False:',
      'a field of another shape is given out',
    ],
    ['data[:8] != b"HOLDFAST" or ', '', 'a manifest of another program is read'],
    [' or sha256(data[:-32]) != data[-32:]:', ':', 'a manifest that does not fit its hash is read'],
    [
      'if end > 12 + 2**20 or end > len(data) - 60:',
      'if False:',
      'a header is read past its end',
      { equivalent: 'what is cut off there is no JSON, or does not open' },
    ],
    ['if self.header["format"] > 1:', 'if False:', 'a newer format is read as if it were this one'],
    [
      '{self.vault}\\n{revision}\\n{sha256',
      '{self.vault}\\n1\\n{sha256',
      'a head is read under another revision',
    ],
    [
      'if kdf.get("name") != "argon2id" or kdf.get("version") != 19 or not',
      'if not',
      'another derivation is taken for Argon2id',
    ],
    [' or not 16 <= len(salt) <= 64:', ':', 'a short salt is taken'],
    [
      'is_whole(memory, 8192) and memory <= 4 * 2**20',
      'is_whole(memory, 8192)',
      'a slot may ask for any memory',
    ],
    ['is_whole(memory, 8192) and', 'is_whole(memory, 1) and', 'a slot may ask for next to no memory'],
    ['and passes <= 100', '', 'a slot may ask for any number of passes'],
    ['and memory * passes <= 16 * 2**20', '', 'a slot may ask for hours'],
    [
      'if len(manifest.of_kind("passphrase", "passphrase-and-file")) > 8:',
      'if False:',
      'a header may ask for any number of derivations',
    ],
    [
      'if not hmac.compare_digest(hmac.new(digest[4:], secret, hashlib.sha256).digest()[:4], digest[:4]):',
      'if False:',
      'sheets that do not belong together give a secret',
    ],
    [
      "raise Problem(f\"{share.name} is of another set; this vault's is {clean(slot.get('set'))}\", 4)",
      'return',
      'a sheet of another set is taken',
    ],
    [
      'if not is_whole(need, 1) or len(fitting) < need:',
      'if not is_whole(need, 1):',
      'too few sheets are not told',
    ],
    [
      'if start[:16] != b"SQLite format 3\\0" or start[68:72] != b"HLDF":',
      'if start[:16] != b"SQLite format 3\\0":',
      'a database of another program is read',
    ],
    [
      'if self._all("PRAGMA user_version")[0][0] > 1:',
      'if False:',
      'a newer file is read as if it were this one',
    ],
    [
      'if len(rows) != 2 or set(rows) != {("table", "manifests"), ("table", "objects")}:',
      'if False:',
      'a file with views and triggers of somebody else is read',
    ],
    ['if layout.get("holdfast-folder") not in (None, 2) or', 'if', 'a folder of another layout is read'],
    ['if zlib.crc32(start[:24]) != check:', 'if False:', 'a damaged record leads to other bytes'],
    [
      'if zlib.crc32(table + struct.pack(">I", count)) != check:',
      'if False:',
      'a damaged list of a pack is believed',
    ],
  ],
);
