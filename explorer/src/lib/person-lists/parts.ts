import type { Contents } from '../questions/contents.ts';

/** Parts of a person's page, each with the kinds of records in it. */
const PARTS = {
  visits: ['encounters'],
  results: ['observations'],
  medicines: ['medicationRequests'],
  reports: ['diagnosticReports', 'imagingStudies'],
  claims: ['claims'],
  decisions: ['consents', 'coverages'],
} as const satisfies Readonly<Record<string, readonly (keyof Contents)[]>>;

export type Part = keyof typeof PARTS;

const NAMES: readonly Part[] = ['visits', 'results', 'medicines', 'reports', 'claims', 'decisions'];

/** The part that an address names; null without one. */
export const partOf = (query: Pick<URLSearchParams, 'get'>): Part | null =>
  NAMES.find((name) => name === query.get('part')) ?? null;

/** A part as the reader has it. */
interface PartStanding {
  readonly part: Part;
  /** How many records; null where that is refused. */
  readonly count: number | null;
}

/** The parts that the reader's tier has at all, with how much is in them. */
export function partsIn(contents: Contents): readonly PartStanding[] {
  return NAMES.flatMap((part) => {
    const fields = PARTS[part].map((name) => contents[name]).filter(({ absent }) => !absent);
    if (fields.length === 0) return [];
    const counts = fields.flatMap(({ value }) => (value === null ? [] : [value.totalCount]));
    return [{ part, count: counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0) }];
  });
}
