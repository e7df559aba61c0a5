import type { ShownSecret } from '../../../shared/secret-schema.ts';
import { FieldLine, FieldLines } from '../../components/field-line.tsx';
import * as actions from '../../stores/actions.ts';
import { useDetail } from '../../stores/detail.ts';

/** The fields of a version, with what can be done with each. */
export function Fields({ secret }: { secret: ShownSecret }) {
  const revealed = useDetail((detail) => detail.revealed);
  const names = secret.fields.map(({ name }) => name);
  return (
    <FieldLines>
      {secret.fields.map((field) => (
        <FieldLine
          key={field.name}
          field={field}
          beside={names}
          of={{ from: 'secrets', path: secret.path, version: secret.version }}
          revealed={revealed.get(field.name)}
          onReveal={() => void actions.reveal(field.name)}
          onCopy={() => void actions.copy(field.name)}
        />
      ))}
    </FieldLines>
  );
}
