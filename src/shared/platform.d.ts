// What Node and every browser have alike, as far as this folder uses it: neither's types are here.

declare class URL {
  constructor(text: string);
  readonly href: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly searchParams: Iterable<[string, string]>;
}

declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

/** The bytes of a base64 text, a letter each; throws where it is none. */
declare function atob(text: string): string;
