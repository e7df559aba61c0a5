import { FileSearch } from 'lucide-react';
import { webAddress } from '../../../shared/address.ts';
import type { ShownSecret } from '../../../shared/secret-schema.ts';
import { type KnownName, knownName } from '../../../shared/templates.ts';
import { IconButton } from '../../components/button.tsx';
import { FieldLine, FieldLines } from '../../components/field-line.tsx';
import { OtpLine } from '../../components/otp-line.tsx';
import * as actions from '../../stores/actions.ts';
import { useCodes } from '../../stores/codes.ts';
import { useDetail } from '../../stores/detail.ts';
import { openPreview } from '../../stores/preview.ts';
import { labelWithin } from '../../words/fields.ts';
import { words } from '../../words/words.ts';

// What these hold is read by programs: what it says, and a key's public half, is shown apart.
const read: ReadonlySet<KnownName | undefined> = new Set(['certificate', 'private-key']);

function LookAt(at: { field: string; path: string; version: number }) {
  const known = knownName(at.field);
  if (!read.has(known)) return null;
  const { lookAt, publicKey } = words.files;
  const say = known === 'private-key' ? publicKey : lookAt;
  return (
    <IconButton label={say(labelWithin(at.field))} onPress={() => void openPreview(at)}>
      <FileSearch aria-hidden />
    </IconButton>
  );
}

/** The fields of a version, with what can be done with each. */
export function Fields({ secret, readOnly }: { secret: ShownSecret; readOnly: boolean }) {
  const revealed = useDetail((detail) => detail.revealed);
  const names = secret.fields.map(({ name }) => name);
  return (
    <FieldLines>
      {secret.fields.map((field) =>
        field.type === 'otp' ? (
          <Code key={field.name} field={field.name} {...{ secret, names, readOnly }} />
        ) : (
          <FieldLine
            key={field.name}
            field={field}
            beside={names}
            of={{ from: 'secrets', path: secret.path, version: secret.version }}
            revealed={revealed.get(field.name)}
            onReveal={() => void actions.reveal(field.name)}
            onCopy={() => void actions.copy(field.name)}
            onOpen={opens(field) ? () => void actions.openAddress(field.name) : undefined}
            more={<LookAt field={field.name} path={secret.path} version={secret.version} />}
          />
        ),
      )}
    </FieldLines>
  );
}

function opens({ type, value }: ShownSecret['fields'][number]): boolean {
  return type === 'url' && value !== undefined && webAddress(value) !== undefined;
}

interface CodeProps {
  secret: ShownSecret;
  field: string;
  names: readonly string[];
  readOnly: boolean;
}

function Code({ secret, field, names, readOnly }: CodeProps) {
  const { path, version, updated } = secret;
  const codes = useCodes(path, { version, stamp: updated });
  return (
    <OtpLine
      {...{ path, field, readOnly }}
      beside={names}
      code={codes.find((one) => one.field === field)}
      onCopy={() => void actions.copy(field)}
    />
  );
}
