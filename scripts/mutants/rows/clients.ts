import { inFile } from '../row.ts';

const at = 'src/main/clients';
const rights = [`${at}/rights.test.ts`];
const guard = [`${at}/guard.test.ts`];
const policy = 'src/main/policy';

/** Who may do what, and what one program may take up. */
export const mutants = [
  ...inFile(`${at}/consult.ts`, guard, [
    ['  await noteAnswer(vault, name, verdict);\n', '', 'the person’s answer is not written down'],
    ['granted.length < wants.length', 'granted.length === 0', 'one of several wants granted is enough'],
    [
      'isGuest ? new Decider(given) : await',
      'await',
      'a guest that is given something inherits what was stored for its name',
      { tests: [`${at}/inherit.test.ts`] },
    ],
  ]),
  ...inFile(
    `${at}/caller.ts`,
    [`${at}/inherit.test.ts`],
    [
      ['if (this.around.guest) return false;', '', 'a guest has what stored policies say'],
      ['(!guest && decider', '(decider', 'a guest lists what stored policies say'],
    ],
  ),
  ...inFile(`${at}/conversation.ts`, guard, [
    [
      'if (this.#busy && this.#frames.size > frameLimits.handshake) this.#socket.pause();',
      '',
      'what is sent ahead is taken without end',
    ],
    ['this.#host.hold(-this.#held);', '', 'bytes held by a gone connection count for ever'],
    ['this.#gone.abort();', '', 'what a gone program asked for goes on'],
  ]),
  ...inFile(`${at}/grants.ts`, rights, [
    ['`${key} ${permission} ${path}`', '`${key} ${path}`', 'a grant to read is one to write'],
    ['`${key} ${permission} ${path}`', '`${permission} ${path}`', 'a grant to one is one to all'],
  ]),
  ...inFile(`${at}/peer.ts`, guard, [
    ['credentials?.uid === uid ?', 'credentials ?', 'another user’s process is let in'],
  ]),
  ...inFile(`${at}/register.ts`, guard, [
    ['!isClientName(name)', 'false', 'any text as a client’s name'],
    [
      '// Two may have asked for one name at once.\n  if (await ground.registry.has(vault, name))',
      'if (false)',
      'two that asked for one name at once both get it',
    ],
  ]),
  ...inFile(`${at}/routes/clients.ts`, rights, [
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
  ...inFile(`${at}/routes/policies.ts`, rights, [
    [
      'if (access.spiffeId !== caller.spiffeId) await mayRule(caller);',
      '',
      'any client asks what others may do',
    ],
  ]),
  ...inFile(`${at}/routes/secrets.ts`, rights, [
    [
      "await caller.permit({ path, permission: 'read' }, { path, permission: 'write' });\n      const options",
      "await caller.permit({ path, permission: 'write' });\n      const options",
      'patch needs no right to read',
    ],
    [
      "await caller.permit({ path: normalPath(change.path), permission: 'write' });",
      '',
      'delete, destroy, undelete and metadata need no right',
    ],
    ["        { path: to, permission: 'write' },\n", '', 'move to a place where it may not write'],
  ]),
  ...inFile(`${at}/serve.ts`, guard, [
    [
      'client.key === visit.proven',
      'visit.proven !== undefined',
      'a visit proven once stays proven under another key',
    ],
    ['.output.parse(output)', '.output && output', 'output is not parsed (leak guard)'],
  ]),
  ...inFile(`${at}/server.ts`, guard, [
    ['if (conversation.visit?.proven !== undefined) continue;', '', 'proven programs make way for strangers'],
    ['if (count > most) return undefined;', '', 'connections of one process not bounded'],
  ]),
  ...inFile(`${at}/unix.ts`, guard, [
    ['!own || ', '', 'a folder of somebody else’s is taken'],
    [' || (mode & 0o022) !== 0', '', 'a folder that others may write to is taken'],
  ]),
  ...inFile(
    `${policy}/match.ts`,
    [`${policy}/match.test.ts`],
    [
      [
        'if (client.answers.size >= most.answers) client.answers.clear();',
        '',
        'cached answers of a client not bounded',
      ],
    ],
  ),
  ...inFile(
    `${policy}/pattern.ts`,
    [`${policy}/pattern.test.ts`],
    [
      [' || !text.isWellFormed()', '', 'lone surrogates in a pattern'],
      ["/[?*+{]/.test(source[plain.length] ?? '')", 'false', 'prefix takes what a quantifier makes optional'],
    ],
  ),
  ...inFile(
    `${policy}/yaml.ts`,
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
