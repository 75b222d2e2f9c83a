import { RECORD_TYPES } from '@caretrail/db/records';
import {
  fileSetting,
  folderSetting,
  PROGRAM_SETTINGS,
  postgresSetting,
  retentionSetting,
  treatingDaysSetting,
} from '@caretrail/kit/settings';
import { z } from 'zod';

/** Settings of a worker alone. */
export const WORKER_SETTINGS = z.object({
  ...PROGRAM_SETTINGS,
  /** The login `caretrail_worker` of the database, with its password. */
  DATABASE_LOGIN_URL: postgresSetting,
  /** File of the ledger's connection profile. */
  LEDGER_PROFILE: fileSetting,
  /** Folder whose `ledger/keys/members` has the submitting key of each member served here. */
  CARETRAIL_HOME: folderSetting,
  /** How long records are kept, by type. */
  CARETRAIL_RETENTION: retentionSetting(Object.keys(RECORD_TYPES)),
  /** As the importer has it. */
  CARETRAIL_TREATING_DAYS: treatingDaysSetting,
});
