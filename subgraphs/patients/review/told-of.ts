import type { RequestContext } from '@caretrail/kit';

/** An instant as a caller learns it: exact for those concerned, by day for oversight. */
export const toldOf = (at: string | null, { caller }: Pick<RequestContext, 'caller'>): string | null =>
  at !== null && caller.tier === 'regulator' ? `${at.slice(0, 10)}T00:00:00.000Z` : at;
