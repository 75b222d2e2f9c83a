import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hub } from '../../serve/options.ts';
import { startTestHub } from '../../test/test-hub.ts';
import { ALLOWANCES } from '../allowance.ts';
import type { BudgetOptions } from '../budgets.ts';

let hub: Hub;
afterEach(() => hub.close());

const allowances = { ...ALLOWANCES, hospital: { requests: 40, cost: 4_000 } };
const lines: string[] = [];
const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });

/** How many of so many questions are answered. */
async function answered(questions: number, stored?: BudgetOptions['stored']): Promise<number> {
  hub = await startTestHub({ logger, budgets: { allowances, proxyHops: 0, ...(stored && { stored }) } });
  let count = 0;
  for (let turn = 0; turn < questions; turn++) {
    const url = `${hub.url}/graphql?query={network{channels}}`;
    const { status } = await fetch(url, { headers: { authorization: 'Bearer clinician' } });
    if (status === 200) count += 1;
    else expect(status).toBe(429);
  }
  return count;
}

describe('a hub', () => {
  it('without a database counts the whole budget for itself', async () => {
    expect(await answered(50)).toBe(40);
  });

  it('whose database cannot be asked allows a twentieth, and says so once', async () => {
    lines.length = 0;
    expect(await answered(8, { lease: () => Promise.reject(new Error('connection refused')) })).toBe(2);
    expect(lines.filter((line) => line.includes('budgets cannot be asked for'))).toHaveLength(1);
  });

  it('waits for a database that does not answer no longer than two seconds', async () => {
    const start = performance.now();
    expect(await answered(8, { lease: () => new Promise(() => {}) })).toBe(2);
    expect(performance.now() - start).toBeLessThan(6_000);
  });
});
