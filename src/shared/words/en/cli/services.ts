const refused = (why: string) =>
  `Several writers would lose writes on this service: ${why}. No vault is made there; choose another service, a database, or a file.`;

/** Why a vault on a service cannot be opened, read or written, and what to do next. */
export const services = {
  'name-not-found':
    'The server of this place has no address: its name was not found. Check the name and the network.',
  unreachable:
    'The server of this place does not answer. Check the network, the address and the port, then repeat this.',
  'connection-refused':
    'The server of this place refuses the connection. Check the port, and whether the service is running.',
  certificate:
    'Nobody whom this machine trusts made the certificate of this server. If the server is yours, name its certificate with ca=FILE in the place.',
  'certificate-expired':
    'The certificate of this server has expired, or is not valid yet. Let whoever runs the server renew it, and check the clock of this machine.',
  'certificate-name':
    'The certificate of this server is for another name. Check the address; if it is right, ask whoever runs the server.',
  'no-tls':
    'This server speaks without encryption. Turn TLS on there: Holdfast sends nothing without it to another machine.',
  'ca-file':
    'The file of certificates cannot be read or has none in it. Check the file that ca=FILE, AWS_CA_BUNDLE, PGSSLROOTCERT or VAULT_CACERT names.',
  'no-credentials':
    'There are no credentials for this place. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; for a database PGPASSWORD or a passfile; for WebDAV a netrc, for a Vault server VAULT_TOKEN.',
  'credentials-refused':
    'The server refuses these credentials. Check the variables or the profile that they come from.',
  'no-bucket': 'There is no such bucket. Check its name and the endpoint; Holdfast makes no buckets.',
  'no-database': 'There is no such database on this server. Check its name; Holdfast makes no databases.',
  'no-folder':
    'The folder that this place would lie in is not on the server. Check the address, or make that folder there.',
  'no-schema':
    'This database does not have the tables of Holdfast. Let its administrator run schema.sql (docs/stores.md).',
  'wrong-region':
    'The bucket is in another region, or at another address. Name it with region=… or endpoint=… in the place.',
  clock: 'The clocks of this machine and of the service are too far apart. Set the clock right.',
  server: 'This is not how such a service answers. Check the endpoint and the port.',
  'may-not-get': 'These credentials may not read there (GetObject, SELECT). Ask for that right.',
  'may-not-put':
    'These credentials may not write there (PutObject, INSERT, UPDATE). Ask for that right, or open the vault for reading.',
  'may-not-list': 'These credentials may not list there (ListBucket). Ask for that right.',
  'may-not-delete':
    'These credentials may not remove there (DeleteObject, DELETE). Ask for that right, or let somebody do this who has it. Nothing was changed.',
  'probe-ignored': refused('it lets one writer overwrite what another has just created, and says nothing'),
  'probe-unsupported': refused('it cannot create only what is not there yet'),
  'probe-race': refused(
    'where several writers create one thing at once, it tells more than one that it did, or none',
  ),
  'probe-unread': refused('it does not give back what was written'),
  'probe-unlisted': refused('it does not list what was written'),
  'probe-undeleted': refused('it still shows what was deleted'),
};
