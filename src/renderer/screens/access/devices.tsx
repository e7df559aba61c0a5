import { useEffect, useState } from 'react';
import type { ShownDevice, ShownMet } from '../../../shared/contract-devices.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { show } from '../../stores/actions.ts';
import { declareGone, dismissMet, loadDevices, useDevices } from '../../stores/devices.ts';
import { ask } from '../../stores/dialog.ts';
import { say } from '../../stores/status.ts';
import { ago, date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';
import { ItemText } from './item-text.tsx';

const text = words.devices;

interface Props {
  readOnly: boolean;
  /** Leaves the page, for what is looked at in the vault. */
  onClose: () => void;
}

/** The devices that write the vault apart, what was changed on two of them, and what is awaited. */
export function Devices({ readOnly, onClose }: Props) {
  const { list, failure } = useDevices();
  useEffect(() => {
    void loadDevices();
    // What is awaited, or met, changes without a write, too.
    const ends = [api.on('changed', () => void loadDevices()), api.on('state', () => void loadDevices())];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  const awaited = list?.devices.some((one) => one.awaited > 0 && one.gone === undefined) ?? false;
  return (
    <div className={styles.narrow}>
      {failure && <FailureNote failure={failure} />}
      <div className={styles.head}>
        <p className={styles.soft}>{text.lead}</p>
      </div>
      {!list && !failure && <p className={styles.soft}>{words.access.loading}</p>}
      {list && <Met all={list.met} onClose={onClose} />}
      {list && list.devices.length === 0 && <p className={styles.soft}>{text.none}</p>}
      {list && list.devices.length > 0 && (
        <ul className={styles.plainList} aria-label={text.list}>
          {list.devices.map((device) => (
            <Row
              key={device.id}
              device={device}
              isAlone={list.devices.every(({ id, name }) => id === device.id || name !== device.name)}
              mayChange={!readOnly}
            />
          ))}
        </ul>
      )}
      {awaited && <p className={styles.faint}>{text.awaitedHelp}</p>}
      {list && list.strangers.total > 0 && (
        <section className={styles.part} aria-labelledby="devices-strangers">
          <h3 id="devices-strangers">{text.strangers.title}</h3>
          <p className={styles.soft}>{text.strangers.text(list.strangers.total, list.strangers.names)}</p>
        </section>
      )}
    </div>
  );
}

function Met({ all, onClose }: { all: readonly ShownMet[]; onClose: () => void }) {
  if (all.length === 0) return null;
  const { title, dismiss, text: help } = text.met;
  return (
    <section className={styles.part} aria-labelledby="devices-met">
      <h3 id="devices-met">{title}</h3>
      <p className={styles.soft}>{help}</p>
      {all.map((met) => (
        <MetOne key={met.device} met={met} onClose={onClose} />
      ))}
      <div className={styles.buttons}>
        <Button size="small" onPress={() => void dismissMet()}>
          {dismiss}
        </Button>
      </div>
    </section>
  );
}

function MetOne({
  met: { device, secrets, total, records },
  onClose,
}: {
  met: ShownMet;
  onClose: () => void;
}) {
  const { from, records: counted, open } = text.met;
  const look = (path: string) => {
    onClose();
    void show(path, false);
  };
  return (
    <div className={styles.part}>
      <span className={styles.itemName}>{from(device)}</span>
      <ul className={styles.plainList} aria-label={from(device)}>
        {secrets.map((path) => (
          <li key={path}>
            <Button size="small" aria-label={open(path)} onPress={() => look(path)}>
              <code>{path}</code>
            </Button>
          </li>
        ))}
        {total > secrets.length && <li className={styles.faint}>{words.more(total - secrets.length)}</li>}
        {records > 0 && <li className={styles.faint}>{counted(records)}</li>}
      </ul>
    </div>
  );
}

interface RowProps {
  device: ShownDevice;
  /** No other device has its name. */
  isAlone: boolean;
  mayChange: boolean;
}

function Row({ device, isAlone, mayChange }: RowProps) {
  const { seen, own, gone, awaited } = device;
  const [asked, setAsked] = useState(false);
  const name = device.name === '' ? text.unnamed : device.name;
  const declare = async () => {
    const { title, text: what, yes, no } = text.ask;
    if (!(await ask({ title: title(name), text: what, yes, no, danger: true }))) return;
    setAsked(true);
    if (await declareGone(device)) say(text.declared(name));
    setAsked(false);
  };
  const facts = [
    seen === undefined ? text.neverSeen : text.seen(ago(seen, Date.now())),
    ...(gone === undefined ? [] : [text.gone(date(gone))]),
    ...(awaited > 0 && gone === undefined ? [text.awaited(awaited)] : []),
  ];
  const called = (
    <>
      {name} {!isAlone && <code>{device.id.slice(0, 8)}</code>}
    </>
  );
  return (
    <li className={styles.program}>
      <ItemText name={called} own={own ? text.own : undefined} facts={facts} />
      {mayChange && !own && gone === undefined && (
        <Button
          size="small"
          kind="quiet"
          isDisabled={asked}
          aria-label={text.declareOf(name)}
          onPress={() => void declare()}
        >
          {text.declare}
        </Button>
      )}
    </li>
  );
}
