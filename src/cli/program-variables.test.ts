import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesPrograms } from '../shared/program-variables.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

const words = (text: string): string[] => text.match(/\S+/g) ?? [];

test.each(
  words(`PATH LD_PRELOAD LD_AUDIT LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES LIBPATH GLIBC_TUNABLES GCONV_PATH LOCPATH HOSTALIASES TMPDIR
  BASH_ENV BASH_FUNC_ls ENV IFS SHELLOPTS BASHOPTS PS1 PS4 PROMPT_COMMAND CDPATH ZDOTDIR FPATH SHELL
  EDITOR VISUAL GIT_EDITOR PAGER LESSOPEN MANPAGER BROWSER SSH_ASKPASS SUDO_ASKPASS TERMINFO TERMCAP INPUTRC
  GIT_SSH_COMMAND GIT_DIR GIT_CONFIG_COUNT GIT_EXTERNAL_DIFF NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS npm_config_script_shell
  NPM_CONFIG_REGISTRY YARN_RC_FILENAME JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS JAVA_HOME CLASSPATH MAVEN_OPTS GRADLE_OPTS
  PYTHONPATH PYTHONSTARTUP PYTHONHOME PIP_INDEX_URL PERL5LIB PERL5OPT PERLLIB RUBYOPT RUBYLIB GEM_HOME BUNDLE_GEMFILE
  GOFLAGS GOPROXY GOTOOLCHAIN RUSTC_WRAPPER RUSTFLAGS CARGO_HOME CC CFLAGS LDFLAGS MAKEFLAGS CMAKE_TOOLCHAIN_FILE PHPRC LUA_INIT
  R_PROFILE DOTNET_STARTUP_HOOKS CORECLR_PROFILER OPENSSL_CONF SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE SSLKEYLOGFILE
  http_proxy HTTPS_PROXY ALL_PROXY no_proxy KUBECONFIG AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE DOCKER_CONFIG DOCKER_HOST
  HOME XDG_CONFIG_HOME HOLDFAST_VAULT HOLDFAST_TOKEN SSH_AUTH_SOCK DBUS_SESSION_BUS_ADDRESS GTK_MODULES QT_PLUGIN_PATH
  Path ComSpec PATHEXT SystemRoot WINDIR USERPROFILE APPDATA PSModulePath ProgramFiles ld_preload`),
)('%s changes what programs run', (name) => {
  expect(changesPrograms(name)).toBe(true);
});

test.each(
  words(`username user password pwd pass pin token api_key key url host port email title notes name note otp secret options
  command config flags temperature cert ca_cert ssh_key private_key database DATABASE_URL REDIS_URL PGUSER PGPASSWORD PGHOST MYSQL_PWD
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_REGION GITHUB_TOKEN GIT_TOKEN GIT_PASSWORD NODE_ENV NODE_AUTH_TOKEN
  NPM_TOKEN CARGO_REGISTRY_TOKEN GOOGLE_API_KEY STRIPE_SECRET_KEY SMTP_HOST SENTRY_DSN TF_VAR_db DOCKER_PASSWORD MAVEN_PASSWORD
  RAILS_MASTER_KEY JWT_SECRET SSH_PRIVATE_KEY maker src pathology homepage ps5 lesson makers LANG TZ TERM DISPLAY`),
)('%s is a name like any other', (name) => {
  expect(changesPrograms(name)).toBe(false);
});

let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
  await fixture.run([
    'secret',
    'put',
    'hostile/path',
    'user=ann',
    'PATH=/tmp/evil',
    'LD-PRELOAD=/tmp/evil.so',
  ]);
  await fixture.run(['secret', 'put', 'half', 'ath=/tmp/evil', 'x=y']);
});
afterAll(() => fixture.remove());

test.each([
  [
    ['run', '--secret', 'hostile/path', '--', 'true'],
    ['PATH', 'LD_PRELOAD', '--env'],
  ],
  [
    ['run', '--env', '*=hostile/path', '--', 'true'],
    ['PATH', 'LD_PRELOAD', '--env'],
  ],
  [['run', '--env', 'P*=half', '--', 'true'], ['PATH']],
  [['run', '--env', 'PATH=half#x', '--secret', 'hostile/path', '--', 'true'], ['LD_PRELOAD']],
  [
    ['secret', 'get', 'hostile/path', '--format', 'env'],
    ['PATH', 'LD_PRELOAD'],
  ],
  [['secret', 'get', 'hostile/path', 'PATH', '--format', 'env'], ['PATH']],
  [
    ['run', '--env-file', 'FILE', '--', 'true'],
    ['LD_PRELOAD', '--env LD_PRELOAD='],
  ],
  [
    ['inject', 'FILE'],
    ['LD_PRELOAD', '--allow LD_PRELOAD'],
  ],
])('%j is refused: exit 8, and names them', async (argv, named) => {
  const file = fixture.write('t', 'A=holdfast://half#x\nexport LD_PRELOAD="/a:{{ holdfast://half#x }}"\n');
  const ran = await fixture.run(argv.map((word) => (word === 'FILE' ? file : word)));
  expect(ran).toMatchObject({ code: 8, out: '' });
  for (const name of named) expect(ran.err).toContain(name);
  expect(ran.err).not.toContain('evil');
});

test('whoever writes the name itself is taken at their word; other formats are for reading', async () => {
  const template = 'A=1 holdfast://half#x\nPATH=plain\nPAGER=holdfast://half#x\n';
  expect(await fixture.run(['inject', '--allow', 'PAGER'], { stdin: template })).toMatchObject({
    code: 0,
    out: 'A=1 y\nPATH=plain\nPAGER=y\n',
  });
  expect(await fixture.run(['secret', 'get', 'hostile/path', '--format', 'json'])).toMatchObject({ code: 0 });
  expect(await fixture.run(['secret', 'get', 'half', '--format', 'env'])).toMatchObject({
    out: "ath='/tmp/evil'\nx='y'\n",
  });
});
