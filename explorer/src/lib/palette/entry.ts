import type { IconName } from '#lib/components/Icon/index.ts';

/** One line of the palette. */
export interface Entry {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  /** Shown small at the end: what happens, or the id found. */
  readonly hint?: string;
  readonly keys?: readonly string[];
  run(): void | Promise<void>;
}

export interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The entries whose label or hint holds every word of a text, in any order. */
export function matching(groups: readonly Group[], text: string): readonly Group[] {
  const wanted = text.toLowerCase().split(/\s+/);
  const holds = ({ label, hint = '' }: Entry) =>
    wanted.every((word) => `${label} ${hint}`.toLowerCase().includes(word));
  return groups
    .map(({ title, entries }) => ({ title, entries: entries.filter(holds) }))
    .filter(({ entries }) => entries.length > 0);
}
