import type { GraphQLSchema } from 'graphql';
import type { Random } from '../../../db/demo/random.ts';
import { fieldsOf, RECORDS } from '../judge/records.ts';
import { type Node, printed } from './node.ts';
import { SelectionWriter } from './selection-writer.ts';

/** What a variable stands for, so that values can be drawn for each caller who asks. */
export interface Hole {
  readonly variable: string;
  readonly type: string;
  readonly kind: 'id' | 'first' | 'after' | 'flag' | 'filter';
  /** Of an id: the record type; of a cursor or filter: the connection. */
  readonly of: string;
}

export interface Question {
  readonly text: string;
  readonly roots: readonly Node[];
  readonly holes: readonly Hole[];
}

/** Root connections and the records that they list. */
export const ROOT_CONNECTIONS: Readonly<Record<string, string>> = { patients: 'Patient', claims: 'Claim' };
/** Root fields that find one record by its id, and its type. */
export const ROOT_RECORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(RECORDS).map((type) => [`${type.charAt(0).toLowerCase()}${type.slice(1)}`, type]),
);

const CHANGES = '{ changes { kind type record version } missed more cursor }';

/** A question by chance over the schema of one tier, small enough to be taken. */
export function someQuestion(random: Random, schema: GraphQLSchema): Question {
  const writer = new SelectionWriter(random, schema);
  const has = (name: string) => schema.getQueryType()?.getFields()[name] !== undefined;
  const [connections, records] = [ROOT_CONNECTIONS, ROOT_RECORDS].map((all) => Object.keys(all).filter(has));
  const roots = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, (_, place): readonly Node[] => {
    const key = `r${place}`;
    const kind = random.next();
    const field = { kind: 'field', key, given: {}, only: null, raw: '', children: null } as const;
    if (!connections || !records || connections.length === 0 || records.length === 0 || kind < 0.03)
      return [{ ...field, name: 'organizations', raw: '{ totalCount nodes { id name } }' }];
    if (kind < 0.08) {
      const given = {
        after: writer.hole('String', 'after', 'changes'),
        first: writer.hole('Int', 'first', 'changes'),
      };
      return [{ ...field, name: 'changes', given, raw: CHANGES }];
    }
    if (kind < 0.5) {
      const name = random.pick(connections);
      return writer.connection({
        key,
        name,
        of: ROOT_CONNECTIONS[name] ?? '',
        place: `Query.${name}`,
        depth: 2,
      });
    }
    const name = random.pick(records);
    const of = ROOT_RECORDS[name] ?? '';
    fieldsOf(of);
    return [{ ...field, name, given: { id: writer.hole('ID!', 'id', of) }, children: writer.record(of, 2) }];
  }).flat();
  const fragments: string[] = [];
  const body = printed(roots, fragments);
  const whole = `${body} ${fragments.join(' ')}`;
  const holes = writer.holes.filter(({ variable }) => new RegExp(`\\$${variable}\\b`).test(whole));
  const declared = holes.map(({ variable, type }) => `$${variable}: ${type}`).join(', ');
  return { text: `query${declared === '' ? '' : ` (${declared})`} ${whole}`.trim(), roots, holes };
}
