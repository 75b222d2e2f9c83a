import { openSession, type Pool, tierRole } from '@caretrail/db';
import { type Caller, type RequestInfo, type Store, sessionSettings, sessionStore } from '@caretrail/kit';

/** One request's transaction, in the database role of the caller's tier and role. */
export const openStore =
  (pool: Pool) =>
  (caller: Caller, info: RequestInfo): Store =>
    sessionStore(
      'patients',
      caller,
      info,
      openSession(pool, {
        role: tierRole('patients', caller.tier, caller.role),
        settings: sessionSettings(caller),
        signal: info.signal,
        writes: info.writes === true,
      }),
    );
