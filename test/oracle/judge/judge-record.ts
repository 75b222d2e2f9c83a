import { type Asked, asked, type Node } from '../question/node.ts';
import type { Row } from './facts.ts';
import { judgeConnection } from './judge-connection.ts';
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
  const answer = isAnswer(value) ? value : {};
  const row = verdict.facts.byId.get(String(answer['id']));
  verdict.judged += 1;
  if (row?.type !== type || answer['__typename'] !== type)
    verdict.leak(path, `${answer['__typename']} ${answer['id']} is no ${type}`);
  else if (!verdict.right.sees(row)) verdict.leak(path, `${type} ${row.id} is not there for the caller`);
  else judgeFields(verdict, row, answer, nodes, path);
}

function judgeFields(verdict: Verdict, row: Row, value: Answer, nodes: readonly Node[], path: Path): void {
  const fields = asked(nodes, verdict.variables);
  for (const key of Object.keys(value))
    if (!fields.has(key)) verdict.leak([...path, key], 'nobody asked for it');
  for (const [key, field] of fields)
    if (field.name !== 'id' && field.name !== '__typename')
      judgeField(verdict, row, field, value[key], [...path, key]);
}

function judgeField(verdict: Verdict, row: Row, field: Asked, value: unknown, path: Path): void {
  const { seen, content, references, connections, lists } = fieldsOf(row.type);
  const target = references[field.name] ?? connections[field.name] ?? lists[field.name];
  if (value === undefined) verdict.withheld(path, 'the key is missing');
  else if (field.name in EVERYWHERE) judgeEverywhere(verdict, row, field.name, value, path);
  else if (field.name in seen) judgeLeaf(verdict, row, field.name, value, path);
  else if (field.name in content) {
    if (isContentShown(verdict, row, value, path)) judgeLeaf(verdict, row, field.name, value, path);
  } else if (target === undefined) verdict.leak(path, 'the oracle knows no such field');
  else if (!verdict.right.mayEverSee(target))
    verdict.refusal(path, value, 'always', `${target} by role or purpose`);
  else if (field.name in connections) {
    const coarse = target === 'Claim' && !verdict.right.sees(row, true);
    const hanging = { type: target, from: row, coarse, place: `${row.type}.${field.name}` };
    judgeConnection(verdict, hanging, field, value, path);
  } else if (field.name in references) judgeReference(verdict, row, target, field, value, path);
  else if (field.name !== 'results' || isContentShown(verdict, row, value, path))
    judgeList(verdict, row, target, field, value, path);
}

/** Whether content of a row is to be there; if not, that is refused and told. */
function isContentShown(verdict: Verdict, row: Row, value: unknown, path: Path): boolean {
  if (verdict.right.reads(row)) return true;
  const kind = verdict.right.mayEverRead(row.type) ? 'row' : 'always';
  verdict.refusal(path, value, kind, `content of ${row.type} ${row.id}`);
  return false;
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
  if (expected === null) {
    if (value !== null) verdict.leak(path, 'a value that no row holds');
  } else if (value === null) verdict.withheld(path, name);
  else if (typeof value === 'string' && value !== expected)
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
  verdict.judged += 1;
  if (value === null) {
    if (target && verdict.right.sees(target, COARSE.includes(row.type)))
      verdict.withheld(path, `${type} ${id}`);
  } else if (isAnswer(value) && value['id'] !== id)
    verdict.leak(path, `${value['id']} in the place of ${id}`);
  else judgeRecord(verdict, type, value, field.children ?? [], path);
}

/** A plain list of records that hang on this one. */
function judgeList(verdict: Verdict, row: Row, type: string, field: Asked, value: unknown, path: Path): void {
  const named = row.content['results'];
  const there = verdict.facts.rows.filter(
    (one) =>
      one.type === type &&
      (field.name === 'results'
        ? Array.isArray(named) && named.includes(one.id)
        : one.see['encounter'] === row.id) &&
      verdict.right.sees(one),
  );
  const first = Number(verdict.variables[field.given['first'] ?? ''] ?? 20);
  const expected = Math.min(first, there.length);
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  if (given.length > expected) verdict.leak(path, `${given.length} ${type} of ${expected}`);
  if (given.length < expected) verdict.withheld(path, `${given.length} of ${expected}`);
  for (const [place, one] of given.entries()) {
    if (isAnswer(one) && !there.some(({ id }) => id === one['id']))
      verdict.leak([...path, place], 'not in this list');
    judgeRecord(verdict, type, one, field.children ?? [], [...path, place]);
  }
}
