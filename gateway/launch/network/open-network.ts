import type { LedgerIdentity, LedgerProfile } from '@caretrail/chain/ledger';
import type { LedgerPlace } from '../home/ledger-place.ts';
import { StartError } from '../start-error.ts';

/** What the files of a Fabric network of one's own say. */
export interface OpenNetwork {
  readonly profile: LedgerProfile;
  /** Of the members that are served here, by their slug. */
  readonly identities: ReadonlyMap<string, LedgerIdentity>;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Reads profile and keys; nobody is asked.
 * @throws StartError that names the file
 */
export async function openNetwork({ profile: file, members }: LedgerPlace): Promise<OpenNetwork> {
  const { memberIdentities, readProfile } = await import('@caretrail/chain/ledger');
  const profile = reading(() => readProfile(file), `FABRIC_PROFILE ${file} is no connection profile`);
  const identities = reading(
    () => memberIdentities(members, profile),
    `The keys of the members in ${members} cannot be read`,
  );
  if (identities.size === 0)
    throw new StartError(
      `${members} holds no key of a member of the profile: put <member>.json, or its MSP folder <member>, there, ` +
        'or name another folder in FABRIC_MEMBERS.',
    );
  return { profile, identities };
}

function reading<Value>(read: () => Value, what: string): Value {
  try {
    return read();
  } catch (cause) {
    throw new StartError(`${what}: ${reasonOf(cause)}`, { cause });
  }
}
