import { BadInput, isRecordId, MutationRefused, type RequestContext, sql } from '@caretrail/kit';
import { granting } from './granting.ts';
import { concerned } from './list-requests.ts';
import { type AccessAnswer, REQUEST_COLUMNS, type RequestRow } from './request-row.ts';

export interface AnswerAccessRequestInput {
  readonly id: string;
  readonly answer: AccessAnswer;
  /** Record id of the consent that was granted for it. */
  readonly consent?: string | null | undefined;
}

async function asked(id: string, context: RequestContext): Promise<RequestRow | null> {
  if (!isRecordId(id)) return null;
  const { from, where } = concerned(context);
  const [row = null] = await context.store.query<RequestRow>(
    sql`select ${REQUEST_COLUMNS} from ${from} where r.id = ${id}::uuid and ${where}`,
  );
  return row;
}

/** Who is asked by a request; null where the caller may not know of it. */
export const askedOf = async (
  { id }: AnswerAccessRequestInput,
  context: RequestContext,
): Promise<string | null> => (await asked(id, context))?.patient ?? null;

/** Answers a request, once. A refusal needs nothing; what is granted is a consent of its own, which the person signs. */
export async function answerAccessRequest(
  { id, answer, consent }: AnswerAccessRequestInput,
  context: RequestContext,
): Promise<RequestRow> {
  const { store } = context;
  if (answer === 'REFUSED' && consent != null) throw new BadInput('A refusal follows no consent.');
  const request = await asked(id, context);
  if (request === null) throw new MutationRefused('UNKNOWN', 'id', 'There is no request of this id to you.');
  const given = answer === 'GRANTED' ? await granting(request, consent, context) : null;
  const [row] = await store.query<RequestRow>(sql`
    update access.request r set answered_at = now(), answer = ${answer}, consent = ${given}::uuid
    where r.id = ${request.id}::uuid and r.answered_at is null and r.expires > now()
    returning ${REQUEST_COLUMNS}`);
  if (row === undefined)
    throw new MutationRefused('ANSWERED', 'id', 'This request is answered already, or its time is over.');
  await store.query(sql`
    insert into access.notice (patient, kind, about, code)
    select patient, 'ACCESS_ANSWERED', id, answer from access.request where id = ${row.id}::uuid`);
  return row;
}
