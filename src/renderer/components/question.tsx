import { answer, useDialog } from '../stores/dialog.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** The question that waits for an answer, if there is one. */
export function Question() {
  const question = useDialog((open) => open.question);
  if (!question) return null;
  return (
    <Dialog title={question.title} role="alertdialog" onClose={() => answer(false)}>
      <p>{question.text}</p>
      <footer>
        <Button autoFocus onPress={() => answer(false)}>
          {question.no}
        </Button>
        <Button kind={question.danger ? 'danger' : 'primary'} onPress={() => answer(true)}>
          {question.yes}
        </Button>
      </footer>
    </Dialog>
  );
}
