import { describe, expect, it } from 'vitest';
import { words } from './campaign/finding.ts';
import { runCampaign } from './campaign/run-campaign.ts';
import { decoderNames } from './decoders.ts';

/** The same cases at every run; `npm run soak:fuzz` looks for others. */
const CASES = 400;
const SEED = 20_261_125;

describe('bytes from outside are taken or refused as promised', () => {
  it.concurrent.each(decoderNames)('%s', { timeout: 240_000 }, async (decoder) => {
    const report = await runCampaign({ decoder, seed: SEED, cases: CASES, time: null, guided: false });
    expect(report.finding && words(report.finding)).toBeNull();
    expect(report.cases).toBe(CASES);
  });
});
