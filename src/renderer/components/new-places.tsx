import { localKinds } from '../../shared/place.ts';
import { words } from '../words/words.ts';
import { Option } from './option.tsx';

/** The new places that a whole vault may go to, as options: one for each kind. */
export function NewPlaces({ help }: { help: string }) {
  return localKinds.map((kind) => (
    <Option key={kind} value={kind} title={words.places.kinds[kind].into} help={help} />
  ));
}
