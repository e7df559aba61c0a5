import { ArrowLeft, KeyRound, Pencil, RotateCcw, Star, Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { favouriteMark, isFavourite } from '../../../shared/facet.ts';
import { isHealthKey } from '../../../shared/health.ts';
import type { ShownSecret } from '../../../shared/secret-schema.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { useFileDrop } from '../../components/use-file-drop.ts';
import * as actions from '../../stores/actions.ts';
import { attach } from '../../stores/attach.ts';
import { useDetail } from '../../stores/detail.ts';
import { toggleFavourite } from '../../stores/favourites.ts';
import { useFirstSteps } from '../../stores/first-steps.ts';
import { useListing } from '../../stores/listing.ts';
import { useShownKeys } from '../../stores/shortcuts.ts';
import { ago, moment } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import { Attach } from './attach.tsx';
import styles from './detail.module.css';
import { DetailPane } from './detail-pane.tsx';
import { Expiry } from './expiry.tsx';
import { Fields } from './fields.tsx';
import { FirstSteps } from './first-steps.tsx';
import { followTo, goTo } from './focus.ts';
import pane from './pane.module.css';
import { Programs } from './programs.tsx';
import { isPast, Versions } from './versions.tsx';

const text = words.detail;
// The button that was pressed is gone with what it did, and keys must not go nowhere.
const toTitle = () => followTo('detail');
// Once at the deletion, and again when the list was read anew: it may be empty then.
const toList = () => followTo('list', 'detail');

/** The secret that is looked at, or why there is none. */
export function Detail({ readOnly }: { readOnly: boolean }) {
  const { path, version, secret, failure } = useDetail();
  const total = useListing((listing) => listing.total);
  const steps = useFirstSteps();
  const searching = useListing((listing) => listing.query.trim() !== '');
  const deleted = useListing((listing) => listing.deleted);
  const first = steps !== undefined && !readOnly && !(steps.secret && (searching || deleted));
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') goTo('list', 'list');
    // Elsewhere in it the key may be meant for something else.
    const onTitle = event.target instanceof HTMLHeadingElement;
    if (event.key !== 'Delete' || !onTitle || readOnly || !secret || secret.current === 0) return;
    void actions.remove(secret.path, toList).then(toList);
  };
  return (
    <DetailPane onKeyDown={press}>
      {failure && (
        <Sheet path={path ?? ''}>
          <FailureNote failure={failure} />
          {/* A version that cannot be read hides neither the current one nor the history. */}
          {path !== undefined && version !== undefined && (
            <div className={styles.asideActions}>
              <Button size="small" onPress={() => actions.open(path).then(toTitle)}>
                {text.toCurrent}
              </Button>
            </div>
          )}
        </Sheet>
      )}
      {!failure && secret && <Shown secret={secret} readOnly={readOnly} />}
      {path === undefined && first && <FirstSteps steps={steps} />}
      {/* Beside a list that says itself why it is empty there is nothing to add. */}
      {path === undefined && !first && total !== undefined && total > 0 && (
        <Empty
          icon={<KeyRound aria-hidden />}
          title={words.vault.noneTitle}
          text={searching ? words.vault.noneFound : words.vault.none}
        />
      )}
    </DetailPane>
  );
}

