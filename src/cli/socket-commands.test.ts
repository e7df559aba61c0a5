import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deny, type Stand, stand } from '../main/clients/testing/stand.ts';
import {
  backupPath,
  clientPath,
  type Permission,
  policyPath,
  recoveryPath,
  vaultPath,
} from '../shared/policy.ts';
import { mask } from './mask/masker.ts';
import { table } from './table.ts';
import { cli } from './testing/fake.ts';

// The parser as it is built lies elsewhere: here it runs from its source.
vi.mock('../main/import/fork.ts', async (original) => {
  const { forkParser } = await original<typeof import('../main/import/fork.ts')>();
  const source = new URL('../main/import/process.ts', import.meta.url);
  return { forkParser: () => forkParser(fileURLToPath(source)) };
});

// What has to do with files, asked of the running app; and of every command there is, how it ends
// there.
const passphrase = 'correct horse battery';
let here: Stand;
beforeEach(async () => {
  here = await stand();
  await here.let('build', '**');
});
afterEach(() => here.close());

const at = (name: string) => join(here.folder, name);
const overSocket = (argv: readonly string[], stdin = '') =>
  cli(argv, { env: { ...here.env, HOLDFAST_ASK: '0' }, stdin });
const overFile = (...argv: string[]) => {
  writeFileSync(at('p'), `${passphrase}\n`);
  return cli(['--vault', at('a.holdfast'), '--passphrase-file', at('p'), ...argv], { env: here.env });
};
const allow = async (...wants: [string, Permission][]) => {
  for (const [path, permission] of wants)
    await here.vault?.policies.put({
      name: `may ${permission} ${path}`,
      spiffeIdPattern: `spiffe://${here.vault?.id}/client/build`,
      pathPattern: path,
      permissions: [permission],
    });
};
/** Sheets of a new set, in files; `pending`: it does not count yet. */
const sheets = async ({ pending = false } = {}) => {
  const { shares } = (await here.vault?.recovery.issue({ passphrase, shares: 3, threshold: 2 })) ?? {
    shares: [],
  };
  if (!pending) {
    await here.vault?.recovery.markProven([1, 2, 3]);
    await here.vault?.recovery.activate();
  }
  return shares.map((words, index) => {
    const file = at(`sheet-${index + 1}`);
    writeFileSync(file, words.join(' '));
    return file;
  });
};

