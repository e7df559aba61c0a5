import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { words } from '../../words/words.ts';

/** Puts the small window away, as Escape does. */
export function Cancel() {
  return (
    <Button kind="quiet" onPress={() => void api.quick.close()}>
      {words.actions.cancel}
    </Button>
  );
}
