import type { ObjectRef } from '@pothos/core';
import { CATALOGUE, type PolicyId } from '../catalogue/policies.ts';
import type { DenialExtensions } from '../errors/codes.ts';
import type { RequestContext } from '../request/context.ts';
import type { GrantedRow } from '../rows/grants.ts';
import type { Builder } from '../schema/builder.ts';
import { type RecordTypeName, SEE_POLICY } from '../schema/record-types.ts';
import type { CommittedType, Provenance } from './committed-type.ts';
import { hiddenReferences, type Reference } from './references.ts';

/** A record type's committed leaves, and who may read which of them. */
export interface ProofFields<Row extends GrantedRow> {
  readonly name: RecordTypeName;
  readonly ref: ObjectRef<Builder['$inferSchemaTypes'], Row>;
  readonly type: CommittedType<Row>;
  readonly contentPolicy: PolicyId;
  readonly provenance: (context: RequestContext) => Provenance;
  /** Fields of a row that this caller reads as null though they are committed: no proof opens them. */
  readonly withheld?: (row: Row, context: RequestContext) => readonly string[];
  /** Leaves that name other records: opened only to who sees those too. */
  readonly references?: readonly Reference<Row>[];
}

/** Whether the caller may read the content class, of any row and of this one. */
interface ContentRight<Row> {
  readonly any: DenialExtensions | null;
  readonly of: (row: Row) => DenialExtensions | null;
}

export function contentRight<Row extends GrantedRow>(
  of: ProofFields<Row>,
  context: RequestContext,
): ContentRight<Row> {
  const policies = [SEE_POLICY[of.name], of.contentPolicy].map((id) => CATALOGUE.get(id));
  const coordinate = `${of.name}.*`;
  const decision = context.decisions.field(coordinate, policies);
  const any = decision.allowed ? null : decision;
  return {
    any,
    of: (row) => {
      if (any !== null) return any;
      const decided = context.decisions.row(coordinate, policies, row.grants);
      return decided.allowed ? null : decided;
    },
  };
}

/** Names of the leaves of a row that stay shut for this caller, though the row is theirs to see. */
export async function shutLeaves<Row extends GrantedRow>(
  { name, withheld, references = [] }: ProofFields<Row>,
  row: Row,
  context: RequestContext,
): Promise<readonly string[]> {
  const hidden = await hiddenReferences(name, references, row, context);
  return [...hidden, ...(withheld?.(row, context) ?? [])];
}
