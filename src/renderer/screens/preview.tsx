import { Copy, Save } from 'lucide-react';
import type { Preview as Shown } from '../../shared/contract-files.ts';
import { Button } from '../components/button.tsx';
import { Canvas } from '../components/canvas.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Working } from '../components/working.tsx';
import { closePreview, copyPublicKey, savePublicKey, usePreview } from '../stores/preview.ts';
import { labelOf } from '../words/fields.ts';
import { date } from '../words/time.ts';
import { words } from '../words/words.ts';
import styles from './preview.module.css';

const text = words.files;

/** What is in a file of a secret, as far as it can be shown. */
export function Preview() {
  const { at, preview } = usePreview();
  const name = at?.field ?? '';
  return (
    <Dialog title={labelOf(name)} onClose={closePreview} width="wide">
      <div className={styles.preview}>
        {preview === undefined ? (
          <Working label={words.vault.loading} />
        ) : (
          <Content of={preview} name={name} />
        )}
      </div>
      <footer>
        <Button kind="primary" autoFocus onPress={closePreview}>
          {words.actions.close}
        </Button>
      </footer>
    </Dialog>
  );
}

function Content({ of: shown, name }: { of: Shown; name: string }) {
  switch (shown.kind) {
    case 'picture':
      return <Canvas label={text.picture(name)} source={shown} />;
    case 'page':
      return (
        <>
          <p>{text.pages(shown.pages)}</p>
          <Canvas label={text.picture(name)} source={shown} />
        </>
      );
    case 'text':
      return (
        <>
          {shown.cut && <p>{text.cut}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys */}
          <pre className={styles.text} tabIndex={0}>
            {shown.text}
          </pre>
        </>
      );
    case 'certificates':
      return shown.certificates.map((one) => <Certificate key={one.fingerprint} of={one} />);
    case 'key':
      return <PublicKey publicKey={shown.publicKey} />;
    case 'closed-key':
      return <p>{text.closedKey}</p>;
    case 'too-large':
      return <p>{text.tooLarge}</p>;
    case 'unknown':
      return <p>{text.unknown}</p>;
  }
}

type CertificateText = Extract<Shown, { kind: 'certificates' }>['certificates'][number];

function Certificate({ of: one }: { of: CertificateText }) {
  const now = Date.now();
  const fault = now > one.until ? text.certificate.expired : now < one.from ? text.certificate.notYet : '';
  return (
    <dl className={styles.certificate}>
      <dt>{text.certificate.subject}</dt>
      <dd>{one.subject}</dd>
      <dt>{text.certificate.issuer}</dt>
      <dd>{one.issuer}</dd>
      <dt>{text.certificate.from}</dt>
      <dd>{date(one.from)}</dd>
      <dt>{text.certificate.until}</dt>
      <dd>
        {date(one.until)} {fault && <strong>{fault}</strong>}
      </dd>
      {one.names !== '' && (
        <>
          <dt>{text.certificate.names}</dt>
          <dd>{one.names}</dd>
        </>
      )}
      <dt>{text.certificate.fingerprint}</dt>
      <dd className={styles.mono}>{one.fingerprint}</dd>
    </dl>
  );
}

function PublicKey({ publicKey }: { publicKey: string }) {
  return (
    <>
      <p>{text.publicHalf}</p>
      <code className={styles.key}>{publicKey}</code>
      <div className={styles.actions}>
        <Button onPress={() => void copyPublicKey()}>
          <Copy aria-hidden />
          {text.copyKey}
        </Button>
        <Button onPress={() => void savePublicKey()}>
          <Save aria-hidden />
          {words.detail.saveAs}
        </Button>
      </div>
    </>
  );
}
