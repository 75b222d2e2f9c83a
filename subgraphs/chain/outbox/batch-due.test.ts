import { describe, expect, it } from 'vitest';
import { batchDue } from './batch-due.ts';

const timing = { versions: 100, delay: 500 };

describe('a batch', () => {
  it('is due when enough versions wait', () => expect(batchDue(100, null, 0, timing)).toBe(true));
  it('is due when some have waited long enough', () => expect(batchDue(1, 1000, 1500, timing)).toBe(true));
  it('waits for more versions before', () => expect(batchDue(99, 1000, 1499, timing)).toBe(false));
  it('is never due when nothing waits', () => expect(batchDue(0, 0, 10_000, timing)).toBe(false));
});
