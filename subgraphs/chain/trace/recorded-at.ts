import type { Grants } from '@caretrail/kit';

/**
 * When a version was recorded: to the millisecond, but by day for a caller whom only a regulatory case brings to the
 * row (policy: a regulator's person-level rows are coarse in time).
 */
export function recordedAt(at: Date, { relations }: Grants): string {
  const held = Object.values(relations);
  const oversight =
    held.some((ofClass) => ofClass.length > 0) &&
    held.every((ofClass) => ofClass.every((one) => one === 'case'));
  return oversight ? at.toISOString().slice(0, 10) : at.toISOString();
}
