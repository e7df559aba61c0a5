import type Koffi from 'koffi';
import { requireKoffi } from './c-library.ts';

// What is used of libfido2 (Debian's libfido2-1), by the names in its manual. Nothing needs it but
// security keys: where it is not installed, there are none.

type Value = unknown;
/** A call that takes no time. */
type Sync = (...args: Value[]) => Value;
/** A call that waits for a key, off the event loop; what it returns. */
type Waiting = (...args: Value[]) => Promise<number>;

const quick = {
  init: 'void fido_init(int flags)',
  newList: 'void *fido_dev_info_new(size_t length)',
  freeList: 'void fido_dev_info_free(_Inout_ void **list, size_t length)',
  listItem: 'const void *fido_dev_info_ptr(const void *list, size_t at)',
  path: 'const char *fido_dev_info_path(const void *item)',
  newDevice: 'void *fido_dev_new()',
  freeDevice: 'void fido_dev_free(_Inout_ void **device)',
  setTimeout: 'int fido_dev_set_timeout(void *device, int milliseconds)',
  cancel: 'int fido_dev_cancel(void *device)',
  isFido2: 'bool fido_dev_is_fido2(const void *device)',
  hasPin: 'bool fido_dev_has_pin(const void *device)',
  hasUv: 'bool fido_dev_has_uv(const void *device)',
  newInfo: 'void *fido_cbor_info_new()',
  freeInfo: 'void fido_cbor_info_free(_Inout_ void **info)',
  extensions: 'void *fido_cbor_info_extensions_ptr(const void *info)',
  extensionCount: 'size_t fido_cbor_info_extensions_len(const void *info)',
  newCred: 'void *fido_cred_new()',
  freeCred: 'void fido_cred_free(_Inout_ void **cred)',
  credType: 'int fido_cred_set_type(void *cred, int algorithm)',
  credRp: 'int fido_cred_set_rp(void *cred, const char *id, const char *name)',
  credUser:
    'int fido_cred_set_user(void *cred, const void *id, size_t length, const char *name, const char *shown, const char *icon)',
  credHash: 'int fido_cred_set_clientdata_hash(void *cred, const void *hash, size_t length)',
  credExtensions: 'int fido_cred_set_extensions(void *cred, int flags)',
  credUv: 'int fido_cred_set_uv(void *cred, int option)',
  credExclude: 'int fido_cred_exclude(void *cred, const void *id, size_t length)',
  credId: 'const void *fido_cred_id_ptr(const void *cred)',
  credIdLength: 'size_t fido_cred_id_len(const void *cred)',
  newAssert: 'void *fido_assert_new()',
  freeAssert: 'void fido_assert_free(_Inout_ void **assert)',
  assertRp: 'int fido_assert_set_rp(void *assert, const char *id)',
  assertHash: 'int fido_assert_set_clientdata_hash(void *assert, const void *hash, size_t length)',
  assertAllow: 'int fido_assert_allow_cred(void *assert, const void *id, size_t length)',
  assertExtensions: 'int fido_assert_set_extensions(void *assert, int flags)',
  assertSalt: 'int fido_assert_set_hmac_salt(void *assert, const void *salt, size_t length)',
  assertUp: 'int fido_assert_set_up(void *assert, int option)',
  assertUv: 'int fido_assert_set_uv(void *assert, int option)',
  secret: 'const void *fido_assert_hmac_secret_ptr(const void *assert, size_t at)',
  secretLength: 'size_t fido_assert_hmac_secret_len(const void *assert, size_t at)',
} as const;

const waiting = {
  list: 'int fido_dev_info_manifest(void *list, size_t length, void *found)',
  open: 'int fido_dev_open(void *device, const char *path)',
  close: 'int fido_dev_close(void *device)',
  info: 'int fido_dev_get_cbor_info(void *device, void *info)',
  makeCred: 'int fido_dev_make_cred(void *device, void *cred, const char *pin)',
  getAssert: 'int fido_dev_get_assert(void *device, void *assert, const char *pin)',
  pinsLeft: 'int fido_dev_get_retry_count(void *device, void *left)',
} as const;

export type LibFido2 = Record<keyof typeof quick, Sync> &
  Record<keyof typeof waiting, Waiting> & {
    readonly koffi: typeof Koffi;
    readonly library: ReturnType<typeof Koffi.load>;
    /** The bytes at an address, copied. */
    bytesAt(address: Value, length: number): Uint8Array;
    stringsAt(address: Value, count: number): string[];
  };

let loaded: LibFido2 | undefined;

/** `undefined` where it is not installed; looked for anew each time, until it is. */
export function libFido2(): LibFido2 | undefined {
  loaded ??= load();
  return loaded;
}

function load(): LibFido2 | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const koffi = requireKoffi();
    const library = koffi.load('libfido2.so.1');
    const made = {
      ...mapped(quick, (prototype) => library.func(prototype) as Sync),
      ...mapped(waiting, (prototype) => offTheLoop(library.func(prototype))),
      koffi,
      library,
      bytesAt: (address: Value, length: number) =>
        new Uint8Array(koffi.decode(address, 'uint8_t', length) as ArrayLike<number>),
      stringsAt: (address: Value, count: number) => koffi.decode(address, 'char *', count) as string[],
    };
    made.init(0);
    return made;
  } catch {
    return undefined;
  }
}

function offTheLoop(call: ReturnType<ReturnType<typeof Koffi.load>['func']>): Waiting {
  return (...args) =>
    new Promise((resolve, reject) => {
      call.async(...args, (error: unknown, result: number) => (error ? reject(error) : resolve(result)));
    });
}

function mapped<Name extends string, Made>(
  prototypes: Readonly<Record<Name, string>>,
  make: (prototype: string) => Made,
): Record<Name, Made> {
  const entries = Object.entries<string>(prototypes).map(([name, prototype]) => [name, make(prototype)]);
  return Object.fromEntries(entries) as Record<Name, Made>;
}
