import { text } from '../../failure-text.ts';

const refused = (why: string) =>
  text(
    `This service would lose writes: ${why}.`,
    'No vault is made there. Choose another service, a database, or a file.',
  );

/** Why a place on a service is not reached, or refuses, and what to do. */
export const services = {
  'name-not-found': text('The server was not found under this name.', 'Check the name and your network.'),
  unreachable: text(
    'The server does not answer.',
    'Check your network and the address. Nothing is lost; try again later.',
  ),
  'connection-refused': text(
    'The server refuses the connection.',
    'Check the port, and whether the service is running.',
  ),
  certificate: text(
    'Nobody whom this computer trusts made the server’s certificate.',
    'If the server is yours, name its certificate under “More settings”. Otherwise somebody may be listening: send nothing.',
  ),
  'certificate-expired': text(
    'The server’s certificate has expired, or is not valid yet.',
    'Ask whoever runs the server to renew it, and check the clock of this computer.',
  ),
  'certificate-name': text(
    'The server’s certificate is for another name.',
    'Check the address. If it is right, ask whoever runs the server.',
  ),
  'no-tls': text(
    'The server speaks without encryption.',
    'Turn TLS on there: Holdfast sends nothing without it.',
  ),
  'ca-file': text(
    'The file of certificates cannot be read, or has none in it.',
    'Check its path under “More settings”.',
  ),
  'no-credentials': text(
    'Nothing lets you in there.',
    'Enter your credentials, or put them where the field keeps them: AWS_* or a profile, PGPASSWORD or a passfile, a netrc.',
  ),
  'credentials-refused': text('The server refuses these credentials.', 'Check them, and enter them again.'),
  'no-bucket': text('There is no such bucket.', 'Check its name and the address. Holdfast makes no buckets.'),
  'no-database': text('There is no such database.', 'Check its name. Holdfast makes no databases.'),
  'no-folder': text(
    'The folder that this one would lie in is not on the server.',
    'Check the address, or make that folder there.',
  ),
  'no-schema': text(
    'This database lacks the tables of Holdfast.',
    'Let its administrator run schema.sql (docs/stores.md).',
  ),
  'wrong-region': text(
    'The bucket is in another region, or at another address.',
    'Name the region under “More settings”, or correct the address.',
  ),
  clock: text(
    'The clocks of this computer and of the service are too far apart.',
    'Set the clock of this computer right, then try again.',
  ),
  server: text('This is not how such a service answers.', 'Check the address and the port.'),
  'may-not-get': text('These credentials may not read there.', 'Ask for the right GetObject, or SELECT.'),
  'may-not-put': text(
    'These credentials may not write there.',
    'Ask for the right PutObject, or INSERT and UPDATE.',
  ),
  'may-not-list': text('These credentials may not list there.', 'Ask for the right ListBucket.'),
  'may-not-delete': text(
    'These credentials may not remove there.',
    'Ask for the right DeleteObject, or the role of a sweeper. Nothing was changed.',
  ),
  'probe-ignored': refused('it lets one writer overwrite what another has just created'),
  'probe-unsupported': refused('it cannot create only what is not there yet'),
  'probe-race': refused('where several write at once, it tells more than one that it was the first'),
  'probe-unread': refused('it does not give back what was written'),
  'probe-unlisted': refused('it does not list what was written'),
  'probe-undeleted': refused('it still shows what was deleted'),
};
