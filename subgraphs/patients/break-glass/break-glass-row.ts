import { type Fragment, instant, name, sql } from '@caretrail/kit';

/** An emergency access, as `access.emergency` holds it; instants in UTC with milliseconds. */
export interface BreakGlassRow {
  readonly id: string;
  readonly subject: string;
  /** Member slug. */
  readonly organization: string;
  readonly patient: string;
  readonly reason: string;
  readonly explanation: string;
  readonly opened: string;
  readonly expires: string;
  readonly active: boolean;
  /** Null while nobody has reviewed it. */
  readonly reviewed: string | null;
  readonly reviewer: string | null;
  readonly reviewed_for: string | null;
  readonly outcome: string | null;
  readonly finding: string | null;
}

const at = (column: string): Fragment => instant(name(`e.${column}`));

/** Columns of {@link BreakGlassRow}, of a table `e`. */
export const BREAK_GLASS_COLUMNS = sql`e.id, e.subject, e.organization, e.patient, e.reason, e.explanation,
  ${at('opened_at')} as opened, ${at('expires')} as expires, e.expires > now() and e.outcome is distinct from 'UNJUSTIFIED' as active,
  ${at('reviewed_at')} as reviewed, e.reviewer, e.reviewed_for, e.outcome, e.finding`;