function Shown({ secret, readOnly }: { secret: ShownSecret; readOnly: boolean }) {
  const info = secret.versions.find(({ version }) => version === secret.version);
  const older = secret.version !== secret.current && secret.version > 0;
  const gone = secret.current === 0;
  // What an import remembers of its last time tells a person nothing.
  const custom = secret.custom.filter(
    ([key]) => key !== 'imported' && key !== favouriteMark[0] && !isHealthKey(key),
  );
  const takes = !readOnly && !older && !gone;
  const of = gone ? text.olderOfDeleted : text.older;
  return (
    <Sheet
      path={secret.path}
      actions={!readOnly && !older && <SecretActions secret={secret} />}
      {...(takes && { take: (files: readonly File[]) => void attach({ path: secret.path }, files) })}
    >
      {secret.tags.length > 0 && (
        <ul className={styles.tags} aria-label={text.tags}>
          {secret.tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
      {gone && !older && <p className={styles.aside}>{text.deletedText}</p>}
      {older && (
        <div className={styles.aside}>
          <p>{of(secret.version, info ? moment(info.created) : '')}</p>
          <div className={styles.asideActions}>
            {!readOnly && !isPast(info?.deleted) && !info?.destroyed && (
              <Button
                size="small"
                onPress={() => actions.rollback(secret.path, secret.version).then(toTitle)}
              >
                <RotateCcw aria-hidden />
                {text.restore}
              </Button>
            )}
            <Button size="small" kind="quiet" onPress={() => actions.open(secret.path).then(toTitle)}>
              {gone ? words.actions.back : text.toCurrent}
            </Button>
          </div>
        </div>
      )}
      {secret.fields.length > 0 ? (
        <Fields secret={secret} readOnly={readOnly} />
      ) : (
        !gone && <p className={styles.none}>{whyEmpty(info)}</p>
      )}
      {takes && <Attach path={secret.path} />}
      {custom.length > 0 && <Custom pairs={custom} />}
      <Versions secret={secret} readOnly={readOnly} />
      {!gone && !older && <Expiry secret={secret} readOnly={readOnly} />}
      {!gone && <Programs secret={secret} />}
      <p className={styles.times}>
        <span title={moment(secret.created)}>{text.created(ago(secret.created, Date.now()))}</span>
        <span title={moment(secret.updated)}>{text.updated(ago(secret.updated, Date.now()))}</span>
      </p>
    </Sheet>
  );
}

function SecretActions({ secret }: { secret: ShownSecret }) {
  const { path } = secret;
  if (secret.current > 0) {
    return (
      <>
        <FavouriteButton secret={secret} />
        <Button onPress={() => void actions.editSecret(path)}>
          <Pencil aria-hidden />
          {words.actions.edit}
        </Button>
        <IconButton
          label={words.actions.delete}
          kind="danger"
          onPress={() => actions.remove(path, toList).then(toList)}
        >
          <Trash2 aria-hidden />
        </IconButton>
      </>
    );
  }
  const left = secret.versions.some((version) => !version.destroyed);
  return (
    <>
      <Button kind="primary" onPress={() => actions.undelete(path).then(toTitle)} isDisabled={!left}>
        {words.actions.undelete}
      </Button>
      <Button onPress={() => actions.forget(path, toList).then(toList)}>{words.actions.destroy}</Button>
    </>
  );
}

function FavouriteButton({ secret }: { secret: ShownSecret }) {
  const keys = useShownKeys('favourite');
  const on = isFavourite({ custom: [...secret.custom] });
  return (
    <IconButton
      label={on ? words.list.unfavour : words.list.favour}
      shortcut={keys}
      onPress={() => void toggleFavourite()}
    >
      <Star aria-hidden className={on ? styles.starred : undefined} />
    </IconButton>
  );
}

interface SheetProps {
  path: string;
  actions?: ReactNode;
  /** Takes files that are dropped on it; missing: it takes none. */
  take?: (files: readonly File[]) => void;
  children: ReactNode;
}

function Sheet(props: SheetProps) {
  const { over, drop } = useFileDrop(props.take);
  const cut = props.path.lastIndexOf('/');
  const back = () => goTo('list', 'list');
  return (
    <article className={styles.sheet} data-over={over || undefined} {...drop}>
      <header className={styles.header}>
        <span className={pane.back}>
          <IconButton label={words.actions.back} onPress={back}>
            <ArrowLeft aria-hidden />
          </IconButton>
        </span>
        <div className={styles.titles}>
          <h1 tabIndex={-1}>{props.path.slice(cut + 1)}</h1>
          {cut > 0 && <p>{props.path.slice(0, cut).split('/').join(' / ')}</p>}
        </div>
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </header>
      {props.children}
    </article>
  );
}

function Custom({ pairs }: { pairs: ShownSecret['custom'] }) {
  return (
    <section className={styles.custom}>
      <h2>{text.custom}</h2>
      <dl>
        {pairs.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function whyEmpty(info: ShownSecret['versions'][number] | undefined): string {
  if (info?.destroyed) return text.versionDestroyed;
  return info?.deleted === undefined ? text.noFields : text.versionDeleted;
}
