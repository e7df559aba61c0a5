import { importEncodings } from '../../../formats.ts';
import { permissions } from '../../../policy.ts';
import { defaultSetSize } from '../../../recovery.ts';

/**
 * What --help says. `commands`: what each is for in a line, what it does, what its options mean,
 * and how it looks in use.
 */
export const words = {
  usage: 'Usage:',
  command: 'COMMAND',
  withOptions: '[OPTIONS]',
  lead: 'Secrets in a vault file, from the command line.',
  parts: {
    commands: 'Commands:',
    options: 'Options:',
    global: 'Options of every command:',
    examples: 'Examples:',
  },
  exitCodes:
    'Exit codes: 0 done, 1 internal fault, 2 wrong usage, 3 not found, 4 locked, wrong passphrase or sheets, 5 denied, 6 conflict, 7 damaged, 8 input refused, 9 store unreachable, full or read-only, 130 interrupted.',
  more: '"holdfast COMMAND --help" tells more of one, with examples.',
  examples: [
    ['holdfast init my.holdfast', 'asks for a passphrase, twice'],
    ['export HOLDFAST_VAULT=my.holdfast'],
    ['holdfast generate | holdfast secret put prod/db user=app --stdin password'],
    ['holdfast secret get prod/db password', 'the value and nothing else'],
    ['holdfast secret list prod', 'the paths under a folder'],
  ],
  /** What the commands of a group are about, as a shell offers them. */
  groups: {
    secret: 'commands for secrets',
    policy: 'commands for policies',
    client: 'commands for programs',
    cipher: 'commands for files',
    recovery: 'commands for recovery sheets',
    rescue: 'commands for the day without Holdfast',
    backup: 'commands for backups',
    'key-file': 'commands for key files',
    'security-key': 'commands for security keys',
    people: 'commands for people who open the vault',
    store: 'commands for places of vaults',
  },
  global: {
    vault: 'the vault: a file, or folder:PATH; otherwise HOLDFAST_VAULT',
    'passphrase-file': 'its passphrase; -: the first line of standard input; otherwise a terminal is asked',
    'key-file': 'its key file, where it has one; otherwise HOLDFAST_KEY_FILE',
    'security-key': 'open it by a security key that is connected (FIDO2), in place of the passphrase',
    json: 'one JSON value on standard output',
    quiet: 'no words on standard error but failures',
    help: 'this text',
    version: "Holdfast's own version",
  },
  /** Options that several commands have. */
  shared: {
    file: "a field whose value is a file's content, exactly; not UTF-8, or more than 64 KiB (2 GB at most): kept as a file",
    stdin: 'a field whose value is all of standard input, exactly',
    type: 'secret (the default), text, url, note or file; only secret and file are hidden',
    cas: 'only if N is the highest number ever given; 0: only if nothing was stored yet',
    tag: "the secret's tags from now on; otherwise they stay",
    'keep-keys':
      'leave the keys of the vault as they are: then an older copy of it opens what is written later, too',
  },
  commands: {
    init: {
      short: 'create a vault file',
      about:
        'Creates a vault: PLACE is a file, or folder:PATH for a folder of files. What is there already does not change (exit 8). Opening takes about half a second here, unless --kdf-memory or --kdf-time say otherwise; then what is not given is 64 MiB and 3 passes. With --key-file the vault opens with its passphrase and that file together.',
      options: {
        'kdf-memory': 'memory for opening, in MiB; otherwise measured',
        'kdf-time': 'passes over that memory; otherwise measured',
      },
      examples: [
        ['holdfast init my.holdfast', 'asks for the passphrase, twice'],
        ['holdfast init my.holdfast --passphrase-file p', 'takes it from a file'],
        ['holdfast init folder:my-vault', 'a folder of files instead of one'],
        ['holdfast init my.holdfast --key-file my.key', 'asks for that file at every opening, too'],
        ['holdfast init my.holdfast --kdf-memory 256 --kdf-time 4'],
      ],
    },
    status: {
      short: 'tell what is known of a vault without its passphrase',
      about:
        'Prints what is known of a vault file while it is locked. Needs no passphrase, and does not check that all is whole. Without --vault it tells how the running app is: whether a vault is open in it, which one, and who asks.',
      options: {},
      examples: [['holdfast status'], ['holdfast --vault my.holdfast status --json']],
    },
    verify: {
      short: 'check every object of a vault',
      about:
        'Reads and checks every object of the vault and prints what it read. What is damaged is named on standard error, with the secrets it concerns (exit 7). Never writes. Unreferenced objects do no harm: a crash leaves them.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast verify'],
        ['holdfast --vault my.holdfast verify --json --quiet'],
      ],
    },
    'secret put': {
      short: "store a secret's fields as a new version",
      about:
        "Stores these fields as a new version, in place of all there were, and prints its number. Fields are hidden, unless --type or --template says otherwise. Whoever lists the processes or reads the shell's history sees a value given as KEY=VALUE: for what is truly secret use --stdin or --file.",
      options: {
        template: 'fields that this template has are of its types; "holdfast templates" lists them',
      },
      examples: [
        [
          'holdfast secret put web/shop --template login username=ann --stdin password',
          'the user name is shown, the password hidden',
        ],
        ["printf 's3cret' | holdfast secret put prod/db user=app --stdin password"],
        ['holdfast secret put prod/tls --file cert=cert.pem --file key=key.pem --tag tls'],
        ['holdfast secret put x/disk --file image=disk.img', 'of any size up to 2 GB, read as a stream'],
        ['holdfast secret put web/shop user=ann --type user=text --cas 0', 'only if there is none yet'],
      ],
    },
    'secret patch': {
      short: 'change some fields of a secret, as a new version',
      about:
        'Changes, adds or removes some fields of the current version, keeps the others, and prints the number of the new version. Exit 6 when somebody else stored one meanwhile. See "holdfast secret put --help" on values in arguments.',
      options: { remove: 'a field to leave out from now on' },
      examples: [
        ['holdfast generate | holdfast secret patch prod/db --stdin password'],
        ['holdfast secret patch prod/db port=5433 --remove host --cas 3'],
      ],
    },
    'secret get': {
      short: 'print a secret or one of its fields',
      about:
        "Prints the fields of a secret for a person to read, or with KEY the value of that field and nothing else (user, totp and note also mean a field called username, otp or notes, and the other way round): no line end is added unless standard output is a terminal, and a field of type file comes as its bytes. --format json and yaml give the fields by name, env gives NAME='value' for a shell; --json tells the version and types too. In json, yaml and env a field of type file is base64; of a file of more than 64 KiB they tell size and SHA-256, and its bytes come with KEY only, as a stream and never to a terminal. Exit 3 when there is no such secret, version or field, or when it is deleted.",
      options: {
        version: 'that version instead of the current one',
        format: 'plain (the default), json, yaml or env',
      },
      examples: [
        ['holdfast secret get prod/db password', 'the value and nothing else'],
        ['holdfast secret get prod/db', 'all fields, for a person'],
        ['holdfast secret get prod/db --version 2 --json'],
        ['eval "$(holdfast secret get prod/db --format env)"', 'user and password as variables of a shell'],
      ],
    },
    'secret list': {
      short: 'print paths',
      about:
        'Prints the paths of all secrets, or of those under a folder, one a line in order. Finding none is no failure. Of a damaged vault it prints what is whole, and on standard error how many secrets cannot be read (exit 7). What narrows a search down (tag: in: has: type: is:) is for "holdfast search".',
      options: {
        deleted: 'also deleted ones, if anything of them can come back',
        favourite: 'only favourites',
        tag: 'only those with this tag; with several, with all of them',
      },
      examples: [
        ['holdfast secret list'],
        ['holdfast secret list prod/db', 'what lies under prod/db/'],
        ['holdfast secret list --tag tls --json'],
      ],
    },
    'secret delete': {
      short: 'delete a secret so that undelete brings it back',
      about:
        'Deletes a secret with every version that can be read, or those of --versions: "secret undelete" undoes one delete. A secret counts as deleted when its newest version is, or has expired: "secret get" ends with exit 3 then, and earlier versions come by number only. To be rid of a value for ever, use "secret destroy".',
      options: { versions: 'these instead of all' },
      examples: [['holdfast secret delete prod/db'], ['holdfast secret delete prod/db --versions 1,2']],
    },
    'secret undelete': {
      short: 'undelete what a delete took',
      about:
        'Undeletes what the last delete of a secret took, and no more, or the versions of --versions. A secret that has expired comes back, too.',
      options: { versions: 'these instead of what the last delete took' },
      examples: [['holdfast secret undelete prod/db'], ['holdfast secret undelete prod/db --versions 1,2']],
    },
    'secret destroy': {
      short: 'destroy versions, or a secret, for ever',
      about:
        'Destroys versions of a secret: their values are gone from the vault file, and nothing brings them back. With --all the secret is gone with its tags and notes, and its numbers begin at 1 again.',
      options: {
        versions: 'the versions to destroy',
        all: 'every version, and all that is known of the secret',
      },
      examples: [
        ['holdfast secret destroy prod/db --versions 1'],
        ['holdfast secret destroy prod/db --versions 1,2,3'],
        ['holdfast secret destroy prod/db --all'],
      ],
    },
    'secret rollback': {
      short: "store an earlier version's fields again, as a new version",
      about:
        "Stores an earlier version's fields again, as a new version, and prints its number. Nothing is removed. With --field one field alone comes back, and the others stay.",
      options: { version: 'the version whose fields come back', field: 'this field alone' },
      examples: [
        ['holdfast secret rollback prod/db --version 2'],
        ['holdfast secret rollback prod/db --version 2 --field password'],
      ],
    },
    'secret copy': {
      short: 'copy or move secrets into another vault',
      about:
        'Copies secrets into another vault, each with all its versions, times, files and metadata, in one commit, and reads back what was written. Where something lies at one of the paths, nothing is copied (exit 8). With --move they are deleted here afterwards: "secret undelete" takes that back.',
      options: {
        to: 'the vault that they go to',
        'to-passphrase-file': 'its passphrase, if it is another one; - reads it from standard input',
        move: 'delete them here once they are there',
      },
      examples: [
        ['holdfast --vault home.holdfast secret copy mail/post --to work.holdfast'],
        ['holdfast --vault home.holdfast secret copy prod/db prod/api --to work.holdfast --move'],
      ],
    },
    'secret diff': {
      short: 'print what a version changed',
      about:
        'Prints what the current version of a secret changed, or version A; with two what became of its fields from A to B. A line with + came, one with - went. Hidden values are not printed unless you ask for it.',
      options: { reveal: 'print hidden values, too' },
      examples: [
        ['holdfast secret diff prod/db', 'what the last edit changed'],
        ['holdfast secret diff prod/db 2 5 --reveal'],
      ],
    },
    'secret metadata': {
      short: 'print or change what is known of a secret',
      about:
        'Prints what is known of a secret: versions, tags, rules. With an option it changes that instead. This makes no new version, and works before the first one.',
      options: {
        'max-versions': 'how many versions are kept; 0: the default, 10',
        'cas-required': 'put and patch must say --cas from now on',
        'no-cas-required': 'they need not any more',
        'delete-version-after': 'a new version deletes itself after that time; 0: never',
        set: 'a note of your own kept with the secret, not hidden',
        unset: 'such a note to remove',
        tag: 'a tag to add',
        untag: 'a tag to remove',
      },
      examples: [
        ['holdfast secret metadata prod/db'],
        ['holdfast secret metadata prod/db --max-versions 20 --delete-version-after 30d'],
        ['holdfast secret metadata prod/db --set owner=data-team --unset ticket --cas-required'],
      ],
    },
    'secret favourite': {
      short: 'mark secrets as favourites',
      about:
        'Marks secrets as favourites: the window lists them in a place of their own. The mark is in the vault, as the metadata favourite=yes, and makes no new version.',
      options: { remove: 'take the mark away' },
      examples: [
        ['holdfast secret favourite prod/db web/shop'],
        ['holdfast secret favourite prod/db --remove'],
      ],
    },
    'secret move': {
      short: 'move a secret with all its versions',
      about:
        'Moves a secret with all its versions and metadata to another path, which must be free (exit 8).',
      options: {},
      examples: [['holdfast secret move prod/db prod/databases/orders']],
    },
    search: {
      short: 'find secrets by what they say',
      about:
        'Prints the paths of the secrets that the words of QUERY are found in, the best first: in titles, folders, tags, and visible fields, as the search of the window does. tag:NAME, in:FOLDER, has:otp, has:file, type:login, is:favourite, is:weak, is:reused, is:expiring and is:expired narrow it down. Finding none is no failure. One slip in a word is forgiven where nothing else is found. Through the running app no slip is forgiven, and is:weak and is:reused are refused.',
      options: { in: 'only under this folder', deleted: 'deleted ones instead' },
      examples: [
        ['holdfast search bank'],
        ['holdfast search tag:prod has:otp', 'secrets with that tag that give one-time codes'],
        ['holdfast search is:weak --in web --json'],
      ],
    },
    templates: {
      short: 'list the templates of "secret put"',
      about:
        'Prints each template, or the one called NAME, with its fields and their types: what "secret put --template" goes by, and what the window asks for.',
      options: {},
      examples: [['holdfast templates'], ['holdfast templates login --json']],
    },
    expiring: {
      short: 'list what expires soon',
      about:
        'Prints the secrets that have expired or soon will, by date: what the metadata expires says (YYYY-MM-DD, told as many days before as expires-lead says, 30 unless set), a field called expires, and the certificates in fields. Exit 0 where there is none, 6 where there are some: for cron. Through the running app of those secrets that the program may list and read; exit 5 where there are none.',
      options: { within: 'told so long before instead, such as 30d' },
      examples: [
        ['holdfast --vault my.holdfast expiring --within 30d'],
        ['holdfast --vault my.holdfast expiring --json'],
      ],
    },
    health: {
      short: 'list weak, reused, old, breached and expiring secrets',
      about:
        'Prints each secret that needs a look, with all its reasons: expired or soon to expire, in the list of breached passwords, weak, reused, unchanged for two years, an address without encryption. Nothing leaves this computer. --breached compares with the public list of SHA-1 hashes, sorted by hash, as a file; it is searched where it lies, and refused unless it knows the hash of "password". A reason in the metadata health-ok of a secret is left out. Exit 0 where there is nothing, 6 where there is something. Through the running app it looks at the secrets that the program may list and read, as if there were no others (exit 5 where there are none), and --breached is refused.',
      options: {
        breached: 'the list, lines HASH:COUNT sorted by hash',
        all: 'also what health-ok leaves out',
      },
      examples: [
        ['holdfast health'],
        ['holdfast --vault my.holdfast health'],
        ['holdfast --vault my.holdfast health --breached pwned-passwords-sha1.txt --json'],
        ['holdfast secret metadata web/old --set health-ok=weak,old', 'these two are fine'],
      ],
    },
    otp: {
      short: 'print the one-time code of now',
      about:
        'Prints a code of the secret: of its first field of the type otp, or of FIELD. One by counter is noted as given before it is printed, and never printed again. --json tells the seconds that are left, too. Where the clock of the service with the vault is known and differs by more than 15 seconds, that is said on standard error. Through the app a program needs the permission otp for it, and not read. Exit 3 where there is no such secret or no codes in it.',
      options: {},
      examples: [
        ['holdfast otp web/bank'],
        ['holdfast otp web/bank code --json', 'also how long it lasts'],
        [
          'holdfast secret put web/bank "code=JBSW Y3DP EHPK 3PXP" --type code=otp',
          'what codes are made from',
        ],
      ],
    },
    export: {
      short: 'write secrets to a file of another form, or all of the vault as JSON',
      about:
        'Writes the secrets of the vault to a new file: json has everything, with every version, and comes back as it was; kdbx (KeePass), bitwarden, csv, env, k8s and otpauth are for other programs; age is the JSON sealed with a password or to public keys. What a format cannot carry is told on standard error; --dry-run tells it and writes nothing. Where anybody who gets the file could read it, you are asked twice; a script says --plain-text. DEST must be new, and - is standard output. Through the app a program needs the permission export for it, and gets what policies let it export; where they allow nothing, the window asks.',
      options: {
        format: 'the form; it must be given',
        prefix: 'only the secrets in this folder',
        'export-passphrase-file': 'the password that opens the export; otherwise a terminal is asked',
        recipient: 'a public key of age that opens the export, instead of a password',
        'plain-text': 'do not ask whether secrets may lie there as plain text',
        'dry-run': 'write nothing, and tell what the format cannot carry',
      },
      examples: [
        ['holdfast export all.kdbx --format kdbx'],
        ['holdfast export all.json --format json --plain-text'],
        ['holdfast export backup.json.age --format age --recipient age1…'],
        ['holdfast export - --format k8s --prefix prod/app --plain-text | kubectl apply -f -'],
      ],
    },
    import: {
      short: 'import secrets from the exports of other programs',
      about:
        'Imports an export of another password manager, a browser or an app for one-time codes, or a file of developers, into the vault, in one step: all of it or nothing. What it is, its content says; docs/import.md lists every format. The same file again creates nothing twice. What is skipped, fails or is lost is told on standard error, with its place in the file; when anything failed, the rest is imported anyway and the exit code is 8. FILE may be a pipe, and - is standard input. Of a FOLDER every file in it comes in that is of a known format; the store of pass or gopass is decrypted by gpg or age, and a file encrypted by gpg, age or sops by that program. Of a Vault or OpenBao server (vault+https://HOST/MOUNT) every secret comes that the token may read: VAULT_TOKEN, ~/.vault-token, or --import-passphrase-file. Several come in together or not at all.',
      options: {
        format: "one that docs/import.md names; otherwise told by the file's content",
        prefix: 'a folder of the vault for all of it; a dotenv file becomes the secret of that path',
        trash: "what becomes of entries in the file's recycle bin; otherwise they come in deleted",
        archived: 'what becomes of entries in an archive; otherwise they come in as any other',
        encoding: `of a text that is neither UTF-8 nor UTF-16: ${importEncodings.join(', ')}`,
        map: 'for a table, or for that FILE alone: this column holds that; any other becomes a field under its own name',
        duplicates: 'what becomes of entries that the vault has already, alike or with other values',
        history: 'of a Vault server: every version that is still there, not the newest alone',
        'dry-run': 'write nothing, and print the tree of what would be written',
        'delete-source':
          'delete the files once all of them was read back from the vault; a folder, a link or a changed file stays',
        undo: 'undo the last import of the vault, whenever it was; what changed since stays and is named',
        report: 'write the whole report there, for your eyes only (mode 0600)',
        'import-passphrase-file':
          'the own password of the files, or of the FILE of that name or path; otherwise a terminal is asked for each',
        'import-key-file': 'the key file that opens them, or that FILE',
      },
      examples: [
        ['holdfast import old.kdbx', "asks for the file's own password"],
        ['holdfast import ~/.password-store --prefix pass'],
        ['holdfast import vault+https://vault.example:8200/kv --history', 'with the token of vault'],
        ['holdfast import passwords.csv codes.json ~/exports'],
        ['holdfast import old.kdbx --import-passphrase-file F --import-key-file old.keyx --dry-run'],
        [
          'holdfast import ~/exports --import-passphrase-file old.kdbx=F --import-passphrase-file aegis.json=G',
        ],
        ['sops -d prod.enc.env | holdfast import - --prefix prod/app'],
        ['holdfast import .env --prefix prod/app --report report.json'],
        ['holdfast import --undo', 'with --dry-run it tells what would go, and what would stay'],
        ["holdfast import list.csv --map 'Site=title' --map 'Secret word=password'"],
      ],
    },
    'policy create': {
      short: 'allow clients something at some paths',
      about:
        'Allows the clients whose SPIFFE ID matches one pattern something at the paths that match another. Patterns are globs over the whole text: * is part of one segment, ** any number of segments, re: begins a regular expression. A policy of that name is replaced. Exit 8 with the place where a pattern cannot be read.',
      options: {
        'spiffeid-pattern': 'which clients, such as spiffe://VAULT/client/build',
        'path-pattern': 'which secrets, such as prod/db/*',
        permissions: `of ${permissions.join(', ')}; super grants all`,
      },
      examples: [
        [
          "holdfast policy create orders --spiffeid-pattern 'spiffe://*/client/build' --path-pattern 'prod/db/*' --permissions read,list",
        ],
      ],
    },
    'policy apply': {
      short: 'store the policies of a YAML file',
      about:
        'Stores the policies of a YAML file, or of standard input when FILE is -: one policy, a list of them, or several documents. All or none; applied again it changes nothing. Policies that are not in the file stay.',
      options: {},
      examples: [['holdfast policy apply p.yaml'], ['holdfast policy get orders | holdfast policy apply -']],
    },
    'policy get': {
      short: 'print a policy as YAML',
      about: 'Prints a policy as the YAML that "policy apply" takes. Exit 3 when there is none of that name.',
      options: {},
      examples: [['holdfast policy get orders > orders.yaml'], ['holdfast policy get orders --json']],
    },
    'policy list': {
      short: 'print the names of policies',
      about:
        'Prints the names of all policies, one a line in order; --json tells all of each. None is no failure.',
      options: {},
      examples: [['holdfast policy list'], ['holdfast policy list --json']],
    },
    'policy delete': {
      short: 'delete a policy',
      about:
        'Deletes a policy: the next request is decided without it. Exit 3 when there is none of that name.',
      options: {},
      examples: [['holdfast policy delete orders']],
    },
    'policy test': {
      short: 'tell whether a client may do something, and by which policy',
      about:
        'Tells whether a client may do something at a path, and by which policy: exit 0 when it may, exit 5 when not. This only asks: neither the client nor the secret needs to exist.',
      options: {},
      examples: [['holdfast policy test spiffe://VAULT/client/build prod/db/orders read']],
    },
    'client register': {
      short: 'ask that a program may use the vault',
      about:
        'Makes a key for a program, and asks the person in the window whether it may use the vault: once, until the vault locks, or always. Only this account can read the key. With --vault the owner allows the program without being asked. Prints its SPIFFE ID.',
      options: { want: 'what it will need, asked for along with it; read unless said' },
      examples: [
        ['holdfast client register build'],
        ['holdfast client register build --want prod/db/orders --want prod/queue:list'],
      ],
    },
    'client list': {
      short: 'print the programs that may use the vault',
      about:
        'Prints the programs that may always use the vault: name, SPIFFE ID, since when, with tabs between them.',
      options: {},
      examples: [['holdfast client list'], ['holdfast --vault my.holdfast client list --json']],
    },
    'client revoke': {
      short: 'shut a program out',
      about:
        'Shuts a program out: its next message is refused, also in a session under way. Removes the key that this account may have of it. Its policies stay, and count for the next program of its name, unless --policies is given.',
      options: { policies: 'also delete the policies that name this program and no other' },
      examples: [['holdfast client revoke build'], ['holdfast client revoke build --policies']],
    },
    'cipher encrypt': {
      short: 'encrypt a file under a key of the vault',
      about:
        'Encrypts a file of any size with AES-256-GCM under the key NAME, which the vault makes when it is first used and never gives away. A client needs write at holdfast/system/cipher/NAME. docs/api.md tells the format.',
      options: {
        in: 'what to read; otherwise standard input',
        out: 'what to write, complete or not at all, readable only by you; otherwise standard output',
      },
      examples: [
        ['holdfast cipher encrypt backups < dump.sql > dump.sql.hc'],
        ['tar c photos | holdfast cipher encrypt photos --out photos.tar.hc'],
      ],
    },
    'cipher decrypt': {
      short: 'decrypt such a file',
      about:
        'Decrypts what "holdfast cipher encrypt" made; the file itself names its key. A client needs read there. Exit 8 when the file was changed or cut off: --out then writes nothing, standard output has had what came before.',
      options: {
        in: 'what to read; otherwise standard input',
        out: 'what to write, complete or not at all, readable only by you; otherwise standard output',
      },
      examples: [['holdfast cipher decrypt --in dump.sql.hc --out dump.sql']],
    },
    audit: {
      short: 'print who did what',
      about:
        'Prints who did what, oldest first: time, outcome, action, client, path, with tabs between them. Checks the chain of entries on the way: exit 7 when one was changed or removed. Reading with --vault is not written down.',
      options: {
        since: 'from that date or time on (2026-05-03), or for so long (24h, 7d)',
        client:
          'only what this client did; owner: who has a passphrase and no name; person:NAME: one who has',
      },
      examples: [
        ['holdfast audit --since 24h'],
        ['holdfast audit --client spiffe://VAULT/client/build --json'],
      ],
    },
    'recovery issue': {
      short: 'make recovery sheets on paper',
      about:
        'Makes a recovery set: N sheets of paper, any T of which open the vault without its passphrase. Holdfast reads the files back; only then the set counts, and the one before opens nothing any more: the vault gets new keys (see "rekey"). Print the files, give the sheets to people and places, and delete the files: whoever has T of them has the vault. Always with --vault: the app gives sheets to no program.',
      options: {
        shares: `sheets in the set, 1 to 16; otherwise ${defaultSetSize.shares}`,
        threshold: `how many of them open the vault; otherwise ${defaultSetSize.threshold}`,
        out: 'the folder that gets one file for each sheet, readable only by you (mode 0600)',
        format: 'what they are; otherwise html, which any browser prints',
        paper: 'the size of the paper; otherwise a4',
        holder: 'who gets the next sheet, in order',
        owner:
          'whose the vault is and how to reach them, printed on each sheet; kept for the next set, as the two below',
        backups: 'where its backups lie, printed on each sheet',
        program: 'where Holdfast is found, printed on each sheet',
        pending: 'do not read the files back: the set counts once "recovery activate" has had every sheet',
      },
      examples: [
        ['holdfast --vault my.holdfast recovery issue --out sheets', 'any 3 of 5'],
        ['holdfast --vault my.holdfast recovery issue --shares 3 --threshold 2 --out sheets --format pdf'],
        [
          'holdfast --vault my.holdfast recovery issue --out sheets --holder Ada --holder "the bank" --pending',
        ],
      ],
    },
    'recovery check': {
      short: 'tell whether sheets would open the vault; changes nothing',
      about:
        'Tells whether these sheets would open the vault (exit 0) or not (exit 4; 8 when one cannot be read or has wrong words). Needs no passphrase and changes nothing. Without --vault the app tells of the vault that is open there. A SHEET is a text file with its words, a PNG, JPEG or PDF, or - for standard input.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast recovery check sheet-1.pdf photo.jpg words-4.txt'],
        ['holdfast --vault my.holdfast recovery check sheet-1.pdf sheet-2.pdf sheet-3.pdf --json'],
      ],
    },
    'recovery restore': {
      short: 'set a new passphrase with enough sheets',
      about:
        'Sets a new passphrase with enough sheets of the recovery set, in place of the one that was forgotten; the set stays, and so do the passphrases of other people. The vault gets new keys: an older copy with its passphrase opens nothing written since (see "rekey"). Nothing is written until the last step. Too few or wrong sheets: exit 4. A SHEET is a text file with its words, a PNG, JPEG or PDF, or - for standard input.',
      options: {
        'new-passphrase-file':
          'the passphrase that the vault gets; -: the first line of standard input; otherwise a terminal is asked',
        'new-key-file':
          'a file that the vault opens with together with that passphrase; otherwise it needs no file any more',
        person: 'whose passphrase it replaces, where several people open the vault',
        to: 'leave the vault unchanged, and give the passphrase to a copy of it there',
      },
      examples: [
        [
          'holdfast --vault my.holdfast recovery restore words-1.txt words-3.txt words-5.txt --new-passphrase-file q',
        ],
        [
          'holdfast --vault backup.holdfast recovery restore photo-1.jpg photo-2.jpg sheet-4.pdf --to my.holdfast',
        ],
      ],
    },
    'recovery activate': {
      short: 'read back the sheets of a new set, which then counts',
      about:
        'After "recovery issue --pending": reads sheets of the new set back. Once every sheet was read, in one run or in several, the new set counts and the one before opens nothing; until then exit 4. If it replaces a set, the vault gets new keys: see "rekey". A SHEET is a text file with its words, a PNG, JPEG or PDF, or - for standard input.',
      options: {},
      examples: [['holdfast --vault my.holdfast recovery activate scan-1.png scan-2.png scan-3.png']],
    },
    'recovery status': {
      short: 'print what is known of the recovery set',
      about:
        'Prints which recovery set opens the vault and which sets no longer do. With --passphrase-file, or through the app, also who has the sheets, when each was last seen, when the next rehearsal is due, and a set that waits to be read back.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast recovery status', 'what a locked vault shows'],
        ['holdfast --vault my.holdfast --passphrase-file p recovery status --json'],
      ],
    },
    'recovery revoke': {
      short: 'make every sheet useless',
      about:
        'From now on no sheet opens this vault. It gets new keys, so that an older copy opened with its sheets opens nothing written since; what such a copy has it keeps: "rekey" names the secrets. Always with --vault and the passphrase.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast recovery revoke'],
        [
          'holdfast --vault my.holdfast recovery revoke --keep-keys',
          'nobody has an older copy and enough sheets',
        ],
      ],
    },
    'recovery letter': {
      short: 'write a letter of one page for those who come after',
      about:
        'Writes one page to OUT: what the vault is, who holds which sheet, where the vault and its backups are, what to do in which order, and whom to ask. No key and no word of a sheet is in it. What it says is kept in the vault. Always with --vault. Nothing is written over.',
      options: {
        format: 'html (the default), or pdf, which needs the app',
        paper: 'a4 (the default) or letter',
        'without-names': 'leave out who holds the sheets',
        'names-beside-backups':
          'write who holds the sheets into READ ME FIRST.txt beside backups in folders, too, from the next one on; without it they are taken out',
        ask: 'whom to ask for help, in your words; missing: as in the last letter',
      },
      examples: [
        [
          'holdfast --vault my.holdfast recovery letter letter.pdf --format pdf --ask "My sister Anna, 555 0100"',
        ],
        ['holdfast --vault my.holdfast recovery letter letter.html --without-names'],
      ],
    },
    'rescue drill': {
      short: 'open a copy of the newest backup as after a loss, and compare it with the vault',
      about:
        'Copies the newest backup to a scratch folder and opens the copy with what you would have after a loss: the sheets, or the passphrase. Everything in it is read and compared with the vault, and it is tried whether one sheet fewer opens it, too. The copy is removed. With --vault it is read by the code of rescue.html in this program; without, the app opens rescue.html itself in a window that nobody sees. The day is noted in the vault. Exit 0: the backup would bring the vault back; 4: this does not open it; 7: something is damaged or differs. A SHEET is a text file with its words, a PNG, JPEG or PDF, or - for standard input.',
      options: {
        sheets: 'with these sheets; missing: with the passphrase',
        backup: 'this backup, or the newest of this folder; missing: the newest that was made here',
      },
      examples: [
        ['holdfast rescue drill --sheets words-1.txt words-3.txt words-5.txt'],
        ['holdfast --vault my.holdfast rescue drill --sheets sheet-1.pdf sheet-4.pdf photo.jpg'],
        ['holdfast --vault my.holdfast rescue drill --backup /media/stick', 'with the passphrase'],
      ],
    },
    rekey: {
      short: 'give the vault new keys, when others may have its passphrase, sheets or a copy',
      about:
        'Gives the vault new keys, for when somebody else may have a passphrase, a sheet or a copy of it. An older copy with its passphrase or sheets opens nothing that is written from then on; the sheets in use stay valid. Everything is encrypted with the new keys; if that is cut short, the next run continues. An older copy keeps what it has: those secrets are printed, newest change first, so that you can change them where they are used. A secret with a newer version leaves the list. Always with --vault.',
      options: {
        'new-passphrase-file': 'a new passphrase as well; -: the first line of standard input',
        'new-passphrase': 'the same, asked for at the terminal',
        'keep-keys':
          'with a new passphrase: keep the keys of the vault; an older copy then opens what is written later, too',
        list: 'change nothing: print which secrets copies from before the last change of keys still give away',
      },
      examples: [
        ['holdfast --vault my.holdfast rekey'],
        ['holdfast --vault my.holdfast --passphrase-file p rekey --new-passphrase-file q'],
        ['holdfast --vault my.holdfast rekey --list --json', 'what is still to be changed at its source'],
      ],
    },
    rotate: {
      short: 'a new data key for what is written from now on',
      about:
        'Makes a new data key, which encrypts what is written from now on. Everything else stays as it is, and whoever opens an older copy opens all of it: use "rekey" against that. Holdfast does this by itself before a key has encrypted 2^30 objects. Continues a "rekey" that was cut short. Always with --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast rotate']],
    },
    'people list': {
      short: 'list who opens the vault with a passphrase',
      about:
        'Prints who opens the vault with a passphrase of their own: name, when they were added and by whom, when they last opened it and on which device, as far as a change of theirs has told; then who is invited. Everybody reads and changes everything in it.',
      options: {},
      examples: [['holdfast people list'], ['holdfast --vault my.holdfast people list --json']],
    },
    'people invite': {
      short: 'invite somebody to open the vault with a passphrase of their own',
      about:
        'Makes an invitation: a short text that says which vault it is, where it lies, and as whom, and holds nothing secret. The other person answers it with "people join"; "people confirm" lets them in. Eight people may open one vault.',
      options: { out: 'the file for the invitation; otherwise standard output' },
      examples: [['holdfast people invite Bob'], ['holdfast people invite "Bob Smith" --out bob.invitation']],
    },
    'people join': {
      short: 'answer an invitation with a new passphrase',
      about:
        'Answers an invitation: asks for a new passphrase, twice, and makes the answer that goes back to whoever invited. Needs no vault. INVITATION is the text itself, a file, or - for standard input. Prints six words: they are to be read to that person by voice or face to face. The passphrase, and with --key-file that file together with it, opens the vault once they have confirmed.',
      options: {
        out: 'the file for the answer; otherwise standard output',
        'kdf-memory': 'memory for opening, in MiB; otherwise measured',
        'kdf-time': 'passes over that memory; otherwise measured',
      },
      examples: [
        ['holdfast people join bob.invitation --out bob.answer'],
        ['holdfast people join - --passphrase-file p < bob.invitation'],
      ],
    },
    'people confirm': {
      short: 'let somebody who answered an invitation open the vault',
      about:
        'Shows six words for an answer and asks whether the other person reads the same ones, by voice or face to face: then nobody has put another answer in its place. Only then the vault opens with their passphrase. ANSWER is the text itself, a file, or - for standard input. An answer is taken once.',
      options: { words: 'the six words that they said, where nobody is to be asked; others: exit 8' },
      examples: [
        ['holdfast people confirm bob.answer', 'asks whether the words are the same'],
        ['holdfast people confirm bob.answer --words "one two three four five six"'],
      ],
    },
    'people remove': {
      short: "take somebody's way in away, with new keys",
      about:
        'Takes the passphrase of a person away and gives the vault new keys, as "rekey" does: with an older copy they open nothing that is written later. Prints what they could read, newest first: to be changed where it is used. Asks for the passphrase of somebody who stays. Of somebody who is only invited the invitation is withdrawn, and nothing else changes.',
      options: {},
      examples: [['holdfast people remove Bob'], ['holdfast people remove Bob --json']],
    },
    'people name': {
      short: 'give the person whose passphrase opens the vault a name',
      about:
        'Gives whoever opens the vault with the passphrase at hand a name, in the list of people and in the audit from then on. Who made the vault has none at first, and is called owner.',
      options: {},
      examples: [['holdfast people name Anna']],
    },
    devices: {
      short: 'list the devices that write the vault, or declare one gone',
      about:
        'Prints the devices that write a vault in a folder which a sync tool carries, or wrote one on a service without it: name, id, when each last wrote, which one this is, which are gone, and of which files are awaited. "gone" declares that a device does not come back: it is lost, sold or set up again. DEVICE is its name, its id or how that begins. What waits for it then goes on: what no device needs is removed, earlier keys too. It keeps the vault as it was there, and its passphrase: change that, or the keys, too. Once something comes that it writes later, it counts again.',
      options: {},
      examples: [
        ['holdfast --vault folder:/sync/vault devices'],
        ['holdfast --vault folder:/sync/vault devices gone old-laptop'],
      ],
    },
    'backup create': {
      short: 'make a checked backup, or bring one up to date',
      about:
        'Makes a backup: a vault file like any other, which the same passphrase and sheets open. DEST is a folder, which gets a file with date and revision in its name, or one file, which is replaced once the new one is complete. Only what is new since the newest backup there is copied. Then every object is read back and checked before the file gets its name. Any other place (folder:PATH, s3://…, postgres://…) gets one copy that follows the vault: made at first, then brought up to date by what is new; what may have changes of its own there is left alone. --locked needs no passphrase: every object is copied and compared, but only the keys can tell that it was whole.',
      options: { locked: 'without the passphrase: check what needs no keys' },
      examples: [
        ['holdfast --vault my.holdfast backup create /media/disk/backups'],
        ['holdfast --vault my.holdfast backup create copy.holdfast'],
        ['holdfast --vault my.holdfast backup create backups --locked --json'],
        ["holdfast --vault my.holdfast backup create 's3://vaults/copy?endpoint=https://s3.example.org'"],
      ],
    },
    'backup verify': {
      short: 'check every object of a backup',
      about:
        'Reads and checks every object of a backup with its passphrase, and names what is damaged (exit 7). FILE may be a folder of backups: then its newest that this machine made or checked; if there is none, the one that claims to be newest. --locked needs no passphrase, and checks only structure and hashes.',
      options: { locked: 'without the passphrase: what can be checked without keys' },
      examples: [
        ['holdfast backup verify backups/my-2026-05-03-140533-r12.holdfast'],
        ['holdfast backup verify backups --passphrase-file p --json'],
      ],
    },
    'backup list': {
      short: 'print the backups in a folder',
      about:
        'Prints the vault files of a folder, newest first: time, revision, size, vault and file. Needs no passphrase. With --vault, only those of that vault. "not ours" means that only the file itself says whose it is: this machine neither made nor checked it. With --vault and --passphrase-file the keys of the vault tell it, too.',
      options: {},
      examples: [
        ['holdfast backup list backups'],
        ['holdfast --vault my.holdfast backup list backups --json'],
      ],
    },
    'backup prune': {
      short: 'remove old backups in a folder',
      about:
        'Removes old backups in a folder. A backup stays as long as one of the rules keeps it; give at least one. Only files under the names that "backup create" gives are removed, and only those that this machine made or checked, byte for byte, or, with --vault and --passphrase-file, that the keys of the vault open; of each vault never the newest of them, nor the newest that was read back completely. A file that only says whose it is counts for nothing, stays, and is told. With --vault, only those of that vault. Prints the files that went.',
      options: {
        'keep-last': 'the newest N',
        'keep-daily': 'the newest of each of N days',
        'keep-weekly': 'the newest of each of N weeks',
        'keep-monthly': 'the newest of each of N months',
        'dry-run': 'only tell which would go',
      },
      examples: [
        ['holdfast backup prune backups --keep-last 10 --keep-daily 7 --keep-weekly 5 --keep-monthly 12'],
        ['holdfast --vault my.holdfast backup prune backups --keep-last 3 --dry-run'],
      ],
    },
    'backup restore': {
      short: 'turn a backup into a new vault file, or put it in place of one',
      about:
        'Copies a backup to a new vault file and compares it, byte for byte; with --passphrase-file, or with --key-file, which asks for the passphrase, every object is also checked first. FILE may be a folder of backups, or FOLDER/LATEST: then its newest that this machine made or checked; if there is none, the newest that the passphrase opens, or without it the one that claims to be newest. If DEST exists, nothing is done (exit 8), unless --replace: then the vault that is there is kept aside under a dated name.',
      options: { replace: 'put it in place of DEST, which is kept aside' },
      examples: [
        ['holdfast backup restore backups/LATEST new.holdfast'],
        ['holdfast backup restore backups/my-2026-05-03-140533-r12.holdfast my.holdfast --replace'],
      ],
    },
    run: {
      short: 'run a command with secrets as environment variables',
      about:
        'Runs a command with values of secrets in its environment, and ends with its exit code (128 + n when signal n ended it). In what it prints, hidden values are masked, also as base64, hex, in URLs, JSON or shell quotes; values of less than 4 bytes are not. That keeps values out of logs by accident; it stops no program that wants to tell them. Signals, standard input and the terminal pass through: a command that prints to a terminal gets one, joined to yours. Nothing is written to disk, and no value is on a command line. Exit 3 when something is missing, before the command starts; 127 when there is no such command. Names that change what programs run (PATH, LD_PRELOAD and the like) are taken from no secret (exit 8) unless --env NAME=PATH#KEY says them. docs/run.md tells more.',
      options: {
        env: "a field of a secret as a variable; 'PREFIX*=PATH': all its fields, named in capitals",
        secret: 'all fields of a secret as variables of their own names',
        'env-file': 'variables in dotenv syntax, whose values may hold holdfast://PATH#KEY',
        'no-masking': 'leave the output as it is',
      },
      examples: [
        ['holdfast run --env PGPASSWORD=prod/db/orders#password -- psql -h db orders'],
        ["holdfast run --env 'PG*=prod/db/orders' -- psql", 'user and password as PGUSER and PGPASSWORD'],
        [
          'holdfast run --env-file .env -- npm start',
          'DB_URL=postgres://app:{{ holdfast://prod/db#password }}@db',
        ],
      ],
    },
    inject: {
      short: 'fill secrets into a template',
      about:
        'Prints a template (a file, or standard input) with every holdfast://PATH#KEY replaced by that value, exactly: quotes around it are up to the template. A reference ends at a space, quote, bracket or other punctuation; in {{ holdfast://PATH#KEY }} path and key may hold anything, and the braces go. ?version=N before the # names a version, %XX any character, and \\holdfast:// is no reference. Exit 3 when a value is missing, with its line, and nothing is written then. A line NAME=holdfast://... whose NAME changes what programs run (PATH, LD_PRELOAD and the like) is refused (exit 8) unless --allow names it.',
      options: {
        out: 'write there instead, readable only by you (0600); an old file is replaced at once',
        allow: 'a variable of the template that is refused otherwise',
      },
      examples: [
        [
          'holdfast inject config.tpl.yml --out config.yml',
          'password: "{{ holdfast://prod/db/orders#password }}"',
        ],
        ["echo 'url=postgres://app:holdfast://prod/db#password@db' | holdfast inject"],
      ],
    },
    'ssh-agent': {
      short: 'serve SSH keys of secrets to ssh and git',
      about:
        'Serves the SSH keys of secrets to ssh, git and the like, until it is interrupted; nothing is written to disk. Every field with a private key counts, in the secrets at PATH or in the folder of that name (ssh, unless another is named); a field called passphrase opens it. Through the app its policies decide at every use. Prints the line that tells a shell of it.',
      options: {
        socket: 'where to listen; otherwise holdfast/ssh-agent in the runtime folder',
        confirm: 'ask before each use of a key: with SSH_ASKPASS, or at the terminal',
      },
      examples: [
        [
          'holdfast ssh-agent --socket ~/.ssh/holdfast.sock',
          'of the vault in the app; IdentityAgent in ~/.ssh/config',
        ],
        [
          'holdfast --vault my.holdfast ssh-agent work/ssh home/laptop --confirm',
          'two places, asked before each use',
        ],
      ],
    },
    repair: {
      short: 'make a whole vault of a damaged one, with the help of backups',
      about:
        'Makes a whole vault, DEST, of a damaged one: backups replace what the damaged file has lost. If everything is found, DEST is exactly the vault that was. What stays lost is named, and nothing is written (exit 7) unless --accept-loss. The damaged file is never written. If not even its manifest is whole, the first --from replaces it.',
      options: {
        from: 'a backup or another copy of the vault; may be damaged too',
        'accept-loss': 'write DEST also without what is lost',
      },
      examples: [
        [
          'holdfast --vault my.holdfast repair whole.holdfast --from backups/my-2026-05-03-140533-r12.holdfast',
        ],
        ['holdfast --vault my.holdfast repair rest.holdfast --accept-loss'],
      ],
    },
    merge: {
      short: 'add what another copy of the vault has',
      about:
        'Adds everything that another copy of the vault has and this one lacks, such as the "conflicted copy" that a sync tool left: for each secret the versions of both, in order of their times, in one commit. Nothing is dropped, and merging the same copy again changes nothing. Policies, clients and key slots stay as they are here. FILE does not change.',
      options: { 'dry-run': 'only tell what would be added' },
      examples: [
        ['holdfast --vault my.holdfast merge "my (conflicted copy 2026-05-03).holdfast"'],
        ['holdfast --vault my.holdfast merge my.sync-conflict-20260503-140533-ABCDEFG.holdfast --dry-run'],
      ],
    },
    'key-file create': {
      short: 'make a file that opens a vault together with its passphrase',
      about:
        'Makes a key file of random bytes, readable only by you (mode 0600): a vault made with --key-file FILE opens with its passphrase and that file together. What is there already does not change (exit 8). Any other file of up to 64 MiB may be a key file, too, as long as no byte of it ever changes. Keep it, and a copy, away from the vault.',
      options: {},
      examples: [
        ['holdfast key-file create /media/stick/my.key'],
        ['holdfast key-file create my.key && holdfast init my.holdfast --key-file my.key'],
      ],
    },
    'key-file set': {
      short: 'let a vault open with its passphrase and a file together',
      about:
        'From now on the vault opens with its passphrase and FILE together, in place of the key file before, which --key-file names. The vault gets new keys (see "rekey"); its recovery sheets stay valid, and need no file. Older copies and backups open as before. Always with --vault.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast key-file set /media/stick/my.key'],
        ['holdfast --vault my.holdfast --key-file old.key key-file set new.key'],
      ],
    },
    'key-file remove': {
      short: 'let a vault open with its passphrase only',
      about:
        'From now on the vault opens with its passphrase only. --key-file names the file that it needs until then. The vault gets new keys (see "rekey"). Older copies and backups still need the file: keep it as long as you keep those.',
      options: {},
      examples: [['holdfast --vault my.holdfast --key-file /media/stick/my.key key-file remove']],
    },
    'security-key add': {
      short: 'let a security key open a vault',
      about:
        'From now on a FIDO2 key opens the vault, too, with --security-key: the passphrase opens it as before, and every other command that asks for it still does. Holdfast asks for two touches, and for the PIN of a key that has one, then and at each opening. The first key needs a recovery set in use; without one, set up two keys with one call: NAME NAME. Needs libfido2 (on Debian: libfido2-1). Always with --vault.',
      options: {},
      examples: [
        ['holdfast --vault my.holdfast security-key add "Blue key"'],
        ['holdfast --vault my.holdfast security-key add Blue Red', 'two keys, one after the other'],
      ],
    },
    'security-key list': {
      short: 'the security keys that open a vault',
      about:
        'Shows the security keys that open the vault: name, day, whose they are, and whether they ask for a PIN. Always with --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast security-key list']],
    },
    'security-key rename': {
      short: 'give a security key another name',
      about: 'Gives a security key another name. Always with --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast security-key rename Blue "Blue, at work"']],
    },
    'security-key remove': {
      short: 'let a security key open a vault no more',
      about:
        'From now on this key opens the vault no more, and need not be at hand. The vault gets new keys (see "rekey"); older copies and backups open as before. Always with --vault.',
      options: {},
      examples: [['holdfast --vault my.holdfast security-key remove Blue']],
    },
    move: {
      short: 'move the vault to another place of any kind',
      about:
        'Moves a vault, as it lies and without its passphrase, to a place where nothing lies: a file, folder:PATH, s3://… or postgres://…. It is copied, the copy compared byte for byte, and only then what was moved is put aside under a name that says so; on a service it stays. Interrupted, it loses nothing, and the same command goes on.',
      options: {},
      examples: [
        ["holdfast move my.holdfast 'postgres:///vaults?host=/run/postgresql&vault=home'"],
        ['holdfast move my.holdfast folder:vault'],
      ],
    },
    'store probe': {
      short: 'try what several writers can rely on at a place',
      about:
        'Tries what writers can rely on at a place: creating what is not there yet, one after the other and as a race of eight, reading back, listing and deleting. A vault that is there is not touched, and nothing of the trial stays. Exit 6 where several writers would lose writes; "init" makes no vault there. A file or a folder of this machine needs no trial.',
      options: {},
      examples: [
        ["holdfast store probe 's3://vaults/home?endpoint=https://s3.example.org'"],
        ["holdfast store probe 'postgres://alice@db.example.org/vaults?vault=home' --json"],
      ],
    },
    quick: {
      short: 'show the small window that searches',
      about:
        'Shows the quick search of the app, which is started where it does not run: for a key of your own desktop that runs this command. Enter copies the password of what is found; the command itself prints nothing.',
      options: {},
      examples: [['holdfast quick']],
    },
    generate: {
      short: 'print a random password or passphrase',
      about:
        'Prints a random password, or with --words a passphrase, and nothing else: no line end is added unless standard output is a terminal. Needs no vault.',
      options: {
        length: 'characters of a password, 4 to 1024; otherwise 24',
        symbols: 'the symbols to draw from; --symbols= for none',
        unambiguous: 'without what is easily misread: 0 O o, 1 I l |',
        words: 'words instead, from a list of 7,776: each is worth 12.9 bits',
        separator: 'what comes between words; otherwise a space',
        capitalize: 'each word with a capital',
        number: 'one digit after one of the words',
      },
      examples: [
        ['holdfast generate', '24 characters'],
        ['holdfast generate --length 32 --symbols _-.'],
        ['holdfast generate --words 6', 'to remember and type'],
        ['holdfast generate | holdfast secret patch prod/db --stdin password'],
      ],
    },
    completion: {
      short: 'let a shell complete commands and options',
      about:
        'Prints what makes bash, zsh or fish complete the words and options of holdfast. It asks no vault and no app: paths of secrets are not completed, because a key pressed by mistake should not read the vault.',
      options: {},
      examples: [
        ['source <(holdfast completion bash)', 'in ~/.bashrc'],
        ['source <(holdfast completion zsh)', 'in ~/.zshrc, after compinit'],
        ['holdfast completion fish > ~/.config/fish/completions/holdfast.fish'],
      ],
    },
  },
};
