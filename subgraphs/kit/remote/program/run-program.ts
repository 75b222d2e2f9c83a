import { pino } from 'pino';
import { parseSettings, SettingError, type SettingsShape } from '../../settings/settings.ts';

/** What a program is given: its settings, and where its log goes. */
export interface Start<Settings> {
  readonly settings: Settings;
  readonly logger: pino.Logger;
}

const TAKEN = 'PORT is taken: stop what uses it, or choose another.';
const isTaken = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE';

/** Runs a program of a deployment to its end: settings from the environment, log on standard error, exit code 0 or 1. */
export async function runProgram<Settings extends { readonly CARETRAIL_LOG: string }>(
  name: string,
  shape: SettingsShape<Settings>,
  run: (start: Start<Settings>) => Promise<void>,
): Promise<never> {
  try {
    const settings = parseSettings(shape, process.env);
    const level = settings.CARETRAIL_LOG;
    const logger = pino({ level, base: { process: name } }, pino.destination({ dest: 2, sync: true }));
    await run({ settings, logger });
    process.exit(0);
  } catch (error) {
    const words = error instanceof SettingError ? error.message : isTaken(error) ? TAKEN : null;
    if (words === null) throw error;
    process.stderr.write(`${words}\n`);
    process.exit(1);
  }
}
