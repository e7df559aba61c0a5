import {
  BadgeCheck,
  CodeXml,
  CreditCard,
  Database,
  FileBadge,
  IdCard,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Server,
  StickyNote,
  Wifi,
} from 'lucide-react';
import type { TemplateName } from '../../shared/templates.ts';

const icons: Readonly<Record<TemplateName, LucideIcon>> = {
  login: KeyRound,
  'api-key': CodeXml,
  database: Database,
  server: Server,
  certificate: FileBadge,
  'recovery-codes': ListChecks,
  card: CreditCard,
  identity: IdCard,
  wifi: Wifi,
  licence: BadgeCheck,
  note: StickyNote,
};

/** The picture of a template; a key for a secret that follows none. */
export function TemplateIcon({ template }: { template: TemplateName | undefined }) {
  const Icon = template === undefined ? KeyRound : icons[template];
  return <Icon aria-hidden />;
}