test('every command works against the running app, needs no vault, or says what to do instead', async () => {
  await allow([policyPath, 'super'], [clientPath, 'super'], [recoveryPath, 'super']);
  await allow([vaultPath, 'read'], [vaultPath, 'write'], [backupPath, 'write']);
  await allow(['holdfast/system/audit', 'read'], ['holdfast/system/cipher/k', 'write']);
  await allow(['holdfast/system/cipher/k', 'read'], ['t', 'otp'], ['**', 'export']);
  here.person = () => ({ answer: 'unlock', policies: [] });
  const [one = '', two = ''] = await sheets();
  const id = `spiffe://${here.vault?.id}/client/build`;
  writeFileSync(at('.env'), 'A=b\n');
  writeFileSync(at('plain'), 'text');
  const yaml = `name: p\nspiffeidPattern: ${id}\npathPattern: x\npermissions: [read]\n`;
  const policy = ['--spiffeid-pattern', id, '--path-pattern', 'y', '--permissions', 'read'];
  const backup = () => join(at('backups'), readdirSync(at('backups'))[0] ?? '');
  /** How it ends, and with what; `refused`: exit 2, and a way out in words. */
  const script: Record<string, [() => string[], string?] | 'refused' | 'elsewhere'> = {
    init: [() => [at('new.holdfast'), '--kdf-memory', '64', '--passphrase-file', '-'], 'long enough words\n'],
    status: [() => []],
    verify: [() => []],
    'secret put': [() => ['s', 'a=b', 'code=GEZDGNBVGY3TQOJQ', '--type', 'code=otp']],
    'secret patch': [() => ['s', 'a=c']],
    'secret get': [() => ['s', 'a']],
    'secret list': [() => []],
    'secret delete': [() => ['s']],
    'secret undelete': [() => ['s']],
    'secret rollback': [() => ['s', '--version', '1', '--field', 'a']],
    'secret copy': 'refused',
    'secret diff': [() => ['s', '1', '2']],
    'secret destroy': [() => ['s', '--versions', '1']],
    'secret metadata': [() => ['s', '--set', 'health-ok=weak']],
    'secret favourite': [() => ['s']],
    'secret move': [() => ['s', 't']],
    search: [() => ['s']],
    templates: [() => []],
    export: [() => [at('all.json'), '--format', 'json', '--plain-text']],
    expiring: [() => ['--within', '1d']],
    health: [() => []],
    otp: [() => ['t', 'code']],
    import: [() => [at('.env'), '--prefix', 'in']],
    'policy create': [() => ['q', ...policy]],
    'policy apply': [() => ['-'], yaml],
    'policy get': [() => ['p']],
    'policy list': [() => []],
    'policy delete': [() => ['p']],
    'policy test': [() => [id, 'x/y', 'read']],
    'client list': [() => []],
    'client register': 'elsewhere',
    'client revoke': 'elsewhere',
    'cipher encrypt': [() => ['k', '--in', at('plain'), '--out', at('sealed')]],
    'cipher decrypt': [() => ['--in', at('sealed')]],
    audit: [() => []],
    'recovery issue': 'refused',
    'recovery letter': 'refused',
    'recovery check': [() => [one, two]],
    'recovery restore': 'refused',
    'recovery activate': 'elsewhere',
    'recovery status': [() => []],
    'recovery revoke': 'refused',
    rekey: 'refused',
    'key-file create': [() => [at('k.key')]],
    'key-file set': 'refused',
    'key-file remove': 'refused',
    rotate: 'refused',
    'security-key add': 'refused',
    'security-key list': 'refused',
    'security-key rename': 'refused',
    'security-key remove': 'refused',
    'people list': 'refused',
    'people invite': 'refused',
    'people join': 'elsewhere',
    'people confirm': 'refused',
    'people remove': 'refused',
    'people name': 'refused',
    devices: 'refused',
    'backup create': [() => [at('backups')]],
    'backup verify': [() => [backup(), '--passphrase-file', '-'], `${passphrase}\n`],
    'backup list': [() => [at('backups')]],
    'backup prune': [() => [at('backups'), '--keep-last', '1']],
    'backup restore': [() => [backup(), at('restored.holdfast')]],
    'rescue drill': 'refused',
    run: [() => ['--env', 'A=t#a', '--', '/bin/true']],
    inject: [() => [], 'x'],
    'ssh-agent': 'elsewhere',
    repair: 'refused',
    merge: [() => [at('restored.holdfast')]],
    move: [() => [at('restored.holdfast'), at('moved.holdfast')]],
    quick: 'elsewhere',
    generate: [() => []],
    'store probe': [() => [at('backups')]],
    completion: [() => ['bash']],
  };
  expect(Object.keys(table).filter((name) => !(name in script))).toEqual([]);
  for (const [name, how] of Object.entries(script)) {
    if (how === 'elsewhere') continue;
    const given =
      how === 'refused'
        ? ['repair', 'recovery restore', 'recovery letter', 'key-file set'].includes(name) ||
          /^(people|security-key) (?!list|rename)/.test(name)
          ? [at('out')]
          : name === 'security-key rename'
            ? ['a', 'b']
            : name === 'secret copy'
              ? ['s', '--to', at('b.holdfast')]
              : []
        : how[0]();
    const ran = await overSocket([...name.split(' '), ...given], how === 'refused' ? '' : how[1]);
    if (how === 'refused')
      expect([name, ran.code, ran.out, ran.err]).toEqual([
        name,
        2,
        '',
        expect.stringContaining('--vault FILE'),
      ]);
    else expect([name, ran.code, ran.err]).toEqual([name, 0, expect.any(String)]);
  }
  expect(await overSocket(['backup', 'create', at('b'), '--locked'])).toMatchObject({ code: 2, out: '' });
}, 60_000);

