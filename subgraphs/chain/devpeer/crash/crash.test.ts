import { expect, it } from 'vitest';
import { runVictims } from './run-victims.ts';

it('a ledger that is killed at its write points keeps all that it told, once', {
  timeout: 120_000,
}, async () => {
  const reports = await Promise.all([runVictims(15, 20_260_301), runVictims(15, 20_260_302)]);
  for (const { kills, told } of reports) {
    expect(kills).toBe(15);
    expect(told).toBeGreaterThan(5);
  }
});
