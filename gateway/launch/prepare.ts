import { DatabaseRefused } from '@caretrail/db/server';
import { runProgram, sayReady } from '@caretrail/kit/remote';
import { SettingError } from '@caretrail/kit/settings';
import { PREPARE_SETTINGS } from './prepare/prepare-settings.ts';
import { prepareForMembers } from './system/database.ts';

/** Migrates a database, states its rights, and makes the logins with their passwords; run before a new version starts. */
await runProgram('prepare', PREPARE_SETTINGS, async ({ settings }) => {
  try {
    await prepareForMembers(settings.DATABASE_URL, settings.DATABASE_PASSWORDS);
  } catch (error) {
    if (error instanceof DatabaseRefused) throw new SettingError(error.message);
    // An error of the driver names host and login.
    const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
    if (code === undefined) throw error;
    throw new SettingError(`DATABASE_URL names no database that can be prepared (${String(code)}).`);
  }
  sayReady({});
});
