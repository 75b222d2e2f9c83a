import { type Asked, asked, type Node } from '../question/node.ts';
import type { Row } from './facts.ts';
import { isAnswer, judgeRecord } from './judge-record.ts';
import { type Path, type Verdict, withoutPlaces } from './verdict.ts';

/** The records that a connection ranges over, before rights. */
export interface Filtered {
  readonly type: string;
  /** The record that they hang on; null: all there are. */
  readonly from: Row | null;
  /** Whether the connection may be missing, since another subgraph knows the record above by its month only. */
  readonly coarse: boolean;
}

/** Filters on who somebody is: only rows of which that may be read are found by them. */
const IDENTIFYING = ['family', 'name', 'birthDate'];

type Filter = Readonly<Record<string, string>>;
const filterOf = (verdict: Verdict, field: Asked): Filter =>
  (verdict.variables[field.given['filter'] ?? ''] ?? {}) as Filter;

function isFound(verdict: Verdict, row: Row, filter: Filter): boolean {
  const name = row.content['name'] as
    | { readonly family: string; readonly given: readonly string[] }
    | undefined;
  if (IDENTIFYING.some((member) => member in filter) && !verdict.right.reads(row)) return false;
  const tests: Readonly<Record<string, (value: string) => boolean>> = {
    family: (value) => name?.family === value,
    name: (value) =>
      [name?.family ?? '', ...(name?.given ?? [])].some((part) =>
        part.toLowerCase().startsWith(value.toLowerCase()),
      ),
    birthDate: (value) => row.content['birth_date'] === value,
    fromMonth: (value) => String(row.see['month']) >= value,
    toMonth: (value) => String(row.see['month']) <= value,
  };
  return Object.entries(filter).every(
    ([member, value]) => tests[member]?.(value) ?? row.see[member] === value,
  );
}

const hangsOn = ({ type, from }: Filtered, row: Row): boolean =>
  row.type === type &&
  (from === null || (from.type === 'Patient' ? row.patient === from.id : row.see['encounter'] === from.id));

/** Judges a connection: its count, its pages and its cursors range over what the caller may see, and over all of that. */
export function judgeConnection(
  verdict: Verdict,
  of: Filtered & { readonly place: string },
  field: Asked,
  value: unknown,
  path: Path,
): void {
  const filter = filterOf(verdict, field);
  const isFromStart = verdict.variables[field.given['after'] ?? ''] == null;
  if (IDENTIFYING.some((member) => member in filter) && !verdict.right.mayEverRead(of.type))
    verdict.refusal(path, value, 'always', 'found by a name that may not be read');
  else if (isAnswer(value)) {
    const there = verdict.facts.rows.filter(
      (row) => hangsOn(of, row) && verdict.right.sees(row) && isFound(verdict, row, filter),
    );
    const first = Number(verdict.variables[field.given['first'] ?? ''] ?? 20);
    for (const [key, part] of asked(field.children ?? [], verdict.variables))
      judgePart(verdict, { of, there, first, isFromStart }, part, value[key], [...path, key]);
  } else if (!isFromStart) verdict.cursors.add(withoutPlaces(path));
  else if (!of.coarse) verdict.withheld(path, 'the connection');
}

interface Page {
  readonly of: Filtered & { readonly place: string };
  readonly there: readonly Row[];
  readonly first: number;
  /** Otherwise a page somewhere in the middle: how long it must be depends on the cursor. */
  readonly isFromStart: boolean;
}

function judgePart(verdict: Verdict, page: Page, part: Asked, value: unknown, path: Path): void {
  const { length } = page.there;
  verdict.judged += 1;
  if (part.name === 'totalCount') {
    if (Number(value) > length) verdict.leak(path, `${value} of ${length}`);
    else if (value !== length) verdict.withheld(path, `${value} of ${length}`);
  } else if (part.name === 'pageInfo') {
    const more = isAnswer(value) ? value['hasNextPage'] : null;
    if (page.isFromStart && more !== length > page.first)
      verdict.leak(path, `hasNextPage is ${more} with ${length}`);
  } else if (Array.isArray(value)) judgeList(verdict, page, part, value, path);
  else verdict.withheld(path, 'no list');
}

function judgeList(
  verdict: Verdict,
  { of, there, first, isFromStart }: Page,
  part: Asked,
  value: readonly unknown[],
  path: Path,
): void {
  const size = Math.min(first, there.length);
  if (value.length > there.length) verdict.leak(path, `${value.length} of ${there.length}`);
  if (isFromStart && value.length !== size) verdict.withheld(path, `${value.length}, not ${size}`);
  const below = part.children ?? [];
  const node = part.name === 'edges' ? nodeOf(below, verdict) : below;
  for (const [place, one] of value.entries()) {
    const record: unknown = part.name === 'edges' && isAnswer(one) ? one['node'] : one;
    if (part.name === 'edges' && isAnswer(one) && typeof one['cursor'] === 'string')
      verdict.given.push({ place: of.place, cursor: one['cursor'] });
    if (isAnswer(record) && !there.some(({ id }) => id === record['id']))
      verdict.leak([...path, place], `${record['id']} is not in this list`);
    judgeRecord(verdict, of.type, record, node, [...path, place, ...(part.name === 'edges' ? ['node'] : [])]);
  }
}

const nodeOf = (nodes: readonly Node[], { variables }: Verdict): readonly Node[] =>
  asked(nodes, variables).get('node')?.children ?? [];
