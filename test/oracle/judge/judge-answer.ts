import { type Asked, asked } from '../question/node.ts';
import { type Question, ROOT_CONNECTIONS, ROOT_RECORDS } from '../question/question.ts';
import { judgeConnection } from './judge-connection.ts';
import { judgeErrors, type Told } from './judge-errors.ts';
import { isAnswer, judgeRecord } from './judge-record.ts';
import { refusedPlaces } from './static-right.ts';
import type { Verdict } from './verdict.ts';

export interface Reply {
  readonly data?: unknown;
  readonly errors?: readonly Told[] | undefined;
}

/** Judges everything that came back, whatever way it came: data, errors, and ids and names anywhere in the text. */
export function judgeAnswer(verdict: Verdict, { roots }: Question, reply: Reply): void {
  const { data, errors = [] } = reply;
  for (const place of refusedPlaces(verdict.right, roots, verdict.variables))
    verdict.refused.set(place, 'always');
  if (isAnswer(data))
    for (const [key, field] of asked(roots, verdict.variables)) {
      const value = data[key];
      const record = ROOT_RECORDS[field.name];
      const listed = ROOT_CONNECTIONS[field.name];
      const type = record ?? listed;
      if (type !== undefined && !verdict.right.mayEverSee(type))
        verdict.refusal([key], value, 'always', `${type} by role or purpose`);
      else if (record !== undefined) judgeRoot(verdict, record, field, value);
      else if (listed !== undefined)
        judgeConnection(
          verdict,
          { type: listed, from: null, coarse: false, place: `Query.${field.name}` },
          field,
          value,
          [key],
        );
      else if (field.name === 'changes') judgeChanges(verdict, field, value, errors);
    }
  judgeErrors(verdict, isAnswer(data) ? data : null, errors);
  judgeText(verdict, JSON.stringify(reply));
}

function judgeRoot(verdict: Verdict, type: string, field: Asked, value: unknown): void {
  const row = verdict.facts.byId.get(String(verdict.variables[field.given['id'] ?? '']));
  const there = row?.type === type && verdict.right.sees(row);
  verdict.judged += 1;
  if (value === null) {
    if (there) verdict.withheld([field.key], `${type} ${row?.id}`);
  } else if (!there) verdict.leak([field.key], `${type} ${row?.id} is not there for the caller`);
  else judgeRecord(verdict, type, value, field.children ?? [], [field.key]);
}

/** Changes name the records that are there for the caller now, by the month that the version graph knows, and no others. */
function judgeChanges(
  verdict: Verdict,
  { key, given }: Asked,
  value: unknown,
  errors: readonly Told[],
): void {
  if (!isAnswer(value) || !Array.isArray(value['changes'])) {
    if (errors.length === 0) verdict.withheld([key], 'the changes');
    return;
  }
  if (verdict.variables[given['after'] ?? ''] == null || value['missed'] === true) return;
  const told = new Set(value['changes'].map((change: { record: unknown }) => String(change.record)));
  for (const row of verdict.facts.rows) {
    verdict.judged += 1;
    if (told.has(row.id) && !verdict.right.sees(row, true))
      verdict.leak([key], `a change of ${row.type} ${row.id}`);
    if (!told.has(row.id) && verdict.right.sees(row, true) && value['more'] === false)
      verdict.withheld([key], `a change of ${row.type} ${row.id}`);
  }
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g;

/** No id of a record that is not there, and no name of a person who may not be identified, stands anywhere at all. */
function judgeText(verdict: Verdict, text: string): void {
  const { facts, right } = verdict;
  for (const [id] of text.matchAll(ID)) {
    const row = facts.byId.get(id);
    if (row && !right.sees(row)) verdict.leak(['anywhere'], `the id of ${row.type} ${id}`);
  }
  for (const row of facts.rows) {
    if (row.type !== 'Patient' || right.reads(row)) continue;
    const family = (row.content['name'] as { readonly family: string }).family;
    // As a word: a cursor is chance, and chance spells four letters now and then.
    if (new RegExp(`(?<![\\w-])${family}(?![\\w-])`).test(text))
      verdict.leak(['anywhere'], `the name ${family}`);
  }
}
