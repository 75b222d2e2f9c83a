import { randomBytes, randomUUID } from 'node:crypto';
import { contractCall, submit } from '@caretrail/db/submission';
import { BadInput, MutationRefused, type RequestContext, sql, tagged } from '@caretrail/kit';
import { type BREAK_GLASS_REASONS, breakGlass } from '@caretrail/proof/command';
import type { PatientsSchemaOptions } from '../options.ts';
import { BREAK_GLASS_COLUMNS, type BreakGlassRow } from './break-glass-row.ts';
import { commitmentOf } from './commitment.ts';
import { BREAK_GLASS_EFFECTS } from './effects.ts';
import { findExactly, SEARCHES_AN_HOUR } from './find-exactly.ts';
import { digestOf, type SoughtInput } from './sought.ts';
import { staffId } from './staff-id.ts';

export interface OpenBreakGlassInput {
  readonly person: SoughtInput;
  readonly reason: (typeof BREAK_GLASS_REASONS)[number];
  readonly explanation: string;
}

/** Emergency accesses of one clinician in a day (UTC). The database holds to it too. */
const A_DAY = 10;

/** Hours that a broken glass opens a person's records; the contract's too. */
const HOURS = 4;

const EXPLANATION = { least: 10, most: 2000 };

const tooMany = (message: string) => new MutationRefused('LIMIT_EXCEEDED', null, message, { kept: true });

function explained(text: string): string {
  const explanation = text.trim();
  const { least, most } = EXPLANATION;
  if (explanation.length < least || explanation.length > most)
    throw new BadInput(`Say in ${least} to ${most} characters why it is an emergency.`);
  return explanation;
}

/** The one person who is sought. Nobody and several are answered alike, after the same statements. */
async function foundPatient(context: RequestContext, person: SoughtInput): Promise<string> {
  const found = await findExactly(context, digestOf(person));
  switch (found.outcome) {
    case 'FOUND':
      return found.patient;
    case 'TOO_MANY':
      throw tooMany(`You have searched ${SEARCHES_AN_HOUR} times in this hour: wait for the next.`);
    default:
      throw new MutationRefused(
        'NO_EXACT_MATCH',
        'person',
        'Nobody, or more than one person, is on record exactly so: compare every character, or use another identifier.',
        { kept: true },
      );
  }
}

async function declared(
  { caller, store }: RequestContext,
  patient: string,
  {
    ledger,
    salt,
    reason,
    explanation,
  }: Pick<OpenBreakGlassInput, 'reason' | 'explanation'> & {
    readonly ledger: string;
    readonly salt: Uint8Array;
  },
): Promise<BreakGlassRow> {
  const [open] = await store.query(sql`
    select from access.emergency
    where subject = ${caller.subject} and patient = ${patient}::uuid and reviewed_at is null`);
  if (open)
    throw new MutationRefused(
      'REVIEW_PENDING',
      'person',
      'Your last emergency access to this person is not reviewed yet: it cannot be renewed before.',
      { kept: true },
    );
  const [made] = await store.query<BreakGlassRow>(sql`
    insert into access.emergency as e (id, ledger_id, subject, organization, patient, reason, explanation, salt,
      opened_at, expires, day, place)
    select ${randomUUID()}::uuid, ${ledger}, ${caller.subject}, ${caller.organization}, ${patient}::uuid, ${reason},
      ${explanation}, decode(${Buffer.from(salt).toString('hex')}, 'hex'), now(),
      now() + make_interval(hours => ${HOURS}::int), (now() at time zone 'UTC')::date, earlier.count + 1
    from (
      select count(*) from access.emergency
      where subject = ${caller.subject} and day = (now() at time zone 'UTC')::date
    ) as earlier where earlier.count < ${A_DAY}::int
    returning ${BREAK_GLASS_COLUMNS}`);
  if (made === undefined)
    throw tooMany(`You have declared ${A_DAY} emergencies today: ask a colleague, or your privacy officer.`);
  return made;
}

/**
 * Opens the records of one person for four hours, at once: the declaration, what it opens, the notice to the person and the
 * call for the ledger are one transaction, which waits for nobody.
 */
export async function openBreakGlass(
  { person, reason, explanation: text }: OpenBreakGlassInput,
  context: RequestContext,
  { pseudonymKey }: PatientsSchemaOptions,
): Promise<BreakGlassRow> {
  const { store } = context;
  const { organization, subject } = context.caller;
  const key = organization === null ? undefined : pseudonymKey(organization);
  if (organization === null || subject === null || key === undefined)
    throw new BadInput('Emergency accesses are declared where the organization’s keys are held.');
  const explanation = explained(text);
  const patient = await foundPatient(context, person);
  const [ledger, salt] = [randomBytes(16).toString('hex'), randomBytes(32)];
  const row = await declared(context, patient, { ledger, salt, reason, explanation });
  const call = {
    ...{ access: ledger, organization, actor: staffId(key, subject), reason, opened: row.opened },
    commitment: commitmentOf(salt, patient, explanation),
  };
  await submit(tagged(store), BREAK_GLASS_EFFECTS, {
    ...contractCall(breakGlass, call, { organization, now: context.now, about: ledger }),
    ...{ patient, details: { emergency: row.id } },
  });
  return row;
}
