import { ArrowLeft, KeyRound } from 'lucide-react';
import type { BrowserSecret } from '../../../shared/contract-backups.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FieldLine, FieldLines } from '../../components/field-line.tsx';
import {
  closeSecret,
  copyField,
  openSecret,
  takeSecret,
  toggleReveal,
  useBrowser,
} from '../../stores/browser.ts';
import { moment } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './browser.module.css';

const text = words.backups.secret;

/** One secret as the backup has it, what differs in the vault, and the way back. */
export function Secret({ mayTake }: { mayTake: boolean }) {
  const { path, secret, pages } = useBrowser();
  const row = [...pages.values()].flat().find((one) => one.path === path);
  return (
    <section className={styles.secret} aria-label={words.backups.browser.detail}>
      {path === undefined ? (
        <Empty
          icon={<KeyRound aria-hidden />}
          title={words.backups.browser.pickTitle}
          text={words.backups.browser.pick}
        />
      ) : (
        <div className={styles.sheet}>
          <div className={styles.sheetHead}>
            <span className={styles.toList}>
              <IconButton label={words.actions.back} onPress={closeSecret}>
                <ArrowLeft aria-hidden />
              </IconButton>
            </span>
            <div>
              <h3>{path.slice(path.lastIndexOf('/') + 1)}</h3>
              <p>{path}</p>
            </div>
          </div>
          {row?.how === 'later' && <p className={styles.soft}>{text.later}</p>}
          {row?.how !== 'later' && !secret && <p className={styles.soft}>{text.loading}</p>}
          {secret && <Shown secret={secret} mayTake={mayTake} />}
        </div>
      )}
    </section>
  );
}

function Shown({ secret, mayTake }: { secret: BrowserSecret; mayTake: boolean }) {
  const { revealed, chosen } = useBrowser();
  const { version, versions, fields, how } = secret;
  const info = versions.find((one) => one.version === version);
  const held = version > 0 && how !== 'missing' && fields.every(({ inVault }) => inVault === 'same');
  const equal = held && how === 'same';
  return (
    <>
      <p className={styles.soft}>
        {version === 0 || !info ? text.noneCurrent : text.of(version, moment(info.created))}{' '}
        {mayTake && (equal ? text.same : held ? text.held : vaultHas(secret))}
      </p>
      {version > 0 && (
        <FieldLines>
          {fields.map((field) => (
            <FieldLine
              key={field.name}
              field={field}
              beside={fields.map(({ name }) => name)}
              of={{ from: 'backups', path: secret.path, version: secret.version }}
              revealed={revealed.get(field.name)}
              onReveal={() => void toggleReveal(field.name)}
              onCopy={() => void copyField(field.name)}
              note={mayTake && how !== 'missing' ? text.inVault[field.inVault] : undefined}
            />
          ))}
        </FieldLines>
      )}
      {mayTake && version > 0 && !equal && (
        <div className={styles.take}>
          <Button kind={held || chosen.size > 0 ? 'plain' : 'primary'} onPress={() => void takeSecret()}>
            {text.take}
          </Button>
          <p>{text.takeText}</p>
        </div>
      )}
      <History secret={secret} />
    </>
  );
}

function History({ secret: { path, version: shown, versions } }: { secret: BrowserSecret }) {
  if (versions.length < 2 && shown > 0) return null;
  return (
    <section className={styles.history} aria-labelledby="backup-versions">
      <h4 id="backup-versions">{text.versions}</h4>
      <ol>
        {versions.toReversed().map(({ version, created, deleted, destroyed }) => (
          <li key={version} aria-current={version === shown ? 'true' : undefined}>
            <span>{text.version(version)}</span>
            <time dateTime={new Date(created).toISOString()}>{moment(created)}</time>
            {destroyed || deleted !== undefined ? (
              <span className={styles.state}>
                {destroyed ? words.detail.stateDestroyed : words.detail.stateDeleted}
              </span>
            ) : version === shown ? (
              <span className={styles.state}>{text.shown}</span>
            ) : (
              <Button
                size="small"
                kind="quiet"
                aria-label={text.show(version)}
                onPress={() => void openSecret(path, version)}
              >
                {text.showShort}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function vaultHas({ vaultVersion }: BrowserSecret): string {
  if (vaultVersion === undefined) return text.vault.missing;
  return vaultVersion === 0 ? text.vault.none : text.vault.version(vaultVersion);
}
