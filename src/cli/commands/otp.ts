import { command } from '../command.ts';
import { texts } from '../language.ts';
import { complain, printJson, printValue } from '../print.ts';
import { reachVault } from '../reach.ts';

export const otp = command({
  name: 'otp',
  args: 'PATH [FIELD]',
  count: [1, 2],
  options: {},
  run: async (call) => {
    const [path = '', name] = call.args;
    const { field, kind, code, period, left, counter, behind } = await reachVault(call, ({ codes }) =>
      codes.take(path, name),
    );
    if (behind !== undefined)
      await complain(call, (await texts('secrets')).clockApart(Math.round(behind / 1_000)));
    const told = {
      ...{ path, field, kind, code },
      ...(left !== undefined && { secondsLeft: Math.ceil(left / 1_000), period }),
      ...(counter !== undefined && { counter }),
      ...(behind !== undefined && { clockBehindSeconds: Math.round(behind / 1_000) }),
    };
    await (call.global.json ? printJson(call, told) : printValue(call, code));
    return undefined;
  },
});
