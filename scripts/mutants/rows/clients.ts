import { inFile } from '../row.ts';

const rights = ['src/main/clients/rights.test.ts'];
const guard = ['src/main/clients/guard.test.ts'];
const relay = ['src/main/clients/relay.test.ts'];

/** Who may do what, and what one program may take up. */
export const mutants = [
  ...inFile('src/main/clients/consult.ts', guard, [
    ['  await noteAnswer(vault, name, verdict);\n', '', 'the person’s answer is not written down'],
    ['granted.length < wants.length', 'granted.length === 0', 'one of several wants granted is enough'],
    [
      'isGuest ? new Decider(given) : await',
      'await',
      'a guest that is given something inherits what was stored for its name',
      { tests: ['src/main/clients/inherit.test.ts'] },
    ],
  ]),
  ...inFile(
    'src/main/clients/caller.ts',
    ['src/main/clients/inherit.test.ts'],
    [
      ['if (this.around.guest) return false;', '', 'a guest has what stored policies say'],
      ['(!guest && decider', '(decider', 'a guest lists what stored policies say'],
    ],
  ),
  ...inFile('src/main/clients/conversation.ts', guard, [
    [
      'if (this.#busy && this.#frames.size > frameLimits.handshake) this.#socket.pause();',
      '',
      'what is sent ahead is taken without end',
    ],
    ['this.#host.hold(-this.#held);', '', 'bytes held by a gone connection count for ever'],
    ['this.#gone.abort();', '', 'what a gone program asked for goes on'],
  ]),
  ...inFile('src/main/clients/grants.ts', rights, [
    ['`${key} ${permission} ${path}`', '`${key} ${path}`', 'a grant to read is one to write'],
    ['`${key} ${permission} ${path}`', '`${permission} ${path}`', 'a grant to one is one to all'],
  ]),
  ...inFile('src/main/clients/peer.ts', guard, [
    ['credentials?.uid === uid ?', 'credentials ?', 'another user’s process is let in'],
  ]),
  ...inFile('src/main/clients/register.ts', guard, [
    ['!isClientName(name)', 'false', 'any text as a client’s name'],
    [
      '// Two may have asked for one name at once.\n  if (await context.registry.has(vault, name))',
      'if (false)',
      'two that asked for one name at once both get it',
    ],
  ]),
  ...inFile('src/main/clients/routes/clients.ts', rights, [
    [
      "if (name !== caller.name) await caller.permit({ path: clientPath, permission: 'super' });",
      '',
      'any client revokes any other',
    ],
    [
      "if (policies) await caller.permit({ path: policyPath, permission: 'super' });",
      '',
      'who may revoke deletes policies, too',
    ],
  ]),
  ...inFile('src/main/clients/routes/policies.ts', rights, [
    [
      'if (access.spiffeId !== caller.spiffeId) await mayRule(caller);',
      '',
      'any client asks what others may do',
    ],
  ]),
  ...inFile('src/main/clients/routes/health.ts', rights, [
    [
      "may({ path, permission: 'list' }) && may({ path, permission: 'read' })",
      "may({ path, permission: 'list' })",
      'the health of secrets is told without a right to read them',
    ],
    [
      'return { looked: paths.length, secrets: await work(paths, around.gone) };',
      "return { looked: paths.length, secrets: await work((await vault.secrets.list('')).map(({ path }) => path), around.gone) };",
      'the health of every secret is told',
    ],
  ]),
  ...inFile('src/main/clients/routes/secrets.ts', rights, [
    [
      "await caller.permit({ path, permission: 'read' }, { path, permission: 'write' });\n      const options",
      "await caller.permit({ path, permission: 'write' });\n      const options",
      'patch needs no right to read',
    ],
    [
      "may({ path, permission: 'list' }) && may({ path, permission: 'read' })",
      "may({ path, permission: 'list' })",
      'a search needs no right to read',
    ],
    [
      "if (asksForHealth(query)) fail({ code: 'denied', reason: 'policy' });",
      '',
      'a search tells whether another secret has the same password',
    ],
    [
      'const exact = found.nearly ? [] : found.secrets;',
      'const exact = found.secrets;',
      'a search tells what no other secret has',
    ],
    [
      "await caller.permit({ path: normalPath(change.path), permission: 'write' });",
      '',
      'delete, destroy, undelete and metadata need no right',
    ],
    ["        { path: to, permission: 'write' },\n", '', 'move to a place where it may not write'],
  ]),
  ...inFile('src/main/clients/serve.ts', guard, [
    [
      'if (client?.key !== visit.key) return undefined;',
      'if (client === undefined || (client.key !== visit.key && !visit.proven)) return undefined;',
      'a visit proven once stays proven under another key',
    ],
    ['.output.parse(output)', '.output && output', 'output is not parsed (leak guard)'],
  ]),
  ...inFile(
    'src/main/clients/serve.ts',
    ['src/main/clients/attack.test.ts'],
    [[' && publicKeyOf(known.key) === key', '', 'a locked app is woken by whoever knows a name']],
  ),
  ...inFile('src/main/clients/serve.ts', relay, [
    ['if (client?.key !== visit.key) return undefined;', '', 'whoever says a program’s name is that program'],
  ]),
  ...inFile(
    'src/main/clients/handshake.ts',
    ['src/main/clients/handshake.test.ts'],
    [
      ["if (!isOurs) return 'other-version';", '', 'a first message of any length is heard'],
      [
        'const { key, payload, ...channel } = third;',
        'const { key, payload, receives: sends, sends: receives } = third;\n    const channel = { sends, receives };',
        'the app seals as the program does',
      ],
    ],
  ),
  ...inFile('src/main/clients/handshake.ts', relay, [
    [
      'return this.#noise.second(answer)?.length === 0;',
      'this.#noise.second(answer);\n    return true;',
      'the program tells whoever answers who it is',
    ],
  ]),
  ...inFile(
    'src/main/clients/frame.ts',
    ['src/main/clients/handshake.test.ts'],
    [
      [
        "if (length > frameLimits.message) fail({ code: 'too-large', what: 'message', limit: frameLimits.message });",
        '',
        'a message that nobody takes is sent',
      ],
      [
        'const length = text.length + noiseLengths.tag;',
        'const length = text.length;',
        'a length without its seal: the next message is not found',
      ],
    ],
  ),
  ...inFile('src/main/clients/connection.ts', relay, [
    [
      "if (waiting === undefined) return void this.#end('broken');",
      'if (waiting === undefined) return;',
      'an answer that nobody asked for is passed over',
    ],
    [
      "throw this.#end('broken');",
      "throw new HoldfastError({ code: 'socket', reason: 'broken' });",
      'after a forged answer the connection is used on',
      { tests: ['src/main/clients/relay.test.ts'] },
    ],
    [
      "reason = answer && saysOtherVersion(answer) ? 'other-version' : 'not-genuine'",
      "reason = 'not-genuine' as const",
      'nobody is told that app and command are of two versions',
    ],
  ]),
  ...inFile('src/main/clients/conversation.ts', relay, [
    [
      "if (greeted === 'ours') {",
      "if (greeted !== 'other-version') {",
      'who does not know the app’s key gets an answer under it',
    ],
  ]),
  ...inFile(
    'src/main/clients/server.ts',
    ['src/main/clients/server.test.ts'],
    [
      [
        'replaceFile(serverPublicFile(folder), `${shown}\\n`);',
        '',
        'programs know another key than the app has',
      ],
    ],
  ),
  ...inFile('src/main/clients/server.ts', guard, [
    ['if (conversation.visit?.proven) continue;', '', 'proven programs make way for strangers'],
    ['if (count > most) return undefined;', '', 'connections of one process not bounded'],
  ]),
  ...inFile('src/main/clients/unix.ts', guard, [
    ['!own || ', '', 'a folder of somebody else’s is taken'],
    [' || (mode & 0o022) !== 0', '', 'a folder that others may write to is taken'],
  ]),
  ...inFile(
    'src/main/policy/match.ts',
    ['src/main/policy/match.test.ts'],
    [
      [
        'if (client.answers.size >= most.answers) client.answers.clear();',
        '',
        'cached answers of a client not bounded',
      ],
    ],
  ),
  ...inFile(
    'src/main/policy/pattern.ts',
    ['src/main/policy/pattern.test.ts'],
    [
      [' || !text.isWellFormed()', '', 'lone surrogates in a pattern'],
      ["/[?*+{]/.test(source[plain.length] ?? '')", 'false', 'prefix takes what a quantifier makes optional'],
    ],
  ),
  ...inFile(
    'src/main/policy/yaml.ts',
    ['src/main/vault/policies.test.ts'],
    [
      [
        'found.length > policyLimits.inFile',
        'false',
        'number of policies in a file not bounded',
        {
          equivalent:
            'the names of its four fields alone make a policy at least 57 bytes: 10,001 of them are more than the 512 KiB of a file',
        },
      ],
    ],
  ),
];
