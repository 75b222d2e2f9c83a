import type { ConsentTerms } from '@caretrail/proof/consent';
import type { Reader } from '../provenance/sql.ts';

/** What a person did about a decision with their own key. */
export interface ConsentStep {
  readonly record: string;
  readonly number: number;
  readonly patient: string;
  readonly step: 'grant' | 'amend' | 'revoke';
  /** Id on the ledger of the decision that it makes or ends. */
  readonly consent: string;
  readonly amends: string | null;
  readonly terms: ConsentTerms | null;
  /** Hex. */
  readonly salt: string | null;
  /** Thumbprint. */
  readonly key: string;
  readonly statement: string;
  readonly submission: number;
  readonly provisions: readonly string[];
}

/** All steps of the decisions that these records state, oldest first. */
export async function stepsOf(sql: Reader, records: readonly string[]): Promise<readonly ConsentStep[]> {
  const rows = await sql<Omit<ConsentStep, 'submission'> & { readonly submission: string }>`
    select record, number, patient, step, consent, amends, terms, salt, key, statement, submission, provisions
    from access.consent_step where record = any(${records}::uuid[]) order by record, number`;
  return rows.map((row) => ({ ...row, submission: Number(row.submission) }));
}

/** All steps of the decision that has, or had, this id on the ledger. */
export async function stepsAbout(sql: Reader, consent: string): Promise<readonly ConsentStep[]> {
  const [found] = await sql<{ record: string }>`
    select record from access.consent_step where consent = ${consent} and step <> 'revoke'`;
  return found ? stepsOf(sql, [found.record]) : [];
}

export async function recordStep(sql: Reader, step: ConsentStep): Promise<void> {
  const terms = step.terms && JSON.stringify(step.terms);
  await sql`
    insert into access.consent_step (record, number, patient, step, consent, amends, terms, salt, key, statement,
      submission, provisions)
    values (${step.record}::uuid, ${step.number}::int, ${step.patient}::uuid, ${step.step}, ${step.consent},
      ${step.amends}, ${terms}::text::jsonb, ${step.salt}, ${step.key}, ${step.statement}, ${step.submission}::bigint,
      ${step.provisions}::uuid[])`;
}
