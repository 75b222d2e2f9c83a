import { type Builder, type RequestContext, sql } from '@caretrail/kit';
import { CONSENT_EFFECTS, type LedgerState, ledgerState } from './ledger-state.ts';
import { receiptOf } from './receipt.ts';

interface Row {
  readonly id: string;
}

/** What the ledger has of a decision, for the person alone. */
export function addConsentLedger(builder: Builder) {
  const Effect = builder.enumType('ConsentEffect', {
    description:
      'WAITING: on record and not yet on the ledger; what it denies holds already, what it permits does not.',
    values: CONSENT_EFFECTS,
  });
  return builder.objectRef<LedgerState & Row>('ConsentLedger').implement({
    embedded: true,
    fields: (t) => ({
      consent: t.id({
        nullable: false,
        description: 'Id on the ledger: 32 hex digits.',
        resolve: ({ consent }) => consent,
      }),
      effect: t.field({ type: Effect, nullable: false, resolve: ({ effect }) => effect }),
      state: t.string({
        nullable: false,
        description: 'Of the last step there: PENDING, VALID or INVALID.',
        resolve: ({ submission }) => submission.state,
      }),
      reason: t.string({
        description: 'Why it waits, or the code by which the ledger refused it.',
        resolve: ({ submission }) =>
          submission.state === 'PENDING'
            ? submission.reason
            : submission.state === 'INVALID'
              ? submission.code
              : null,
      }),
      transaction: t.id({
        resolve: ({ submission }) => (submission.state === 'VALID' ? submission.transaction : null),
      }),
      key: t.id({
        description: 'Thumbprint of the key that signed the last step.',
        resolve: ({ last }) => last.key,
      }),
      terms: t.field({
        type: 'JSON',
        nullable: false,
        description: 'What was signed: docs/contracts.md, "What a person decides".',
        resolve: ({ made }) => made.terms,
      }),
      receipt: t.field({
        type: 'JSON',
        description: 'ISO/IEC TS 27560:2023, with all that is needed to compare it with the ledger.',
        resolve: (state, _, context) => receipt(state, context),
      }),
    }),
  });
}

export async function ledgerOf(row: Row, context: RequestContext): Promise<(LedgerState & Row) | null> {
  const state = await ledgerState(context, row.id);
  return state && { ...state, id: row.id };
}

async function receipt(state: LedgerState & Row, { store }: RequestContext): Promise<unknown> {
  const rows = await store.query<{ number: number; at: string; slug: string; name: string }>(
    sql`select v.number, v.organization as slug, coalesce(m.name, v.organization) as name,
        to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from provenance.version v left join access.member m on m.slug = v.organization
      where v.record = ${state.id}::uuid order by v.number`,
  );
  const [controller] = rows;
  if (!controller) return null;
  const times = new Map(rows.map(({ number, at }) => [number, at]));
  return receiptOf({ record: state.id, state, controller, times });
}
