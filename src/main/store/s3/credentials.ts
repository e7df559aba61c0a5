import fs from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import type { Given } from '../transport.ts';
import type { S3Place } from './place.ts';

/** What signs requests. It lies in no place, setting, log or failure. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
}

type Section = Readonly<Record<string, string>>;

/** Bytes of the longest file of profiles that is read. */
const longestFile = 1024 * 1024;
const standardRegion = 'us-east-1';

/**
 * The credentials of a place: those that a person gave, or else from where the field keeps them:
 * the profile that the place names; the variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
 * AWS_SESSION_TOKEN; the profile of AWS_PROFILE, or `default`. `store` (`no-credentials`) where
 * there are none.
 */
export function credentialsFor(place: S3Place, env: NodeJS.ProcessEnv, given: Given = {}): Credentials {
  const named = place.profile ?? env['AWS_PROFILE'];
  const profile = profileOf(named ?? 'default', env);
  const region =
    place.region || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || profile['region'] || standardRegion;
  const found =
    made(given['accessKey'], given['secretKey'], given['sessionToken']) ??
    (place.profile === undefined ? fromVariables(env) : undefined) ??
    fromProfile(profile) ??
    fail({ code: 'store', reason: 'no-credentials' });
  return { ...found, region };
}

function fromVariables(env: NodeJS.ProcessEnv): Omit<Credentials, 'region'> | undefined {
  return made(env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY'], env['AWS_SESSION_TOKEN']);
}

function fromProfile(profile: Section): Omit<Credentials, 'region'> | undefined {
  return made(profile['aws_access_key_id'], profile['aws_secret_access_key'], profile['aws_session_token']);
}

function made(id?: string, secret?: string, token?: string): Omit<Credentials, 'region'> | undefined {
  if (!id || !secret) return undefined;
  return { accessKeyId: id, secretAccessKey: secret, ...(token && { sessionToken: token }) };
}

// The file of credentials is asked first, as Amazon's own programs do.
function profileOf(name: string, env: NodeJS.ProcessEnv): Section {
  const folder = path.join(env['HOME'] || env['USERPROFILE'] || homedir(), '.aws');
  const config = sectionsOf(env['AWS_CONFIG_FILE'] || path.join(folder, 'config'));
  const keys = sectionsOf(env['AWS_SHARED_CREDENTIALS_FILE'] || path.join(folder, 'credentials'));
  const configured = config.get(`profile ${name}`) ?? (name === 'default' ? config.get(name) : undefined);
  return { ...configured, ...keys.get(name) };
}

function sectionsOf(file: string): Map<string, Section> {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> | undefined;
  for (const line of linesOf(file)) {
    const [, name] = /^\[([^\]]+)\]$/.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(name.trim().replaceAll(/\s+/g, ' ')) ?? {};
      sections.set(name.trim().replaceAll(/\s+/g, ' '), section);
      continue;
    }
    const at = line.indexOf('=');
    if (section === undefined || at === -1 || /^[#;]/.test(line)) continue;
    section[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return sections;
}

function linesOf(file: string): string[] {
  try {
    if (fs.statSync(file).size > longestFile) return [];
    return fs
      .readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim());
  } catch {
    return [];
  }
}
