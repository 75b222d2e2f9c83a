import pino, { type Logger } from 'pino';
import { safeError } from './safe-error.ts';

/** Lines of JSON on standard error, which the launcher sends to `CARETRAIL_HOME/log`; errors without their words. */
export const createLogger = (process: string, level: string): Logger =>
  pino(
    { level, base: { process }, serializers: { err: safeError, error: safeError } },
    pino.destination({ dest: 2, sync: true }),
  );
