import { pathFault } from '../../../shared/path.ts';
import { limits } from '../../../shared/secret.ts';
import { isCount, isListOf, isListOrNone, isText } from './checks.ts';
import { isTime, membersOf } from './shapes.ts';

/** Whether that is an event of an entry (format.md, 6); members of a later build are no matter. */
export function isEvent(json: unknown): boolean {
  const { at, by, moved, tags, custom, rules } = membersOf(json) ?? {};
  return (
    isTime(at) &&
    (by === undefined || isText(by, limits.doer)) &&
    (moved === undefined || (isListOf(moved, 2, isPath) && (moved as unknown[]).length === 2)) &&
    (tags === undefined || areTagsBetween(membersOf(tags))) &&
    isListOrNone(custom, 2 * limits.custom, isPairBetween) &&
    isListOrNone(rules, 3, isRuleBetween)
  );
}

function isPath(value: unknown): boolean {
  return pathFault(value) === undefined;
}

function areTagsBetween(tags: Readonly<Record<string, unknown>> | undefined): boolean {
  const isTag = (tag: unknown) => isText(tag, limits.tag);
  return (
    tags !== undefined && [tags['added'], tags['removed']].every((list) => isListOf(list, limits.tags, isTag))
  );
}

function isPairBetween(json: unknown): boolean {
  if (!Array.isArray(json) || json.length !== 3) return false;
  const [key, ...values] = json;
  return (
    isText(key, limits.customKey) &&
    values.every((value) => value === null || isText(value, limits.customValue))
  );
}

function isRuleBetween(json: unknown): boolean {
  if (!Array.isArray(json) || json.length !== 3) return false;
  const [name, ...values] = json;
  return (
    ['max', 'cas', 'expire'].includes(name) &&
    values.every((value) => value === null || value === true || isCount(value))
  );
}
