import kdbxweb from 'kdbxweb';

const { Consts, Credentials, Int64, Kdbx, KdbxUuid, ProtectedValue, VarDictionary } = kdbxweb;

export type Database = InstanceType<typeof Kdbx>;
export type Group = ReturnType<Database['getDefaultGroup']>;

/** A new database under a password, with a key derivation that takes no time. */
export async function newDatabase(version: 3 | 4, password = 'file password'): Promise<Database> {
  const credentials = new Credentials(ProtectedValue.fromString(password));
  await credentials.ready;
  const database = Kdbx.create(credentials, 'Root');
  database.setVersion(version);
  if (version === 3) database.header.keyEncryptionRounds = 100;
  else {
    database.header.setKdf(Consts.KdfId.Aes);
    database.header.kdfParameters?.set('R', VarDictionary.ValueType.UInt64, Int64.from(100));
  }
  return database;
}

/** An entry with these strings; a value that begins with `!` is protected. */
export function addEntry(database: Database, group: Group, strings: Readonly<Record<string, string>>) {
  const entry = database.createEntry(group);
  entry.fields.clear();
  for (const [name, value] of Object.entries(strings))
    entry.fields.set(name, value.startsWith('!') ? ProtectedValue.fromString(value.slice(1)) : value);
  return entry;
}

export async function bytesOf(database: Database): Promise<Uint8Array> {
  return new Uint8Array(await database.save());
}

export { KdbxUuid };