test('health and expiring judge what the program may read, and say so where that is nothing', async () => {
  const { secrets } = here.vault as NonNullable<typeof here.vault>;
  const password = (value: string) => [{ name: 'password', type: 'secret' as const, value }];
  await secrets.put('web/one', password('letmein'));
  await secrets.put('bank/two', password('letmein'));
  await secrets.updateMetadata('bank/two', { set: [['expires', '2020-01-01']] });
  await here.let('web', 'web/*');
  await here.let('none', 'none/*');
  const as = (name: string, ...argv: string[]) =>
    cli(argv, { env: { ...here.env, HOLDFAST_ASK: '0', HOLDFAST_CLIENT: name } });
  expect(await as('web', 'health')).toMatchObject({ code: 6, out: 'web/one\n  weak password, password\n' });
  expect(await as('web', 'expiring')).toMatchObject({ code: 0, out: '' });
  expect((await as('build', 'health')).out).toContain('same password elsewhere, password, also at bank/two');
  expect((await as('build', 'expiring')).out).toBe('2020-01-01  bank/two  expired\n');
  for (const command of ['health', 'expiring'])
    expect(await as('none', command)).toMatchObject({ code: 5, out: '' });
  const listed = await overSocket(['health', '--breached', at('list')]);
  expect(listed).toMatchObject({ code: 2, err: expect.stringContaining('--vault FILE') });
});

test('without leave none of it is done, and each refusal is written down', async () => {
  const [one = ''] = await sheets();
  const [fresh = ''] = await sheets({ pending: true });
  writeFileSync(at('.env'), 'A=b\n');
  for (const words of [
    ['import', at('.env'), '--prefix', 'in'],
    ['merge', at('a.holdfast')],
    ['backup', 'create', at('backups')],
    ['recovery', 'check', one],
    ['recovery', 'activate', fresh],
  ])
    expect([words[0], (await overSocket(words)).code]).toEqual([words[0], 5]);
  expect(existsSync(at('backups'))).toBe(false);
  expect((await here.vault?.recovery.status())?.active).toBeDefined();
  const denied = (await here.vault?.audit.list())?.filter(({ outcome }) => outcome === 'denied');
  expect(denied?.map(({ action }) => action)).toEqual([
    'vault.import',
    'vault.merge',
    'backup.create',
    'recovery.check',
    'recovery.check',
  ]);
});

test('the person may be asked for it, and a no is a no', async () => {
  const [one = ''] = await sheets({ pending: true });
  const asked = (argv: string[]) => cli(argv, { env: here.env });
  here.person = () => deny;
  expect(await asked(['recovery', 'activate', one])).toMatchObject({ code: 5 });
  expect(here.asked[0]).toMatchObject({ wants: [{ path: recoveryPath, permission: 'super' }] });
  expect((await here.vault?.recovery.status())?.pending?.proven).toEqual([]);
});

