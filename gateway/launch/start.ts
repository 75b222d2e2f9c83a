import { SettingError } from '@caretrail/kit/settings';
import { readSettings } from './settings.ts';
import { StartError } from './start-error.ts';
import { showProgress } from './system/progress.ts';
import { type System, startSystem } from './system/start-system.ts';
import { summaryOf } from './system/summary.ts';

/** The command behind `npm start`. Exit code 0 after a stop that was asked for, 1 when a start or a part failed. */
const progress = showProgress(process.stdout);
const asked = new AbortController();
let system: System | null = null;

async function stop(code: number): Promise<never> {
  progress.say('Stopping …');
  await system?.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (asked.signal.aborted) return; // asked already: a second Ctrl-C must not cut an orderly stop short
    asked.abort();
    if (system) void stop(0);
  });

const [unknown] = process.argv.slice(2);
if (unknown !== undefined) {
  process.stderr.write(
    'A start takes no arguments: README.md lists the variables that change it, such as PORT=4001 npm start.\n',
  );
  process.exit(unknown === '--help' || unknown === '-h' ? 0 : 1);
}

try {
  const settings = readSettings(process.env);
  system = await startSystem(settings, progress, asked.signal);
  progress.say(await summaryOf(settings, system));
  progress.say(await system.lost);
  await stop(1);
} catch (error) {
  if (asked.signal.aborted) process.exit(0);
  if (!(error instanceof SettingError || error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
