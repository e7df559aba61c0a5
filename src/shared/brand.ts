declare const sealed: unique symbol;
declare const objectId: unique symbol;

/** Bytes that a cipher made: nonce, ciphertext, tag. */
export type Sealed = Uint8Array & { readonly [sealed]: true };

/** 16 random bytes as 32 hex digits, used once. */
export type ObjectId = string & { readonly [objectId]: true };
