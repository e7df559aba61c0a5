import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { Actions } from './reading.tsx';

interface Props {
  on: string;
  /** Missing: the button submits the form that it stands in. */
  onPress?: () => void;
  isDisabled?: boolean;
  back?: string;
  onBack: () => void;
}

/** The foot of a step: on with it, or back. */
export function OnOrBack({ on, onPress, isDisabled = false, back = words.actions.back, onBack }: Props) {
  const does = onPress === undefined ? { type: 'submit' as const } : { onPress };
  return (
    <Actions>
      <Button kind="primary" size="large" isDisabled={isDisabled} {...does}>
        {on}
      </Button>
      <Button kind="quiet" size="large" onPress={onBack}>
        {back}
      </Button>
    </Actions>
  );
}
