import { provisionsOf } from '@caretrail/db/decisions';
import { type Made, type RequestContext, sql } from '@caretrail/kit';
import { CONSENT_CLASSES, type ConsentClass, type ConsentTerms } from '@caretrail/proof/consent';
import { checkTerms } from './check-terms.ts';
import { membersOf } from './keeper.ts';
import { type Counted, type Reach, type Rule, reachOf } from './reach.ts';

export interface Preview extends Made {
  readonly reaches: readonly Reach[];
}

/** Which class a record type counts to. */
const CLASS_OF: Readonly<Record<string, ConsentClass>> = {
  Patient: 'IDENTITY',
  Claim: 'CLAIM',
  Coverage: 'CLAIM',
  Consent: 'CONSENT',
};

/**
 * Who would see how much if terms were granted: nothing is written, and nothing sent. Denies of other decisions in force
 * count against the permits; what treating organizations see anyway is not counted. @throws MutationRefused
 */
export async function preview(context: RequestContext, terms: ConsentTerms): Promise<Preview> {
  const members = await membersOf(context);
  checkTerms(terms, new Set(members.keys()));
  const { rows } = provisionsOf(terms, (slug) => members.get(slug), new Date().toISOString());
  const rules = rows.map(
    (row): Rule => ({
      ...{ permit: row.permit, actor: row.actor, excepted: row.excepted, dataClass: row.data_class },
      ...{ purpose: row.purpose, denyEmergency: row.deny_emergency },
      ...{ dataFrom: row.data_from?.getTime() ?? null, dataTo: row.data_to?.getTime() ?? null },
    }),
  );
  const [others, records] = [await deniesOf(context, terms.patient), await countsOf(context, terms.patient)];
  return { anchor: 'PENDING', reaches: reachOf(CONSENT_CLASSES, rules, others, records) };
}

const deniesOf = ({ store }: RequestContext, patient: string): Promise<readonly Rule[]> =>
  store.query<Rule>(
    sql`select permit, actor, excepted, data_class as "dataClass", purpose, deny_emergency as "denyEmergency",
        (extract(epoch from data_from) * 1000)::float8 as "dataFrom", (extract(epoch from data_to) * 1000)::float8 as "dataTo"
      from access.consent where patient = ${patient}::uuid and not permit and valid_from <= now() and valid_to > now()`,
  );

async function countsOf({ store }: RequestContext, patient: string): Promise<readonly Counted[]> {
  const rows = await store.query<{ type: string; month: string | null; sensitive: boolean; count: number }>(
    sql`select type, month, coalesce(sensitivity <> 'N', false) as sensitive, count(distinct record)::int as count
      from provenance.version where subject = ${patient}::uuid group by 1, 2, 3`,
  );
  return rows.map(({ type, ...row }) => ({ ...row, class: CLASS_OF[type] ?? 'CLINICAL' }));
}
