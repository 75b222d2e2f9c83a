import {
  BadInput,
  type Builder,
  CATALOGUE,
  type Grants,
  isRecordId,
  type RequestContext,
  RowRule,
  sql,
} from '@caretrail/kit';

const FETCH = 'export.fetch';
/** People whose records stand in one file of an export. */
const MOST = 5_000;

interface FetchedRow {
  readonly id: string;
  readonly grants: Grants;
}

/** Those of some people whose records the caller may carry away now. That they do, or would have, is on record for each. */
async function fetchable(patients: readonly string[], context: RequestContext): Promise<readonly string[]> {
  if (patients.length > MOST || !patients.every(isRecordId))
    throw new BadInput(`patients are ids of records, ${MOST} at most.`);
  const policies = [CATALOGUE.get(FETCH)];
  const rule = new RowRule(context, 'Query', { patient: sql`p.id` }, [FETCH]);
  const rows = await context.store.query<FetchedRow>(sql`
    select p.id, ${rule.grants()} as grants from unnest(${[...patients]}::uuid[]) as p (id) cross join ${rule.facts()}
    where ${rule.passes(FETCH)}`);
  const found = new Set(rows.map(({ id }) => id));
  for (const { grants } of rows) context.reads.disclosed(policies, grants);
  for (const patient of patients)
    if (!found.has(patient)) context.reads.refused(policies, { patient, relations: {}, consents: [] });
  return [...found];
}

/** What the hub asks before a file of an export leaves. */
export function addExports(builder: Builder): void {
  builder.queryField('fetchExport', (t) =>
    t.field({
      type: ['ID'],
      access: FETCH,
      description:
        'Of these people, those whose exported records the caller may fetch now. Asking puts the disclosure on record for each: the hub asks it before a file of an export leaves.',
      args: { patients: t.arg.idList({ required: true }) },
      resolve: async (_, { patients }, context) => [...(await fetchable(patients.map(String), context))],
    }),
  );
}
