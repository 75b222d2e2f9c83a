import { pino } from 'pino';
import { parseSettings, SettingError, type SettingsShape } from '../../settings/settings.ts';

/** What a program is given: its settings, and where its log goes. */
export interface Start<Settings> {
  readonly settings: Settings;
  readonly logger: pino.Logger;
}

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
    if (!(error instanceof SettingError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
