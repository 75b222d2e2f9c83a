import type { Queries } from './connection.ts';

/** Who sends records in. */
export interface Requester {
  /** Correlation id of the request. */
  readonly request: string;
  readonly tier: string;
  readonly role: string | null;
  readonly subject: string;
  /** A member's slug. */
  readonly organization: string;
  readonly purpose: string;
  /** What was asked, in words of the interface it came by. */
  readonly operation: string;
  /** The policy that admits it. */
  readonly policy: string;
}

/** What was written, of whom. */
interface Written {
  readonly patients: readonly string[];
  readonly outcome: 'PERMITTED' | 'REFUSED';
}

/** The access event of a change that came from outside: whose records were written, by whom and under which policy. */
export async function recordIntake(
  sql: Queries,
  by: Requester,
  { patients, outcome }: Written,
): Promise<void> {
  await sql`
    insert into access.event (request, subgraph, tier, role, subject, organization, purpose, operation, classes, patients,
      policies, consents, outcome)
    values (${by.request}, 'intake', ${by.tier}, ${by.role}, ${by.subject}, ${by.organization}, ${by.purpose},
      ${by.operation}, '{}', ${[...patients]}::uuid[], ${[by.policy]}, '{}', ${outcome})`;
}
