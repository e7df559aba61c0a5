import { fail } from '../../shared/failure.ts';
import { parseOtp, printOtp } from '../../shared/otp.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { AuditChange, Change } from '../backend/changes.ts';

/**
 * The same change with each one-time code's field as `printOtp` writes it; `bad-input` for a text
 * that gives none.
 */
export function withOtpFields<C extends Change | AuditChange>(change: C): C {
  return mapOtp(change, (field) => {
    const otp = parseOtp(field.value);
    if (typeof otp === 'string') fail({ code: 'bad-input', what: 'otp', reason: otp, name: field.name });
    return { ...field, value: printOtp(otp) };
  });
}

/** The same for what comes from elsewhere: a text that gives no codes is kept as a hidden field. */
export function withFoundOtpFields<C extends Change | AuditChange>(change: C): C {
  return mapOtp(change, withFoundOtp);
}

/** The same for one such field. */
export function withFoundOtp(field: Field): Field {
  const otp = parseOtp(field.value);
  return typeof otp === 'string' ? { ...field, type: 'secret' } : { ...field, value: printOtp(otp) };
}

function mapOtp<C extends Change | AuditChange>(change: C, map: (field: Field) => Field): C {
  if (change.op !== 'store' || change.fields.every(({ type }) => type !== 'otp')) return change;
  const fields = change.fields.map((field) => (field.type === 'otp' ? map(field) : field));
  return { ...change, fields };
}
