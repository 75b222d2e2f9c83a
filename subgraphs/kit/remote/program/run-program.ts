import type { Observation } from '../../observe/index.ts';
import { parseSettings, SettingError, type SettingsShape } from '../../settings/settings.ts';
import { readyUntilStopped } from './until-stopped.ts';
import { type WatchSettings, watchProgram } from './watch-program.ts';

/** What a program is given: its settings, and what it is watched by. */
export interface Start<Settings> extends Observation {
  readonly settings: Settings;
  /** Says that the program is ready, and resolves when it is asked to stop. */
  untilStopped(details: Readonly<Record<string, unknown>>): Promise<void>;
}

const TAKEN = 'PORT is taken: stop what uses it, or choose another.';
const isTaken = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE';

/** Runs a program of a deployment to its end: settings from the environment, log on standard error, exit code 0 or 1. */
export async function runProgram<Settings extends WatchSettings>(
  name: string,
  shape: SettingsShape<Settings>,
  run: (start: Start<Settings>) => Promise<void>,
): Promise<never> {
  try {
    const settings = parseSettings(shape, process.env);
    const { url: metricsUrl, close, ...observation } = await watchProgram(name, settings);
    const untilStopped = (details: Readonly<Record<string, unknown>>) =>
      readyUntilStopped({ ...details, ...(metricsUrl !== undefined && { metrics: metricsUrl }) });
    await run({ settings, untilStopped, ...observation });
    await close();
    process.exit(0);
  } catch (error) {
    const words = error instanceof SettingError ? error.message : isTaken(error) ? TAKEN : null;
    if (words === null) throw error;
    process.stderr.write(`${words}\n`);
    process.exit(1);
  }
}
