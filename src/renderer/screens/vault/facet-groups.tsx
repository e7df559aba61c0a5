import { Hash } from 'lucide-react';
import type { ReactNode } from 'react';
import { Collection, TreeItem, TreeItemContent } from 'react-aria-components';
import type { FacetCounts } from '../../../shared/contract.ts';
import { type Facet, facetKey } from '../../../shared/facet.ts';
import { type FacetGroup, facetGroups } from '../../../shared/rows.ts';
import { cx } from '../../components/cx.ts';
import { TemplateIcon } from '../../components/template-icon.tsx';
import { savePreferences, useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import styles from './folders.module.css';
import { Content, Line } from './place-line.tsx';
import { facetTitle } from './places.tsx';

/** A row of a group. */
interface Counted {
  readonly facet: Facet;
  readonly icon: ReactNode;
  readonly secrets: number;
}

/** Types, or tags, below one heading; nothing where there are none. */
export function GroupLine({ group, facets }: { group: FacetGroup; facets: FacetCounts | undefined }) {
  const lines = facets === undefined ? [] : countedOf[group](facets);
  if (lines.length === 0) return null;
  const name = words.list.places.groups[group];
  return (
    <TreeItem id={groupKey(group)} textValue={name} className={cx(styles.item, styles.group)}>
      <TreeItemContent>
        <Content name={name} count={undefined} opens />
      </TreeItemContent>
      <Collection items={lines}>
        {({ facet, icon, secrets }) => (
          <Line id={facetKey(facet)} name={facetTitle(facet)} icon={icon} count={secrets} />
        )}
      </Collection>
    </TreeItem>
  );
}

const countedOf: Record<FacetGroup, (facets: FacetCounts) => Counted[]> = {
  types: ({ types }) =>
    types.map(({ type, secrets }) => ({ facet: { type }, icon: <TemplateIcon template={type} />, secrets })),
  tags: ({ tags }) =>
    tags.map(({ tag, secrets }) => ({ facet: { tag }, icon: <Hash aria-hidden />, secrets })),
};

export function groupKey(group: FacetGroup): string {
  return `/${group}`;
}

export function groupOf(key: string): FacetGroup | undefined {
  return facetGroups.find((group) => groupKey(group) === key);
}

/** Keeps which groups are open, on this machine. */
export function keepGroups(openGroups: FacetGroup[]): void {
  const before = useSession.getState().preferences?.openGroups ?? [];
  if (before.join() !== openGroups.join()) void savePreferences({ openGroups });
}

export function toggleGroup(group: FacetGroup): void {
  const open = useSession.getState().preferences?.openGroups ?? [];
  keepGroups(facetGroups.filter((one) => open.includes(one) !== (one === group)));
}
