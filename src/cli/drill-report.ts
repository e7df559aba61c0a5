import type { DrillReport } from '../shared/contract-drill.ts';
import { printPlace } from '../shared/place.ts';
import type { Session } from './command.ts';
import { exit } from './exit.ts';
import { texts } from './language.ts';
import { complain, nameFor, printFacts, printJson, say } from './print.ts';

/** Prints what came of a drill; the exit code of the command. */
export async function printDrill(call: Session, report: DrillReport): Promise<number> {
  const text = (await texts('recovery')).drill;
  const file = nameFor(call)(printPlace(report.place));
  if (call.global.json) await printJson(call, jsonOf(report));
  else
    await printFacts(call, text.facts, [
      ['backup', file],
      ...(report.time > 0 ? [['age', text.age(Date.now() - report.time)] as const] : []),
      ['revision', report.revision],
      ...(report.opened ? readOf(report, text) : []),
      ['page', text.page[report.page]],
      ['took', text.seconds(report.milliseconds / 1000)],
    ]);
  if (report.unreached.length > 0) await say(call, text.unreached(report.unreached.map(nameFor(call))));
  if (report.unread.length > 0) await complain(call, text.unread(report.unread));
  if (report.ok) {
    await say(call, text.ok);
    return report.unread.length > 0 ? exit.damaged : exit.done;
  }
  if (!report.opened) {
    await complain(call, text.notOpened);
    return exit.locked;
  }
  if (report.lessOpened) await complain(call, text.lessOpened);
  if (report.lost > 0) await complain(call, text.lost(report.lost));
  if (report.wrongTotal > 0)
    await complain(call, text.wrong(report.wrongTotal, report.wrong.map(nameFor(call))));
  return exit.damaged;
}

type Text = Awaited<ReturnType<typeof texts<'recovery'>>>['drill'];

function readOf(
  { secrets, versions, files, same, since, lessOpened }: DrillReport,
  text: Text,
): (readonly [keyof Text['facts'], string])[] {
  return [
    ['read', text.read(secrets, versions, files)],
    ['same', text.same(same, since)],
    ['stranger', lessOpened ? text.something : text.nothing],
  ];
}

function jsonOf({ place, time, ...report }: DrillReport) {
  return { ...report, file: printPlace(place), ...(time > 0 && { time: new Date(time).toISOString() }) };
}
