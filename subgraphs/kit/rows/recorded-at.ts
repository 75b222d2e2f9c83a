import type { Grants } from './grants.ts';

/**
 * When a version was recorded: to the millisecond, but by day for a caller whom only a regulatory case brings to the
 * row (policy: a regulator's person-level rows are coarse in time).
 */
export function recordedAt(at: Date, grants: Grants): string {
  return isOversight(grants) ? at.toISOString().slice(0, 10) : at.toISOString();
}

/** Asked of every version: ends at the first relation that is another, as nearly all are. */
function isOversight({ relations }: Grants): boolean {
  let any = false;
  for (const held of Object.values(relations))
    for (const relation of held) {
      if (relation !== 'case') return false;
      any = true;
    }
  return any;
}
