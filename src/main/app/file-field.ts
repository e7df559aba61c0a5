import { fail } from '../../shared/failure.ts';
import { isFile } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { LoadedFile } from '../backend/backend.ts';

/** A field that stands for a file, and how its bytes are had: piece by piece where it is long. */
export interface FileField {
  readonly field: Field;
  readonly load: () => Promise<LoadedFile>;
}

type Bytes = Pick<LoadedFile, 'size' | 'pieces'>;

/** The bytes of a field's file; `not-found` for a field that stands for none. */
export async function bytesOf({ field, load }: FileField): Promise<Bytes> {
  if (!isFile(field.type)) fail({ code: 'not-found', what: 'field', name: field.name });
  return field.type === 'file' ? small(field) : load();
}

/** A file that lies in the version itself. */
function small({ value }: Field): Bytes {
  const bytes = Buffer.from(value, 'base64');
  return {
    size: bytes.length,
    pieces: async function* () {
      if (bytes.length > 0) yield bytes;
    },
  };
}
