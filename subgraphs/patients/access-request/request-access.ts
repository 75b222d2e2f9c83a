import { randomUUID } from 'node:crypto';
import {
  BadInput,
  type DataClass,
  isRecordId,
  MutationRefused,
  type RequestContext,
  sql,
} from '@caretrail/kit';
import { REQUEST_COLUMNS, type RequestRow } from './request-row.ts';

export interface RequestAccessInput {
  /** Record id of the person. */
  readonly patient: string;
  readonly dataClass: DataClass;
  readonly days?: number | null | undefined;
  readonly explanation: string;
}

/** Requests of one clinician in a day (UTC). The database holds to it too. */
const A_DAY = 20;
/** Days in which a request can be answered. */
const ANSWERED_WITHIN = 14;
const DAYS = { usual: 30, most: 365 };
const EXPLANATION = { least: 10, most: 2000 };

function checked(input: RequestAccessInput): { readonly days: number; readonly explanation: string } {
  const days = input.days ?? DAYS.usual;
  if (!isRecordId(input.patient)) throw new BadInput('patient must be the id of a record.');
  if (days < 1 || days > DAYS.most) throw new BadInput(`days must lie between 1 and ${DAYS.most}.`);
  const explanation = input.explanation.trim();
  if (explanation.length < EXPLANATION.least || explanation.length > EXPLANATION.most)
    throw new BadInput(
      `Say in ${EXPLANATION.least} to ${EXPLANATION.most} characters what the access is for.`,
    );
  return { days, explanation };
}

/**
 * Asks a person for access. Whether there is such a person is not looked up: a request to nobody reads like one that is
 * not answered yet.
 */
export async function requestAccess(input: RequestAccessInput, context: RequestContext): Promise<RequestRow> {
  const { caller, store } = context;
  const { days, explanation } = checked(input);
  const { patient, dataClass } = input;
  await store.query(
    sql`select pg_advisory_xact_lock(hashtextextended('request ' || ${caller.subject}::text, 0))`,
  );
  const [open] = await store.query(sql`
    select from access.request where subject = ${caller.subject} and patient = ${patient}::uuid
      and data_class = ${dataClass} and answered_at is null and expires > now()`);
  if (open)
    throw new MutationRefused(
      'REQUEST_OPEN',
      'patient',
      'You have asked this already: the answer is still to come.',
    );
  const [made] = await store.query<RequestRow>(sql`
    insert into access.request as r (id, subject, organization, patient, data_class, days, explanation, asked_at, expires,
      day, place)
    select ${randomUUID()}::uuid, ${caller.subject}, ${caller.organization}, ${patient}::uuid, ${dataClass}, ${days}::int,
      ${explanation}, now(), now() + make_interval(days => ${ANSWERED_WITHIN}::int), (now() at time zone 'UTC')::date,
      earlier.count + 1
    from (
      select count(*) from access.request
      where subject = ${caller.subject} and day = (now() at time zone 'UTC')::date
    ) as earlier where earlier.count < ${A_DAY}::int
    returning ${REQUEST_COLUMNS}`);
  if (made === undefined)
    throw new MutationRefused(
      'LIMIT_EXCEEDED',
      null,
      `You have asked ${A_DAY} times today: wait for tomorrow.`,
    );
  await store.query(sql`
    insert into access.notice (patient, kind, about, organization, code, until)
    select patient, 'ACCESS_REQUESTED', id, organization, data_class, expires
    from access.request where id = ${made.id}::uuid`);
  return made;
}
