import { fail } from '../shared/failure.ts';

// Variables that change which code a program loads or runs, or from whom it takes code. A secret's fields are named by whoever may
// write it, so such a name in a secret would be a way into the account of everybody who reads it. Names are compared in capitals:
// Windows makes no difference, and zsh ties `path` to PATH.

/** Refused as they are. Much of it is what sudo, glibc and OpenSSH take out of an environment. */
const names = new Set(
  `
  ALLUSERSPROFILE APPDATA COMSPEC HOMEDRIVE LOCALAPPDATA PATHEXT PROGRAMDATA PROGRAMW6432 SYSTEMDRIVE SYSTEMROOT USERPROFILE WINDIR
  APT_CONFIG AUTHSTATE GETCONF_DIR GLIBC_TUNABLES HOSTALIASES LIBPATH LOCALDOMAIN MALLOC_CONF MALLOC_TRACE ODMDIR PATH_LOCALE RES_OPTIONS
  TEMP TMP TMPDIR TMPPREFIX TZDIR
  BASHOPTS ENV EXECIGNORE FCEDIT GLOBIGNORE HISTFILE IFS INPUTRC NULLCMD POSIXLY_CORRECT PATH PROMPT READNULLCMD RPROMPT RPS1 SHELL SHELLOPTS
  STARSHIP_CONFIG ZDOTDIR ZSH
  BROWSER VISUAL EXINIT GVIMINIT LESS LESSCLOSE LESSKEY LESSKEYIN LESSOPEN MANOPT MANROFFOPT MYVIMRC SCREENRC TERMCAP TERMINFO TERMINFO_DIRS VIMINIT VIMRUNTIME
  CURLRC NETRC WGETRC SSH_AUTH_SOCK GPG_AGENT_INFO SVN_SSH HGMERGE HG
  HTTP_PROXY HTTPS_PROXY NO_PROXY SSLKEYLOGFILE SSL_CERT_DIR SSL_CERT_FILE
  AR CC CPP CXX LD CLASSPATH COMPILER_PATH CONFIG_SITE MAKEFILES GHCRTS GCC_EXEC_PREFIX IRBRC MAKESHELL PHPRC PHP_INI_SCAN_DIR RAKEOPT VIRTUAL_ENV
  BORG_PASSCOMMAND COVERAGE_PROCESS_START IPYTHONDIR WINEDLLOVERRIDES WINEPREFIX
  GOBIN GOCACHE GOCACHEPROG GODEBUG GOENV GOEXPERIMENT GOINSECURE GOMODCACHE GONOPROXY GONOSUMDB GOPACKAGESDRIVER GOPRIVATE GOPROXY GOROOT
  GOSUMDB GOTMPDIR GOTOOLCHAIN GOTOOLDIR GOVCS GOWORK GOAUTH
  AWS_SHARED_CREDENTIALS_FILE ASPNETCORE_HOSTINGSTARTUPASSEMBLIES DOCKER_CONFIG DOCKER_CONTEXT DOCKER_HOST DOCKER_TLS_VERIFY
  GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES KUBECONFIG ODBCINI ODBCINSTINI ODBCSYSINI OPENSSL_CONF PGPASSFILE PGSERVICEFILE PGSYSCONFDIR
  PSQLRC TNS_ADMIN TF_DATA_DIR TF_PLUGIN_CACHE_DIR TF_REATTACH_PROVIDERS
  BUNDLE_APP_CONFIG BUNDLE_BIN BUNDLE_BUILD BUNDLE_GEMFILE BUNDLE_WITH GEM_SPEC_CACHE CLOUDSDK_CONFIG
  `.match(/\S+/g),
);

/** Whole families; no name of theirs is worth an exception. */
const strict =
  /^(?:LD_|LDR_|_RLD|DYLD_|HOLDFAST_|XDG_|BASH_|__PS|__PYVENV|__COMPAT|PROGRAMFILES|COMMONPROGRAM|PS[0-4]$|RESOLV_|PERL|PYTHON|RUBY(?!GEMS_)|NPM_CONFIG_|SSH_ASKPASS|SSH_SK_)/;

/** Families of one program each; `credential` tells what is none of its settings. */
const families =
  /^(?:GIT_|NODE_(?!ENV$)|NPM_|YARN_|PNPM_|COREPACK_|BUN_|DENO_|ELECTRON_|TS_NODE_|PIP_|UV_|CONDA_|PYENV_|JAVA_|JDK_|_JAVA_|JVM_|CGO_|RUSTC|RUSTDOC|RUSTUP_|CARGO_|CCACHE_|SCCACHE_|DISTCC_|CMAKE_|PKG_CONFIG|LUA_|R_(?=[A-Z])|JULIA_|ERL_|ELIXIR_|OCAML|CAML|GUILE_|DOTNET_|COMPLUS_|CORECLR_|COR_|MONO_|OPENSSL_|KRB5_|GTK_|GDK_|GIO_|GI_|GST_|QT_|DBUS_|SYSTEMD_|SUDO_|TMUX|NVIM|EMACS|FZF_|CHROME_|PLAYWRIGHT_|ANSIBLE_|HELM_|TF_CLI_|CLOUDSDK_PYTHON|BORG_R|PYTEST_|NVM_|RBENV_|NODENV_|ASDF_|MISE_|SDKMAN_|VOLTA_|DIRENV_|HOMEBREW_|DPKG_|RSYNC_(?!PASSWORD))/;

/** How a setting of any program is called that names a place of code, or something to run. */
const endings =
  /(?:PATH|HOME|_OPTIONS|_OPTS?|[A-Z_]FLAGS|_ARGS|_PRELOAD|_INJECT|EDITOR|PAGER|ASKPASS|_COMMAND|_CMD|_EXEC|_EXECUTABLE|_BINARY|_PROGRAM|_PROG|_RSH|_SSH|_SHELL|_WRAPPER|_LAUNCHER|_INTERPRETER|_HOOKS?|_MODULES?|_PLUGINS?|_PLUGIN_DIR|_LIB|_LIBS|_LIBRARY|_LIBRARIES|_PROXY|_CA_BUNDLE|_CONFIG_FILE|_CONFIG_DIR|_RC|_STARTUP|_PROFILER)$/;

const credential = /_(?:TOKENS?|PASSWORD|PASSPHRASE|SECRET|API_KEY|USER|USERNAME|EMAIL)$/;

/** Whether a variable of that name changes how programs load or run code. */
export function changesPrograms(name: string): boolean {
  const upper = name.toUpperCase();
  if (names.has(upper) || strict.test(upper) || endings.test(upper)) return true;
  return families.test(upper) && !credential.test(upper);
}

/** Refuses names that come from a secret; `place` is where they would be set, `remedy` what the caller writes who means it. */
export function refuseProgramVariables(
  given: readonly string[],
  place: string,
  remedy: (name: string) => string,
): void {
  const refused = [...new Set(given.filter(changesPrograms))];
  const [first] = refused;
  if (first === undefined) return;
  const reason = `it would set ${listed(refused)}, which can change what code programs run; if you mean it, ${remedy(first)}`;
  fail({ code: 'bad-input', what: place, reason });
}

function listed(all: readonly string[]): string {
  return all.length === 1 ? String(all[0]) : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
