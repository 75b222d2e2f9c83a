import { type Asked, asked, type Node } from '../question/node.ts';
import type { Row } from './facts.ts';
import { type Filtered, judgeConnection } from './judge-connection.ts';
import { EVERYWHERE, fieldsOf } from './records.ts';
import type { Path, Verdict } from './verdict.ts';

type Answer = Readonly<Record<string, unknown>>;
export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Types whose subgraph knows of other subgraphs' records what the version graph keeps: of their time the month. */
const COARSE = ['Claim', 'Coverage'];

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Columns that are not named as their field is. */
const COLUMNS: Readonly<Record<string, string>> = {
  ...{ 'Encounter.period': 'period_start', 'Claim.billablePeriod': 'billable_start' },
  ...{
    'Coverage.period': 'period_start',
    'Consent.period': 'valid_start',
    'Condition.recordedDate': 'recorded',
  },
};

/** Judges an object that stands for a record of a type: it is one, it is there for the caller, and so is all of it. */
export function judgeRecord(
  verdict: Verdict,
  type: string,
  value: unknown,
  nodes: readonly Node[],
  path: Path,
): void {
  if (!isAnswer(value)) return verdict.leak(path, 'no object where a record was asked for');
  const row = verdict.facts.byId.get(String(value['id']));
  if (row?.type !== type || value['__typename'] !== type)
    return verdict.leak(path, `${value['__typename']} ${value['id']} is no ${type}`);
  verdict.judged += 1;
  if (!verdict.right.sees(row)) return verdict.leak(path, `${type} ${row.id} is not there for the caller`);
  const fields = asked(nodes, verdict.variables);
  for (const key of Object.keys(value))
    if (!fields.has(key)) verdict.leak([...path, key], 'nobody asked for it');
  for (const [key, field] of fields)
    if (field.name !== 'id' && field.name !== '__typename')
      judgeField(verdict, row, field, value[key], [...path, key]);
}

function judgeField(verdict: Verdict, row: Row, field: Asked, value: unknown, path: Path): void {
  const { seen, content, references, connections, lists } = fieldsOf(row.type);
  if (value === undefined) return verdict.withheld(path, 'the key is missing');
  if (field.name in EVERYWHERE) return judgeEverywhere(verdict, row, field.name, value, path);
  if (field.name in seen) return judgeLeaf(verdict, row, field.name, value, path);
  if (field.name in content) {
    if (!verdict.right.mayEverRead(row.type))
      return verdict.refusal(path, value, 'always', 'content, by role or purpose');
    if (!verdict.right.reads(row))
      return verdict.refusal(path, value, 'row', `content of ${row.type} ${row.id}`);
    return judgeLeaf(verdict, row, field.name, value, path);
  }
  const target = references[field.name] ?? connections[field.name] ?? lists[field.name];
  if (target === undefined) return verdict.leak(path, 'the oracle knows no such field');
  if (!verdict.right.mayEverSee(target))
    return verdict.refusal(path, value, 'always', `${target} by role or purpose`);
  const hanging: Filtered = {
    type: target,
    from: row,
    coarse: target === 'Claim' && !verdict.right.sees(row, true),
  };
  if (field.name in connections)
    return judgeConnection(verdict, { ...hanging, place: `${row.type}.${field.name}` }, field, value, path);
  if (field.name in lists) return judgeList(verdict, row, target, field, value, path);
  judgeReference(verdict, row, target, field, value, path);
}

/** Of the see class, or of content that the caller reads: what the row holds, the answer shows. */
function judgeLeaf(verdict: Verdict, row: Row, name: string, value: unknown, path: Path): void {
  verdict.judged += 1;
  if (name === 'pseudonym' || name === 'ageBand') {
    if (value === null) verdict.withheld(path, name);
    return;
  }
  const column = COLUMNS[`${row.type}.${name}`] ?? snake(name);
  const from = name in fieldsOf(row.type).content ? row.content : row.see;
  const expected = from[column] ?? null;
  if (name === 'birthYear' && isVeryOld(Number(expected)) && !verdict.right.reads(row)) {
    if (value !== null) verdict.leak(path, 'the birth year of somebody who may be over 89');
    return;
  }
  if (expected === null ? value !== null : value === null)
    return expected === null ? verdict.leak(path, 'a value that no row holds') : verdict.withheld(path, name);
  if (typeof value === 'string' && value !== expected)
    verdict.leak(path, `${value} is not what the row holds`);
}

const isVeryOld = (born: number): boolean => new Date().getUTCFullYear() - born > 89;

function judgeEverywhere(verdict: Verdict, row: Row, name: string, value: unknown, path: Path): void {
  verdict.judged += 1;
  if (name === 'trace' && value === null && verdict.right.sees(row, true))
    verdict.withheld(path, 'the trace');
  if (name === 'integrity' && value === null) verdict.withheld(path, 'the integrity');
  if (name === 'trace' && isAnswer(value) && value['record'] !== row.id)
    verdict.leak(path, `the trace of ${value['record']}`);
}

function judgeReference(
  verdict: Verdict,
  row: Row,
  type: string,
  field: Asked,
  value: unknown,
  path: Path,
): void {
  const id = field.name === 'patient' ? row.patient : row.see[snake(field.name)];
  const target = verdict.facts.byId.get(String(id));
  if (value === null) {
    verdict.judged += 1;
    if (target && verdict.right.sees(target, COARSE.includes(row.type)))
      verdict.withheld(path, `${type} ${id}`);
    return;
  }
  if (isAnswer(value) && value['id'] !== id)
    return verdict.leak(path, `${value['id']} in the place of ${id}`);
  judgeRecord(verdict, type, value, field.children ?? [], path);
}

/** A plain list of records that hang on this one. */
function judgeList(verdict: Verdict, row: Row, type: string, field: Asked, value: unknown, path: Path): void {
  if (field.name === 'results') {
    if (!verdict.right.mayEverRead(row.type))
      return verdict.refusal(path, value, 'always', 'results, by role or purpose');
    if (!verdict.right.reads(row)) return verdict.refusal(path, value, 'row', `results of ${row.id}`);
  }
  const named = row.content['results'];
  const there = verdict.facts.rows.filter(
    (one) =>
      one.type === type &&
      (field.name === 'results'
        ? Array.isArray(named) && named.includes(one.id)
        : one.see['encounter'] === row.id) &&
      verdict.right.sees(one),
  );
  if (!Array.isArray(value))
    return there.length > 0 ? verdict.withheld(path, `${there.length} ${type}`) : undefined;
  const first = Number(verdict.variables[field.given['first'] ?? ''] ?? 20);
  const expected = Math.min(first, there.length);
  if (value.length > expected) verdict.leak(path, `${value.length} ${type} of ${expected}`);
  if (value.length < expected && field.name !== 'results')
    verdict.withheld(path, `${value.length} of ${expected}`);
  for (const [place, one] of value.entries()) {
    if (isAnswer(one) && !there.some(({ id }) => id === one['id']))
      verdict.leak([...path, place], 'not in this list');
    judgeRecord(verdict, type, one, field.children ?? [], [...path, place]);
  }
}
