import type { NetworkFinding } from '@caretrail/chain/ledger';
import type { LedgerPlace } from '../../launch/home/ledger-place.ts';
import { openNetwork } from '../../launch/network/open-network.ts';
import { wordsOf } from '../../launch/network/words.ts';
import { DEADLINE, type Finding, ill, well } from './finding.ts';

const DAY = 86_400_000;
/** A certificate that ends sooner is told of. */
const SOON = 30 * DAY;

function findingOf(found: NetworkFinding): Finding {
  const check = found.kind;
  const words = wordsOf(found);
  if (words) return ill(check, words.wrong, words.cure);
  if (found.until === null) return well(check, found.name);
  const until = `${found.name}, certificate until ${found.until.toISOString().slice(0, 10)}`;
  return found.until.getTime() - Date.now() > SOON
    ? well(check, until)
    : ill(check, until, 'Have it renewed: nothing goes on after that day.');
}

/** Every peer of a Fabric network of one's own, and every member whose key is here. */
export async function ownNetwork(place: LedgerPlace): Promise<readonly Finding[]> {
  try {
    const [{ examineNetwork }, { profile, identities }] = await Promise.all([
      import('@caretrail/chain/ledger'),
      openNetwork(place),
    ]);
    return (await examineNetwork(profile, identities, DEADLINE)).map(findingOf);
  } catch (error) {
    return [ill('network', 'cannot be opened', error instanceof Error ? error.message : '')];
  }
}
