import type { DeviceState } from '../../main/backend/devices.ts';
import { placeAt } from '../../main/backend/location.ts';
import { strangersAt } from '../../main/backend/places.ts';
import type { Place } from '../../shared/place.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { timeOf } from '../exposed.ts';
import { texts } from '../language.ts';
import { finish } from '../new-keys.ts';
import { nameFor, printJson, printLines, say } from '../print.ts';
import { misuse } from '../usage.ts';

export const devices = command({
  name: 'devices',
  args: '[gone DEVICE]',
  count: [0, 2],
  options: {},
  run: async (call) => {
    const [what, device] = call.args;
    if (what !== undefined && (what !== 'gone' || device === undefined)) misuse((text) => text.devices);
    const place = placeAt(vaultFile(call, 'devices'));
    return device === undefined ? list(call, place) : gone(call, device);
  },
});

function list(call: Call, place: Place): Promise<undefined> {
  return withVault(call, async (vault) => {
    const all = await vault.devices.list();
    const text = await texts('devices');
    if (call.global.json) await printJson(call, { devices: all.map(objectOf) });
    else
      await printLines(
        call,
        all.map((one) => lineOf(one, text, nameFor(call))),
      );
    if (all.length === 0) await say(call, text.none);
    const [first, ...more] = await strangersAt(place);
    if (first !== undefined) await say(call, text.strangers(nameFor(call)(first), more.length));
    return undefined;
  });
}

function gone(call: Call, given: string): Promise<undefined> {
  return withVault(call, async (vault) => {
    const { id, name } = await vault.devices.declareGone(given);
    if (call.global.json) await printJson(call, { gone: { id, name } });
    await say(call, (await texts('devices')).declared(name || id));
    // What earlier keys had sealed may have waited for this device alone.
    if (vault.renewing) await finish(call, vault);
    return undefined;
  });
}

function lineOf(device: DeviceState, text: CliWords['devices'], name: (name: string) => string): string {
  const { id, seen, own, gone, awaited } = device;
  return [
    device.name === '' ? text.unnamed : name(device.name),
    id,
    seen === undefined ? text.neverSeen : text.seen(timeOf(seen) ?? ''),
    ...(own ? [text.own] : []),
    ...(gone === undefined ? [] : [text.gone(timeOf(gone) ?? '')]),
    ...(awaited > 0 ? [text.awaited(awaited)] : []),
  ].join('\t');
}

function objectOf({ id, name, seen, own, gone, awaited }: DeviceState): Record<string, unknown> {
  return { id, name, seen: timeOf(seen), own, gone: timeOf(gone), awaited };
}
