import { LOGINS } from '@caretrail/db/server';
import { logSetting, postgresSetting } from '@caretrail/kit/settings';
import { z } from 'zod';

/** Settings of the program that brings a database to this program's shape. */
export const PREPARE_SETTINGS = z.object({
  CARETRAIL_LOG: logSetting,
  /** An administrator's address of the database. */
  DATABASE_URL: postgresSetting,
  /** JSON: the password of each login, by its name. */
  DATABASE_PASSWORDS: z.string().transform((text, context) => {
    try {
      return z.record(z.enum(LOGINS), z.string().min(16)).parse(JSON.parse(text));
    } catch {
      const message = `must be JSON with a password of 16 characters or more for each of ${LOGINS.join(', ')}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  }),
});
