import { instant, sql } from '@caretrail/kit';

export const ACCESS_ANSWERS = ['GRANTED', 'REFUSED'] as const;
export type AccessAnswer = (typeof ACCESS_ANSWERS)[number];

/** A clinician's request for access, as `access.request` holds it. */
export interface RequestRow {
  readonly id: string;
  readonly subject: string;
  /** Member slug. */
  readonly organization: string;
  readonly patient: string;
  readonly data_class: string;
  readonly days: number;
  readonly explanation: string;
  readonly asked: string;
  /** Until when it can be answered. */
  readonly expires: string;
  readonly answered: string | null;
  readonly answer: AccessAnswer | null;
  readonly state: 'OPEN' | 'EXPIRED' | AccessAnswer;
  /** The consent that followed. */
  readonly consent: string | null;
}

/** Columns of {@link RequestRow}, of a table `r`. */
export const REQUEST_COLUMNS = sql`r.id, r.subject, r.organization, r.patient, r.data_class, r.days, r.explanation,
  ${instant(sql`r.asked_at`)} as asked, ${instant(sql`r.expires`)} as expires,
  ${instant(sql`r.answered_at`)} as answered, r.answer, r.consent,
  coalesce(r.answer, case when r.expires > now() then 'OPEN' else 'EXPIRED' end) as state`;
