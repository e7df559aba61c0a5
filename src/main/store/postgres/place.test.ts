import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { parsePostgres } from './place.ts';

test('a place names user, host, port, database and vault, or the folder of a socket', () => {
  expect(parsePostgres('postgres://alice@db.example:6432/vaults?vault=home')).toEqual({
    vault: 'home',
    database: 'vaults',
    host: 'db.example',
    port: 6432,
    user: 'alice',
  });
  expect(
    parsePostgres('postgres:///two%20words?host=/run/postgresql&user=a%20b&vault=Schl%C3%BCssel'),
  ).toEqual({
    vault: 'Schlüssel',
    database: 'two words',
    host: '/run/postgresql',
    user: 'a b',
  });
  expect(parsePostgres('postgres:///vaults?vault=home')).toEqual({ vault: 'home', database: 'vaults' });
  expect(parsePostgres('postgres://[::1]/vaults?vault=home&ca=/etc/ca.pem')).toMatchObject({
    host: '::1',
    ca: '/etc/ca.pem',
  });
});

test.each([
  ['postgres:', 'malformed'],
  ['postgres://host/?vault=home', 'malformed'],
  ['postgres://host/vaults', 'malformed'],
  ['postgres://host/vaults?vault=', 'malformed'],
  ['postgres://host/vaults?vault=a&vault=b', 'malformed'],
  ['postgres://host/vaults?vault=a%0Ab', 'malformed'],
  [`postgres://host/vaults?vault=${'ü'.repeat(26)}`, 'malformed'],
  ['postgres://host/va/ults?vault=home', 'malformed'],
  ['postgres://host/%E0%A4%A?vault=home', 'malformed'],
  ['postgres://host/vaults?vault=home&sslmode=disable', 'malformed'],
  ['postgres://host/vaults?vault=home&host=/tmp', 'malformed'],
  ['postgres:///vaults?vault=home&host=elsewhere', 'malformed'],
  ['postgres://a@host/vaults?vault=home&user=b', 'malformed'],
  ['postgres://host:99999/vaults?vault=home', 'malformed'],
  ['postgres://host/vaults?vault=home#x', 'malformed'],
  ['postgres://a:hunter2@host/vaults?vault=home', 'credential'],
])('%s is refused: %s', (place, reason) => {
  let failure: unknown;
  try {
    parsePostgres(place);
  } catch (error) {
    failure = failureOf(error);
  }
  expect(failure).toEqual({ code: 'bad-input', what: 'place', reason });
});
