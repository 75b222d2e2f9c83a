import { CATALOGUE, type PolicyId } from '../catalogue/policies.ts';
import type { RowKeys } from '../rows/row-keys.ts';
import { isRecordType } from '../schema/record-types.ts';
import { sql } from '../sql/fragment.ts';
import type { RecordTables } from './record-source.ts';

interface DeclaredClass {
  readonly policy: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** What a record type says of its rows, in the room of the records. */
export interface DeclaredType {
  readonly type: string;
  readonly keys: 'person' | 'clinical' | 'claim' | 'consent';
  readonly see: DeclaredClass;
  readonly content: DeclaredClass;
  readonly contentKey: string;
  readonly time: string | null;
}

const record = { patient: sql`t.patient`, custodian: sql`t.custodian` };

/** The columns by which rows are related to a caller. */
const KEYS: Readonly<Record<DeclaredType['keys'], RowKeys>> = {
  person: { patient: sql`t.id`, custodian: sql`t.custodian` },
  clinical: { ...record, sensitivity: sql`t.sensitivity` },
  claim: { ...record, provider: sql`t.provider_member`, insurer: sql`t.insurer_member` },
  consent: { ...record, grantees: sql`t.grantees` },
};

/** Where the rows of a declared type live. Throws on a policy or type that this kit does not know. */
export function recordTables({ type, keys, see, content, contentKey, time }: DeclaredType): RecordTables {
  if (!isRecordType(type)) throw new Error(`${type} is no record type`);
  return {
    type,
    see: { ...see, policy: policyOf(see) },
    content: { ...content, policy: policyOf(content), key: contentKey, ...(time === null ? {} : { time }) },
    keys: { ...KEYS[keys], ...visitOf(type, see) },
  };
}

/** The visit that a row is, or that its see class names. */
function visitOf(type: string, { columns }: DeclaredClass): Pick<RowKeys, 'encounter'> {
  if (type === 'Encounter') return { encounter: sql`t.id` };
  return columns.includes('encounter') ? { encounter: sql`t.encounter` } : {};
}

function policyOf({ policy, table }: DeclaredClass): PolicyId {
  if (!CATALOGUE.has(policy)) throw new Error(`${table}: unknown policy ${policy}`);
  return policy;
}