describe('an import', () => {
  const file = () => at('shop.env');
  test('is read here, says what it would say with --vault, and brings nothing twice', async () => {
    await allow([vaultPath, 'write']);
    writeFileSync(file(), 'USER=app\nPASSWORD=hunter2\n1BAD\n');
    const words = (prefix: string) => ['import', file(), '--prefix', prefix];
    const [there, byFile] = [await overSocket(words('a/x')), await overFile(...words('b/x'))];
    await here.vault?.refresh();
    expect(there).toEqual(byFile);
    expect((await here.vault?.secrets.get('a/x'))?.fields).toEqual(
      (await here.vault?.secrets.get('b/x'))?.fields,
    );
    expect((await overSocket(words('a/x'))).out).toContain('created:  0\n');
    const dry = await overSocket(['import', file(), '--prefix', 'c/x', '--dry-run', '--json']);
    expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, created: 1 });
    expect(await here.vault?.secrets.list('c')).toEqual([]);
  });

  test('is undone over the socket, and the audit says by whom', async () => {
    await allow([vaultPath, 'write']);
    const rows = 'name,username,password\na,ada,one\nb,bob,two\n';
    writeFileSync(at('list.csv'), rows);
    expect((await overSocket(['import', at('list.csv')])).code).toBe(0);
    const undone = await overSocket(['import', '--undo', '--json']);
    expect(JSON.parse(undone.out)).toMatchObject({ files: ['list.csv'], secrets: 2, stays: [] });
    expect(await here.vault?.secrets.list('', { deleted: true })).toEqual([]);
    const told = (await here.vault?.audit.list())?.filter(({ action }) => /import/.test(action));
    expect(told?.map(({ action, client, count }) => [action, client === 'owner', count])).toEqual([
      ['vault.import', false, 2],
      ['import.undo', false, 2],
    ]);
  });

  test('of what is no item, or with a prefix that is no path, writes nothing', async () => {
    await allow([vaultPath, 'write']);
    const { readClient } = await import('../main/clients/keys.ts');
    const build = await here.connect('build', readClient(here.keys, 'build')?.key);
    const given = { file: 'f', format: 'json', prefix: 'in', dryRun: false };
    const good = ['', 'one', [], [[null, 'a', 'text', 'b']], {}];
    for (const items of [[good, { kind: 'entry' }], [[1, 2]], [null]])
      await expect(build.call('vault.import', { ...given, items })).rejects.toMatchObject({
        failure: { code: 'import-refused', reason: 'malformed' },
      });
    await expect(
      build.call('vault.import', { ...given, prefix: 'a//b', items: [good] }),
    ).rejects.toMatchObject({
      failure: { code: 'bad-path' },
    });
    expect(await here.vault?.secrets.list('')).toEqual([]);
    expect(await build.call('vault.import', { ...given, items: [good] })).toMatchObject({ created: 1 });
    build.close();
  });
});

describe('an export', () => {
  const allOf = async (name: string, ...argv: string[]) => {
    const done = await overSocket(['export', at(name), '--plain-text', '--format', ...argv]);
    return { ...done, text: existsSync(at(name)) ? readFileSync(at(name), 'latin1') : undefined };
  };
  const fill = async () => {
    const file = (byte: number) => Buffer.alloc(2_200_000, byte);
    const field = (value: string) => ({ name: 'password', type: 'secret' as const, value });
    await here.vault?.secrets.put('prod/db', [field('one')]);
    await here.vault?.secrets.put('prod/db', [
      field('two'),
      { name: 'image', type: 'file', value: file(7).toString('base64') },
    ]);
    await here.vault?.secrets.put('gone', [field('x')]);
    await here.vault?.secrets.delete('gone');
    await here.vault?.secrets.apply(
      Array.from({ length: 1_200 }, (_, n) => ({
        op: 'store' as const,
        path: `many/${n}`,
        fields: [field(`v${n}`)],
      })),
    );
  };

  test('is byte for byte what --vault writes, with the files beside it', async () => {
    await fill();
    await allow(['**', 'export']);
    const there = await allOf('there.json', 'json');
    expect(there).toMatchObject({ code: 0, err: expect.stringContaining('1,202 secrets') });
    await overFile('export', at('here.json'), '--plain-text', '--format', 'json');
    expect(there.text).toBe(readFileSync(at('here.json'), 'latin1'));
    expect(readdirSync(at('there.json.files'))).toEqual(readdirSync(at('here.json.files')));
    for (const name of readdirSync(at('there.json.files')))
      expect(readFileSync(join(at('there.json.files'), name))).toEqual(
        readFileSync(join(at('here.json.files'), name)),
      );
    for (const format of ['bitwarden', 'csv', 'env', 'k8s'])
      expect((await allOf(`there.${format}`, format)).text).toBe(
        (await overFile('export', '-', '--plain-text', '--format', format)).out,
      );
  });

  test('of KeePass’s form holds all of it, too', async () => {
    await fill();
    await allow(['**', 'export']);
    writeFileSync(at('sealed'), 'its own password\n');
    const sealed = ['--export-passphrase-file', at('sealed')];
    expect(await overSocket(['export', at('all.kdbx'), '--format', 'kdbx', ...sealed])).toMatchObject({
      code: 0,
    });
    const own = ['--import-passphrase-file', at('sealed')];
    const back = await overFile('import', at('all.kdbx'), ...own, '--dry-run', '--prefix', 'again', '--json');
    expect(JSON.parse(back.out)).toMatchObject({ read: 1_202, failed: [] });
  });

  test('has what policies let go, or nothing, and nothing over what lies there', async () => {
    await fill();
    await allow(['prod/**', 'export']);
    const dry = await overSocket(['export', at('x'), '--format', 'csv', '--dry-run', '--json']);
    expect(JSON.parse(dry.out)).toMatchObject({ secrets: 1, dryRun: true });
    const some = await allOf('some.json', 'json');
    expect(JSON.parse(some.text ?? '').secrets.map(({ path }: { path: string }) => path)).toEqual([
      'prod/db',
    ]);
    expect(await allOf('none.json', 'json', '--prefix', 'many')).toMatchObject({ code: 5, text: undefined });
    expect(await allOf('some.json', 'json')).toMatchObject({ code: 8, text: some.text });
  });

  test('is asked of the person, who says no', async () => {
    await fill();
    here.person = () => deny;
    const words = ['export', at('all.csv'), '--format', 'csv', '--plain-text'];
    expect(await cli(words, { env: here.env })).toMatchObject({ code: 5 });
    expect(here.asked[0]?.wants).toEqual([{ path: '/', permission: 'export', secrets: 1_202 }]);
    expect(existsSync(at('all.csv'))).toBe(false);
  });
});

