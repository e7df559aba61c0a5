import type { PeopleList, Person } from '../../shared/people.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { timeOf } from '../exposed.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines, say } from '../print.ts';

export const listPeople = command({
  name: 'people list',
  args: '',
  count: [0, 0],
  options: {},
  run: async (call) => {
    vaultFile(call, 'people');
    return withVault(call, async (vault) => {
      const list = await vault.people.list();
      const text = await texts('people');
      if (call.global.json) await printJson(call, objectOf(list));
      else await printLines(call, linesOf(list, text, nameFor(call)));
      await say(call, text.rights);
      return undefined;
    });
  },
});

function linesOf(
  { people, invited }: PeopleList,
  text: CliWords['people'],
  name: (name: string) => string,
): string[] {
  return [
    ...people.map((one) => personLine(one, text, name)),
    ...invited.map((one) => [name(one.name), text.invitedAt(dayOf(one.invited), name(one.by))].join('\t')),
  ];
}

function personLine(person: Person, text: CliWords['people'], name: (name: string) => string): string {
  const { added, by, opened, device = '', keyFile, you } = person;
  return [
    name(person.name),
    text.added(dayOf(added), by === undefined ? undefined : name(by)),
    opened === undefined ? text.neverOpened : text.opened(timeOf(opened) ?? '', name(device)),
    ...(keyFile ? [text.withKeyFile] : []),
    ...(you ? [text.you] : []),
  ].join('\t');
}

function objectOf({ people, invited }: PeopleList): Record<string, unknown> {
  return {
    people: people.map(({ name, added, by, opened, device, keyFile, you }) => ({
      ...{ name, added: timeOf(added), by: by ?? null },
      ...{ opened: timeOf(opened), device: device ?? null, keyFile, you },
    })),
    invited: invited.map(({ name, invited: at, by }) => ({ name, invited: timeOf(at), by })),
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
