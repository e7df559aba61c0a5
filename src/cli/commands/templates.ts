import { fieldsOf, isTemplate, type TemplateName, templateNames } from '../../shared/templates.ts';
import { command } from '../command.ts';
import { printJson, printLines } from '../print.ts';
import { misuse } from '../usage.ts';

/** What `secret put --template` knows, and the fields of each. */
export const templates = command({
  name: 'templates',
  args: '[NAME]',
  count: [0, 1],
  options: {},
  run: async (call) => {
    const [given] = call.args;
    const shown = given === undefined ? templateNames : [templateCalled(given)];
    if (call.global.json) await printJson(call, { templates: shown.map(objectOf) });
    else await printLines(call, shown.map(lineOf));
    return undefined;
  },
});

/** Refuses a name that no template has. */
export function templateCalled(name: string): TemplateName {
  return isTemplate(name) ? name : misuse((say) => say.template(templateNames));
}

function lineOf(template: TemplateName): string {
  const fields = fieldsOf(template).map(({ name, type }) => `${name}:${type}`);
  return [template, fields.join(' ')].join('\t');
}

function objectOf(template: TemplateName): Record<string, unknown> {
  return { name: template, fields: fieldsOf(template).map(({ name, type }) => ({ name, type })) };
}
