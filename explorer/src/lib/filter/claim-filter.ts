import type { ClaimFilter } from '../questions/claims.ts';
import { CLAIM_STATES } from '../records/values.ts';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** The filter of claims in an address; what is not one is left out. Null without any. */
export function claimFilterOf(query: Pick<URLSearchParams, 'get'>): ClaimFilter | null {
  const state = CLAIM_STATES.find((one) => one === query.get('state'));
  const month = (name: string) => (MONTH.test(query.get(name) ?? '') ? query.get(name) : null);
  const [fromMonth, toMonth] = [month('from'), month('to')];
  const filter = {
    ...(state && { state }),
    ...(fromMonth !== null && { fromMonth }),
    ...(toMonth !== null && { toMonth }),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}
