/**
 * Where releases are published: the one place that says it. `.example` is nobody's (RFC 2606):
 * whoever publishes puts their own address here.
 */
export const releases = 'https://holdfast.example/releases';

/** False while the address is the placeholder: then nothing offers to open it. */
export function isPublished(address: string = releases): boolean {
  return !/^https:\/\/[^/]*\.example(?:[:/]|$)/.test(address);
}
