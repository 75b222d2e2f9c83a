import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestChild } from '../testing/child.ts';
import { readRecording } from './recording.ts';
import { Replay } from './replay.ts';

const shared =
  process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared');
const recorded = join(shared, 'data', 'fabric-golden', 'recorded');
const absent = existsSync(recorded) ? null : `no recorded network in ${recorded}`;

interface Verdict {
  readonly network: string;
  readonly scenario: string;
  readonly steps: number;
  readonly differences: readonly string[];
}

const verdicts: Verdict[] = [];
let contract: TestChild;

beforeAll(async () => {
  if (absent) return;
  contract = await TestChild.start(join(import.meta.dirname, '..', 'testing', 'serve-contract.ts'), {
    contract: join(recorded, 'contract.js'),
    id: 'provenance_1:recorded',
    title: 'provenance-cc',
    version: '0.0.1',
  });
});

afterAll(async () => {
  await contract?.stop();
  const rows = verdicts.map(({ network, scenario, steps, differences }) => {
    const same = differences.length === 0 ? 'same' : `${differences.length} differences`;
    return `${network.padEnd(13)} ${scenario.padEnd(24)} ${String(steps).padStart(3)} steps  ${same}`;
  });
  process.stdout.write(`\nrecorded scenarios, asked of the embedded ledger\n${rows.join('\n')}\n`);
});

describe.each(['raft-v2.5.16', 'bft-v3.1.5'])('a network that was recorded on %s', (name) => {
  it('and the embedded ledger answer alike', { timeout: 120_000 }, async (context) => {
    if (absent) return context.skip(absent);
    const recording = readRecording(join(recorded, name));
    const replay = await Replay.start(recording, String(contract.ready['address']));
    try {
      for (const scenario of recording.scenarios) {
        const differences = await replay.run(scenario);
        const steps = scenario.steps.length;
        verdicts.push({ network: name, scenario: scenario.scenario, steps, differences });
      }
    } finally {
      await replay.stop();
    }
    expect(replay.blockDifferences).toEqual([]);
    const found = verdicts
      .filter(({ network }) => network === name)
      .flatMap(({ differences }) => differences);
    expect(found).toEqual([]);
  });
});
