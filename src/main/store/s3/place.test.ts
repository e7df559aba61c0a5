import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { credentialsFor } from './credentials.ts';
import { parseS3 } from './place.ts';

const reason = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    const failure = failureOf(error);
    return failure !== undefined && 'reason' in failure ? failure.reason : failure?.code;
  }
  return undefined;
};

test('a place names bucket, prefix, endpoint, region, style, profile and a file of certificates', () => {
  expect(parseS3('s3://vaults')).toEqual({ bucket: 'vaults', prefix: '', pathStyle: false });
  expect(
    parseS3(
      's3://vaults/team/two%20words/?endpoint=https://s3.example:9000&region=eu-1&style=host&profile=work&ca=/etc/ca.pem',
    ),
  ).toEqual({
    bucket: 'vaults',
    prefix: 'team/two words/',
    endpoint: new URL('https://s3.example:9000'),
    region: 'eu-1',
    pathStyle: false,
    profile: 'work',
    ca: '/etc/ca.pem',
  });
  expect(parseS3('s3://Old_Bucket.name/x?endpoint=http://127.0.0.1:9000').pathStyle).toBe(true);
});

test.each([
  ['s3://', 'malformed'],
  ['s3:///prefix', 'malformed'],
  ['s3://b', 'malformed'],
  ['s3://two words/x', 'malformed'],
  ['s3://vaults/%E0%A4%A', 'malformed'],
  ['s3://vaults/a%0Ab', 'malformed'],
  [`s3://vaults/${'x'.repeat(901)}`, 'malformed'],
  ['s3://vaults/x#y', 'malformed'],
  ['s3://vaults:80/x', 'malformed'],
  ['s3://vaults/x?endpont=https://s3.example', 'malformed'],
  ['s3://vaults/x?region=a&region=b', 'malformed'],
  ['s3://vaults/x?region=', 'malformed'],
  ['s3://vaults/x?style=both', 'malformed'],
  ['s3://vaults/x?endpoint=s3.example', 'malformed'],
  ['s3://vaults/x?endpoint=https://s3.example/path', 'malformed'],
  ['s3://vaults/x?endpoint=ftp://s3.example', 'not-tls'],
  ['s3://vaults/x?endpoint=http://s3.example', 'not-tls'],
  ['s3://vaults/x?endpoint=http://127.0.0.1.example', 'not-tls'],
  ['s3://vaults/x?endpoint=http://localhost.example:1', 'not-tls'],
  ['s3://me:hunter2@vaults/x', 'credential'],
  ['s3://me@vaults/x', 'credential'],
  ['s3://vaults/x?endpoint=https%3A%2F%2Fme%3Ahunter2%40s3.example', 'credential'],
])('%s is refused: %s', (place, why) => {
  expect(reason(() => parseS3(place))).toBe(why);
});

test.each(['http://localhost:1', 'http://127.0.0.1:1', 'http://127.8.9.1', 'http://[::1]:9000'])(
  'without TLS this machine alone is asked: %s',
  (endpoint) => {
    expect(parseS3(`s3://vaults/x?endpoint=${endpoint}`).endpoint?.href).toBe(new URL(endpoint).href);
  },
);

test('credentials come from the profile that the place names, the variables, or the profile of the environment', () => {
  const home = scratchFolder();
  fs.mkdirSync(path.join(home, '.aws'));
  const write = (name: string, text: string) => fs.writeFileSync(path.join(home, '.aws', name), text);
  write(
    'credentials',
    '# kept by hand\n[default]\naws_access_key_id = D\naws_secret_access_key = secret = of D\n[ work ]\r\naws_access_key_id=W\r\naws_secret_access_key=X\r\naws_session_token=T\r\n[half]\naws_access_key_id=H\n',
  );
  write('config', '[default]\nregion = eu-1\n[profile work]\nregion = eu-2\n[work]\nregion = nowhere\n');
  const of = (place: string, env: NodeJS.ProcessEnv = {}) =>
    credentialsFor(parseS3(place), { HOME: home, ...env });
  const variables = { AWS_ACCESS_KEY_ID: 'V', AWS_SECRET_ACCESS_KEY: 'Y', AWS_SESSION_TOKEN: 'Z' };
  expect(of('s3://vaults')).toEqual({ accessKeyId: 'D', secretAccessKey: 'secret = of D', region: 'eu-1' });
  const work = { accessKeyId: 'W', secretAccessKey: 'X', sessionToken: 'T', region: 'eu-2' };
  expect(of('s3://vaults?profile=work', variables)).toEqual(work);
  expect(of('s3://vaults', { AWS_PROFILE: 'work' })).toEqual(work);
  expect(of('s3://vaults', { ...variables, AWS_REGION: 'eu-3' })).toEqual({
    accessKeyId: 'V',
    secretAccessKey: 'Y',
    sessionToken: 'Z',
    region: 'eu-3',
  });
  expect(of('s3://vaults?region=eu-9', { AWS_REGION: 'eu-3' }).region).toBe('eu-9');
  for (const place of [
    's3://vaults?profile=half',
    's3://vaults?profile=none',
    's3://vaults?profile=__proto__',
  ])
    expect(reason(() => of(place, variables))).toBe('no-credentials');
  fs.rmSync(home, { recursive: true });
});
