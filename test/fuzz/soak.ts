import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFinding, words, writeFinding } from './campaign/finding.ts';
import { runCampaign } from './campaign/run-campaign.ts';
import { decoderNames, openDecoder } from './decoders.ts';

const HELP = `npm run soak:fuzz -- [--minutes 60] [--seed S] [--decoder NAME]…
npm run soak:fuzz -- --replay FILE

Changes real inputs of every decoder, keeps those that reach new code, and ends with exit 1 when a decoder did anything
but take an input or refuse it as it promises. The case is saved to a file that --replay tries again.
Decoders: ${decoderNames.join(', ')}
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String((Date.now() % 1_000_000) + 1) },
    decoder: { type: 'string', multiple: true },
    replay: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else if (values.replay !== undefined) await replay(values.replay);
else await soak(Number(values.minutes), Number(values.seed), values.decoder ?? decoderNames);

async function replay(file: string): Promise<void> {
  const { decoder: name, input } = readFinding(file);
  const decoder = await openDecoder(name);
  const start = performance.now();
  try {
    await decoder.decode(Buffer.from(input, 'base64'));
    process.stdout.write(`${name} takes it, in ${(performance.now() - start).toFixed(1)} ms\n`);
  } catch (error) {
    if (!decoder.refuses(error)) throw error;
    process.stdout.write(`${name} refuses it: ${error}\n`);
  } finally {
    await decoder.close?.();
  }
}

/** Every decoder gets an equal part of the time, in several rounds, so that an early end has tried them all. */
async function soak(minutes: number, seed: number, names: readonly string[]): Promise<void> {
  if (!(minutes > 0) || !Number.isInteger(seed)) throw new Error('--minutes and --seed want numbers');
  const rounds = Math.max(1, Math.round(minutes / 15));
  const time = (minutes * 60_000) / rounds / names.length;
  const totals = { cases: 0, findings: 0 };
  for (let round = 0; round < rounds; round += 1)
    for (const decoder of names) {
      const options = { decoder, seed: seed + round, cases: null, time, guided: true };
      const { cases, taken, corpus, blocks, finding } = await runCampaign(options);
      totals.cases += cases;
      process.stdout.write(
        `${decoder} (seed ${seed + round}): ${cases} cases, ${taken} taken, corpus ${corpus}, ${blocks} blocks of code\n`,
      );
      if (!finding) continue;
      totals.findings += 1;
      const file = join('fuzz-findings', `${decoder}-${finding.seed}-${finding.number}.json`);
      writeFinding(file, finding);
      process.stdout.write(`${words(finding)}\nsaved: npm run soak:fuzz -- --replay ${file}\n`);
    }
  process.stdout.write(`${totals.cases} cases in ${minutes} minutes, ${totals.findings} findings\n`);
  process.exitCode = totals.findings > 0 ? 1 : 0;
}
