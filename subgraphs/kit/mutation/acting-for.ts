import type { PolicyId } from '../catalogue/policies.ts';
import type { RequestContext } from '../request/context.ts';
import type { Grants } from '../rows/grants.ts';
import { RowRule } from '../rows/row-rule.ts';
import { isRecordId } from '../schema/entity.ts';
import { sql } from '../sql/fragment.ts';

/** What a policy finds between the caller and a person: no relation where the person is unknown. */
export async function actingFor(context: RequestContext, policy: PolicyId, patient: string): Promise<Grants> {
  const rule = new RowRule(context, 'Mutation', { patient: sql`p.id` }, [policy]);
  const [row] = isRecordId(patient)
    ? await context.store.query<{ grants: Grants }>(
        sql`select ${rule.grants()} as grants from (select ${patient}::uuid as id) p cross join ${rule.facts()}`,
      )
    : [];
  return row?.grants ?? { patient: null, relations: {}, consents: [] };
}
