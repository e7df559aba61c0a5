import type { ObjectKind } from './object-kind.ts';
import { parsePage } from './page.ts';
import { auditEntriesOf, candidatesOf, clientsOf, fieldsOf, policiesOf } from './shapes.ts';

const shapes: Partial<Record<ObjectKind, (json: unknown, object: string) => unknown>> = {
  page: parsePage,
  version: fieldsOf,
  policy: policiesOf,
  client: clientsOf,
  audit: auditEntriesOf,
  garbage: candidatesOf,
};

/** What does not have its shape is no better than what does not open: `damaged`. */
export function refuseMisshapen(kind: ObjectKind, json: unknown, object: string): void {
  shapes[kind]?.(json, object);
}
