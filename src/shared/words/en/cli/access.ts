/** What the commands on programs, policies and the audit say. */
export const words = {
  once: 'It may come once.',
  unlock: 'It may come until the vault is locked.',
  always: 'It may come from now on.',
  lookAtWindow: 'Look at the window: it asks whether this program may come in.',
  revoked: (name: string) => `${name} is not let in any more.`,
  policiesStay:
    ' Policies for it alone stay, and count for the next program of its name: --policies deletes them.',
  applied: (created: number, updated: number, unchanged: number) =>
    `${created} created, ${updated} updated, ${unchanged} unchanged.`,
  policySaved: (name: string) => `The policy ${name} counts from now on.`,
  policyDeleted: (name: string) => `The policy ${name} is deleted.`,
  yes: (policy: string) => `yes, by ${policy}`,
  no: 'no',
  times: (n: number) => `${n} times`,
};
