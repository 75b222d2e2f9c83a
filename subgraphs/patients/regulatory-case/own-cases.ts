import { randomUUID } from 'node:crypto';
import {
  BadInput,
  isRecordId,
  MutationRefused,
  type Page,
  type PageArguments,
  pageByInstant,
  type RequestContext,
  sql,
} from '@caretrail/kit';
import { CASE_COLUMNS, type CaseRow } from './case-row.ts';

export interface OpenCaseInput {
  readonly reason: string;
  /** Record ids of the people whom it covers. */
  readonly patients: readonly string[];
}

/** Days that a case is open. */
const DAYS = 30;
const MOST_PEOPLE = 500;
const REASON = { least: 10, most: 2000 };

/** An auditor's own cases, newest first. */
export const listCases = (
  page: PageArguments,
  context: RequestContext,
  cursorKey: Uint8Array,
): Promise<Page<CaseRow>> =>
  pageByInstant<CaseRow>(
    {
      ...{ place: 'Query.cases', columns: CASE_COLUMNS, from: sql`access.regulatory_case k` },
      where: sql`k.auditor = ${context.caller.subject}`,
      ...{ at: sql`k.opened_at`, id: sql`k.id`, order: 'newest first' },
    },
    page,
    context,
    cursorKey,
  );

async function caseById(id: string, { store }: RequestContext): Promise<CaseRow> {
  const [row] = await store.query<CaseRow>(
    sql`select ${CASE_COLUMNS} from access.regulatory_case k where k.id = ${id}::uuid`,
  );
  if (row === undefined) throw new Error('A case that was written is not there.');
  return row;
}

/** Opens a case for thirty days. Whether the people it names exist is not looked up: who asks does not learn of it. */
export async function openCase(input: OpenCaseInput, context: RequestContext): Promise<CaseRow> {
  const { caller, store } = context;
  const reason = input.reason.trim();
  if (reason.length < REASON.least || reason.length > REASON.most)
    throw new BadInput(`Say in ${REASON.least} to ${REASON.most} characters what the case is about.`);
  const people = [...new Set(input.patients)];
  if (people.length === 0 || people.length > MOST_PEOPLE || !people.every(isRecordId))
    throw new BadInput(`A case covers 1 to ${MOST_PEOPLE} people, by the ids of their records.`);
  const id = randomUUID();
  await store.query(sql`
    insert into access.regulatory_case (id, auditor, reason, opened_at, open_until)
    values (${id}::uuid, ${caller.subject}, ${reason}, now(), now() + make_interval(days => ${DAYS}::int))`);
  await store.query(sql`
    insert into access.case_scope (case_id, patient) select ${id}::uuid, unnest(${people}::uuid[])`);
  return caseById(id, context);
}

/** Closes a case: it opens nothing from the next request on. */
export async function closeCase({ id }: { readonly id: string }, context: RequestContext): Promise<CaseRow> {
  const { caller, store } = context;
  const closed = isRecordId(id)
    ? await store.query(sql`
        update access.regulatory_case set closed_at = now()
        where id = ${id}::uuid and auditor = ${caller.subject} and closed_at is null returning id`)
    : [];
  if (closed.length === 0) throw new MutationRefused('UNKNOWN', 'id', 'You have no open case of this id.');
  return caseById(id, context);
}