test('a backup is one that the passphrase opens, and its place is the one that was meant', async () => {
  await allow([backupPath, 'write']);
  await here.vault?.secrets.put('a', [{ name: 'x', type: 'text', value: 'y' }]);
  const made = await overSocket(['backup', 'create', at('backups'), '--json']);
  const { file, proven } = JSON.parse(made.out);
  expect({ code: made.code, proven }).toEqual({ code: 0, proven: 'everything' });
  const verified = await cli(['backup', 'verify', file, '--passphrase-file', '-'], {
    env: here.env,
    stdin: `${passphrase}\n`,
  });
  expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('secrets:') });
  expect(await overSocket(['backup', 'create', at('a.holdfast')])).toMatchObject({ code: 8 });
  const { readClient } = await import('../main/clients/keys.ts');
  const build = await here.connect('build', readClient(here.keys, 'build')?.key);
  await expect(build.call('backup.create', { place: 'backups' })).rejects.toMatchObject({
    failure: { code: 'bad-input' },
  });
  build.close();
});

test('a copy is merged with the keys at hand, by the client in the audit', async () => {
  await allow([vaultPath, 'write'], [backupPath, 'write']);
  await overSocket(['backup', 'create', at('copy.holdfast')]);
  writeFileSync(at('p'), `${passphrase}\n`);
  const flags = ['--vault', at('copy.holdfast'), '--passphrase-file', at('p')];
  expect(await cli([...flags, 'secret', 'put', 'there', 'a=b'], { env: here.env })).toMatchObject({
    code: 0,
  });
  const dry = await overSocket(['merge', at('copy.holdfast'), '--dry-run']);
  expect(dry).toMatchObject({ code: 0, out: 'added:     there\nversions:  1\n' });
  expect(await here.vault?.secrets.list('')).toEqual([]);
  expect(await overSocket(['merge', at('copy.holdfast')])).toMatchObject({ code: 0, out: dry.out });
  expect(await here.vault?.secrets.get('there')).toMatchObject({ version: 1 });
  const merges = (await here.vault?.audit.list())?.filter(({ action }) => action === 'vault.merge');
  expect(merges?.map(({ client }) => client.replace(/.*\//, ''))).toEqual(['build', 'build']);
  const other = await stand();
  expect(await overSocket(['merge', join(other.folder, 'a.holdfast')])).not.toMatchObject({ code: 0 });
  await other.close();
});

describe('recovery sheets', () => {
  test('are checked as with --vault', async () => {
    await allow([vaultPath, 'read']);
    const [one = '', two = ''] = await sheets();
    writeFileSync(at('bad'), 'academic acid acrobat');
    for (const given of [[one, two], [one], [at('bad')], [one, one]]) {
      const [there, byFile] = [
        await overSocket(['recovery', 'check', ...given]),
        await cli(['--vault', at('a.holdfast'), 'recovery', 'check', ...given], { env: here.env }),
      ];
      expect(there).toEqual(byFile);
    }
  });

  test('of a new set are read back in several runs, and the last one puts it to use', async () => {
    await allow([recoveryPath, 'super']);
    await sheets();
    const fresh = await sheets({ pending: true });
    const before = (await here.vault?.recovery.status())?.active?.set;
    const some = await overSocket(['recovery', 'activate', ...fresh.slice(0, 2)]);
    expect(some).toMatchObject({ code: 4, err: expect.stringContaining('2 of 3 sheets') });
    expect((await here.vault?.recovery.status())?.active?.set).toBe(before);
    writeFileSync(at('bad'), readFileSync(fresh[2] ?? '', 'utf8').replace(/^\w+/, 'acid'));
    expect(await overSocket(['recovery', 'activate', at('bad')])).toMatchObject({
      err: expect.stringContaining(at('bad')),
    });
    expect(await overSocket(['recovery', 'activate', fresh[2] ?? ''])).toMatchObject({ code: 0 });
    const after = await here.vault?.recovery.status();
    expect([after?.active?.set === before, after?.pending]).toEqual([false, undefined]);
    const last = (await here.vault?.audit.list())?.slice(-2);
    const client = expect.stringContaining('/client/build');
    expect(last).toMatchObject([
      { action: 'recovery.activate', client },
      { action: 'key.replace', client },
    ]);
  });

  test('are never given out: there is no such call', async () => {
    await allow([recoveryPath, 'super']);
    const { readClient } = await import('../main/clients/keys.ts');
    const build = await here.connect('build', readClient(here.keys, 'build')?.key);
    for (const call of ['recovery.issue', 'recovery.restore', 'recovery.revoke', 'vault.rekey'])
      await expect(build.call(call, {})).rejects.toMatchObject({ failure: { code: 'bad-input' } });
    build.close();
  });
});

test('what the docs promise, from the first word of a program to the masked output of a command', async () => {
  here.person = ({ draft }) => ({ answer: 'always', policies: draft });
  const own = { env: { ...here.env, HOLDFAST_CLIENT: 'ci' } };
  const orders = [{ name: 'password', type: 'secret', value: 'hunter2-hunter2' }] as const;
  await here.vault?.secrets.put('prod/db/orders', orders);
  expect(await cli(['client', 'register', 'ci'], { env: here.env })).toMatchObject({ code: 0 });
  const id = `spiffe://${here.vault?.id}/client/ci`;
  writeFileSync(
    at('p.yaml'),
    `name: ci\nspiffeidPattern: ${id}\npathPattern: prod/db/*\npermissions: [read]\n`,
  );
  expect(await cli(['policy', 'apply', at('p.yaml')], own)).toMatchObject({ code: 0 });
  const get = ['secret', 'get', 'prod/db/orders', 'password'];
  expect(await cli(get, own)).toMatchObject({ code: 0, out: 'hunter2-hunter2' });
  expect((await cli(['policy', 'test', id, 'prod/db/orders', 'read'], own)).code).toBe(0);
  expect((await cli(['policy', 'test', id, 'prod/dbx/orders', 'read'], own)).code).toBe(5);
  const child = ['--', '/bin/sh', '-c', 'echo $PGPASSWORD; exit 7'];
  const ran = await cli(['run', '--env', 'PGPASSWORD=prod/db/orders#password', ...child], own);
  expect(ran).toMatchObject({ code: 7, out: `${mask}\n` });
});
