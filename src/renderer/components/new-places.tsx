import { localKinds, serviceKinds } from '../../shared/place.ts';
import { serviceForms } from '../../shared/place-form.ts';
import type { Where } from '../stores/restored-place.ts';
import { words } from '../words/words.ts';
import { FailureNote } from './failure-note.tsx';
import { Option } from './option.tsx';
import { PlaceField } from './place-field.tsx';
import { usePlace } from './use-place.ts';

/** The new places that a whole vault may go to, as options: one for each kind, and any service. */
export function NewPlaces({ help }: { help?: string | undefined }) {
  return (
    <>
      {localKinds.map((kind) => (
        <Option key={kind} value={kind} title={words.places.kinds[kind].into} help={help} />
      ))}
      <Option value="service" title={words.places.service.into} help={words.places.service.help} />
    </>
  );
}

/** What is asked for where a whole vault goes to a service. */
export function useService() {
  return usePlace('restored', undefined, { first: serviceKinds[0] });
}

/** The form that names the place on a service; nothing where the vault goes elsewhere. */
export function NewService({ where, of }: { where: Where; of: ReturnType<typeof useService> }) {
  if (where !== 'service') return null;
  return (
    <>
      {of.failure && <FailureNote failure={of.failure} />}
      <PlaceField
        {...of.field}
        forms={serviceForms}
        label={words.places.service.kind}
        tried={false}
        isDisabled={false}
      />
    </>
  );
}
