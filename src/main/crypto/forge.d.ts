// Parts of the library, which its types name only as a whole.
declare module 'node-forge/lib/forge.js' {
  const forge: typeof import('node-forge');
  export = forge;
}
declare module 'node-forge/lib/pkcs12.js';
