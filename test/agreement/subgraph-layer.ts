import {
  type Caller,
  DATA_CLASSES,
  Decisions,
  RELATIONS,
  ReadLog,
  type RequestContext,
} from '@caretrail/kit';
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { chainSchema } from '../../subgraphs/chain/chain-schema.ts';
import { claimsSchema } from '../../subgraphs/claims/schema.ts';
import { Denials } from '../../subgraphs/kit/request/denials.ts';
import { patientsSchema } from '../../subgraphs/patients/schema.ts';
import { NO_LEDGER } from '../graph/profile.ts';
import { NOW } from './callers.ts';

const cursorKey = new Uint8Array(32);

/** The real subgraphs: their SDL, and their schemas with the resolvers that serve. */
export const SUBGRAPHS = [
  { name: 'patients', ...patientsSchema({ cursorKey, pseudonymKey: () => undefined, anchors: null }) },
  { name: 'claims', ...claimsSchema({ cursorKey, anchors: null }) },
  { name: 'chain', ...chainSchema({ profile: NO_LEDGER, trust: new Uint8Array(), cursorKey }) },
] as const;

/** Object types and their fields that a subgraph serves to the graph. */
export function* fieldsOf(schema: GraphQLSchema): Iterable<readonly [GraphQLObjectType, string]> {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('_'))
      for (const field of Object.keys(type.getFields())) if (!field.startsWith('_')) yield [type, field];
}

/** Every relation that a row can show. */
const EVERYTHING = {
  patient: 'somebody',
  relations: Object.fromEntries([...DATA_CLASSES, 'none'].map((one) => [one, RELATIONS])),
  consents: [],
};

/**
 * Whether the resolver of a field refuses a caller before it asks any row: it is run on a row to which the caller is
 * related in every way, and what it then fails to find does not matter.
 */
export function refuses(type: GraphQLObjectType, field: string, caller: Caller): boolean {
  const denials = new Denials();
  const info = { id: 'agreement', operation: 'Agreement', signal: new AbortController().signal };
  const context: RequestContext = {
    ...{ caller, info, now: NOW, reads: new ReadLog(), denials, decisions: new Decisions(caller, NOW) },
    store: { query: async () => [], commit: async () => {}, rollback: async () => {} },
    asks: () => true,
    use: (make) => make(context),
  };
  const path = { prev: undefined, key: field, typename: type.name };
  const row = { id: '00000000-0000-4000-8000-000000000001', grants: EVERYTHING };
  try {
    const { resolve } = type.getFields()[field] ?? {};
    Promise.resolve(resolve?.(row, {}, context, { path } as never)).catch(() => {});
  } catch {
    // The row is made up: only who may ask for the field is asked here.
  }
  return denials.errors().length > 0;
}
