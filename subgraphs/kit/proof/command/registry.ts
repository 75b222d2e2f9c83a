import { publicKey } from '../statement/public-key.ts';
import { hashText } from '../text/hex.ts';
import { command } from './command.ts';
import { bytes32, organization, orNull, randomId } from './readers.ts';

/**
 * `id`: slug, as in log names; `attribute`: value of `caretrail.org` in its certificates, null for certificates of the
 * MSP without it; `genesis`: header hash of block 0, as the administrator knows it.
 */
export const registerOrganization = command('registry', 'registerOrganization', {
  id: organization,
  attribute: orNull(organization),
  genesis: hashText,
});

/** `subject`: the person whom the key speaks for, by a random id; null for the organization itself. */
export const registerKey = command(
  'registry',
  'registerKey',
  {
    organization,
    subject: orNull(randomId),
    key: publicKey,
  },
  1,
);

/** `replaces`: thumbprint of the key that gives way. */
export const replaceKey = command(
  'registry',
  'replaceKey',
  {
    organization,
    key: publicKey,
    replaces: bytes32,
  },
  2,
);

export const retireKey = command('registry', 'retireKey', { organization, thumbprint: bytes32 }, 1);

/** A new key for one that is lost: asked for, approved by another organization, and made good 72 hours later. */
export const requestRecovery = command(
  'registry',
  'requestRecovery',
  {
    organization,
    key: publicKey,
    replaces: bytes32,
  },
  1,
);

/** Names both keys, so that one who approves, cancels or objects means the request they saw. */
const recovery = { replaces: bytes32, thumbprint: bytes32 };
export const approveRecovery = command('registry', 'approveRecovery', recovery);
export const completeRecovery = command('registry', 'completeRecovery', recovery);
export const cancelRecovery = command('registry', 'cancelRecovery', recovery);
export const vetoRecovery = command('registry', 'vetoRecovery', recovery, 1);
