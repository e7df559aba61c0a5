import type { Exporters } from './exporter.ts';

export const exporters: Exporters = {
  json: async () => (await import('./formats/json.ts')).json,
  kdbx: async () => (await import('./formats/kdbx.ts')).kdbx,
  bitwarden: async () => (await import('./formats/bitwarden.ts')).bitwarden,
  age: async () => (await import('./formats/age.ts')).age,
  csv: async () => (await import('./formats/csv.ts')).csv,
  env: async () => (await import('./formats/env.ts')).env,
  k8s: async () => (await import('./formats/kubernetes.ts')).kubernetes,
  otpauth: async () => (await import('./formats/otpauth.ts')).otpauth,
};
