import { instant } from '../record/instant.ts';
import { hashText } from '../text/hex.ts';
import { command } from './command.ts';
import { orNull, randomId } from './readers.ts';

/** `commitment`: to what is consented; `until`: when it expires by the hub's clock. */
export const grantConsent = command(
  'consent',
  'grant',
  {
    consent: randomId,
    commitment: hashText,
    until: orNull(instant),
  },
  1,
);

/** `amends`: the consent that this one takes the place of. */
export const amendConsent = command(
  'consent',
  'amend',
  {
    consent: randomId,
    amends: randomId,
    commitment: hashText,
    until: orNull(instant),
  },
  1,
);

export const revokeConsent = command('consent', 'revoke', { consent: randomId }, 1);
