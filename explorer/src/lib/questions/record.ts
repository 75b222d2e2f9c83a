import { type Question, question } from '../graph/question.ts';
import { FIELDS, type Field } from '../records/fields.ts';
import { integrity, TRACE, trace } from '../records/trace.ts';
import { type RecordType, ROOT_FIELD } from '../records/types.ts';
import { type Cursor, member, type Read } from '../shape/cursor.ts';
import { json, object, orNull, text } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';

/** A field of the record as this reader gets it. */
export interface FieldRow extends Shown<unknown> {
  readonly name: string;
  /** Its place in the answer, which also knows what was refused inside of the value. */
  readonly at: Cursor;
}

const rows =
  (fields: readonly Field[]): Read<readonly FieldRow[]> =>
  (at: Cursor) =>
    fields.map(({ name }) => ({ name, at: member(at, name), ...shown(json)(member(at, name)) }));

const recordOf = (type: RecordType) => {
  const known = object({ id: text, trace: orNull(trace), integrity });
  const fields = rows(FIELDS[type]);
  return (at: Cursor) => ({ ...known(at), fields: fields(at) });
};

export type RecordAnswer = ReturnType<ReturnType<typeof recordOf>>;

/** Everything this reader may have of one record: fields in schema order, versions, integrity. */
export function recordQuestion(type: RecordType): Question<{ id: string }, { record: Shown<RecordAnswer> }> {
  const fields = FIELDS[type].map(({ name, selection = '' }) => `${name} ${selection}`);
  return question(
    `query Record($id: ID!) {
      record: ${ROOT_FIELD[type]}(id: $id) { id ${fields.join('\n')} ${TRACE} integrity }
    }`,
    object({ record: shown(recordOf(type)) }),
  );
}
