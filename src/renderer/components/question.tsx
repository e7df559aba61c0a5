import { useState } from 'react';
import { type Question as Asked, answer, useDialog } from '../stores/dialog.ts';
import { Button } from './button.tsx';
import { Check } from './check.tsx';
import { Dialog } from './dialog.tsx';

/** The question that waits for an answer, if there is one. */
export function Question() {
  const question = useDialog((open) => open.question);
  return question ? <Shown key={question.title} question={question} /> : null;
}

function Shown({ question }: { question: Asked }) {
  const [ticked, setTicked] = useState(true);
  return (
    <Dialog title={question.title} role="alertdialog" onClose={() => answer(false)}>
      <p>{question.text}</p>
      {question.tick !== undefined && (
        <Check isSelected={ticked} onChange={setTicked}>
          {question.tick}
        </Check>
      )}
      <footer>
        <Button autoFocus onPress={() => answer(false)}>
          {question.no}
        </Button>
        <Button kind={question.danger ? 'danger' : 'primary'} onPress={() => answer(true, ticked)}>
          {question.yes}
        </Button>
      </footer>
    </Dialog>
  );
}
