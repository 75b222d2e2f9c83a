import type { Grants } from '@caretrail/kit';

/**
 * When a version was recorded: to the millisecond, but by day for a caller whom only a regulatory case brings to the
 * row (policy: a regulator's person-level rows are coarse in time).
 */
export function recordedAt(at: Date, { relations }: Grants): string {
  const held = new Set(Object.values(relations).flat());
  const oversight = held.size === 1 && held.has('case');
  return oversight ? at.toISOString().slice(0, 10) : at.toISOString();
}
