import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase } from '@caretrail/db/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import { expect } from 'vitest';
import { createPatients } from '../../index.ts';
import { patientsSchema } from '../../schema.ts';
import { type Answer, ask, unguarded } from '../ask.ts';
import { CALLERS } from '../callers.ts';
import { fillClinic } from '../clinic.ts';
import { PEOPLE } from '../people.ts';

export const now = () => Math.floor(Date.now() / 1000);
export const emergency = (caller: Caller): Caller => ({
  ...caller,
  ...{ purpose: 'ETREAT', authenticatedAt: now() },
});
/** A clinician who has just signed in, for an emergency. */
export const fresh = () => emergency(CALLERS.clinician);
export const asPatient = (subject: string): Caller => ({ ...CALLERS.patient, subject });

export const OPEN = `mutation ($input: OpenBreakGlassInput!) { openBreakGlass(input: $input) {
  record { id patient { id name { family } } actor reason opened expires active outcome } anchor errors { code field } } }`;
export const REVIEW = `mutation ($input: ReviewBreakGlassInput!) { reviewBreakGlass(input: $input) {
  record { outcome reviewer finding active } errors { code field } } }`;
export const SEEN = `{ patient(id: "${PEOPLE.bob}") { name { family } } }`;
export const BOB = { identifier: 'MRN-bob' };

export const input = (person: object) => ({
  input: { person, reason: 'EMERGENCY', explanation: 'Found unconscious in the street.' },
});
export const codes = (answer: Answer, mutation: string) =>
  (answer.data?.[mutation] as { errors: { code: string }[] } | null)?.errors.map(({ code }) => code);
export const refused = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions['code']);
export const idOf = ({ data }: Answer) =>
  (data as { openBreakGlass: { record: { id: string } } }).openBreakGlass.record.id;

/** The small clinic with nobody in an emergency, and somebody who declares one. */
export interface EmergencyStage {
  readonly admin: Pool;
  readonly patients: Subgraph;
  /** The same subgraph without the database's rights. */
  readonly alone: ReturnType<typeof unguarded>;
  open(caller: Caller, person?: object): Promise<Answer>;
  /** Runs SQL that an attacker wrote, as a role of this subgraph's login. */
  as(role: string, caller: Caller, text: string): Promise<readonly object[]>;
  /** As if nobody had declared or sought anything. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function setStage(): Promise<EmergencyStage> {
  const failures: unknown[] = [];
  const database = await startTestDatabase();
  const admin = connect(database.admin);
  await fillClinic(admin);
  const options = {
    cursorKey: new Uint8Array(32),
    pseudonymKey: (member: string) => new TextEncoder().encode(member),
    anchors: null,
  };
  const pool = connect(database.address('caretrail_patients'));
  const patients = createPatients({ ...options, pool, onFailure: (error) => failures.push(error) });
  const alone = unguarded('patients', patientsSchema(options), admin);
  return {
    ...{ admin, patients, alone },
    open: (caller, person = BOB) => ask(patients, caller, OPEN, input(person)),
    async as(role, caller, text) {
      const attacker = connect(database.address('caretrail_patients'), { max: 1 });
      try {
        return await attacker.begin(async (sql) => {
          await sql`select set_config('role', ${role}, true),
            set_config('caretrail.organization', ${caller.organization ?? ''}, true),
            set_config('caretrail.subject', ${caller.subject ?? ''}, true),
            set_config('caretrail.purpose', ${caller.purpose ?? ''}, true)`;
          return sql.unsafe(text);
        });
      } finally {
        await attacker.end();
      }
    },
    async clear() {
      await admin`truncate access.emergency, access.search, access.notice, access.event, provenance.submission cascade`;
      await admin`delete from access.break_glass where patient = ${PEOPLE.bob}`;
    },
    async close() {
      expect([...failures, ...alone.failures]).toEqual([]);
      await patients.close();
      await admin.end();
      await database.stop();
    },
  };
}
