import { runVictims } from './run-victims.ts';

/** `npm run soak:ledger [-- kills [seed]]`: as many kills as one has time for; a failure names the seed that repeats it. */
const kills = Number(process.argv[2] ?? 2_000);
const seed = Number(process.argv[3] ?? (Date.now() % 1_000_000) + 1);
const BATCH = 100;

for (let done = 0; done < kills; done += BATCH) {
  const report = await runVictims(Math.min(BATCH, kills - done), seed + done);
  process.stdout.write(
    `${done + report.kills} of ${kills} kills (seed ${seed + done}): ${report.told} transactions told, all there once\n`,
  );
}
