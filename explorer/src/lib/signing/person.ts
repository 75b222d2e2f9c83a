import {
  type Command,
  commandArgument,
  grantConsent,
  registerKey,
  revokeConsent,
  signStatement,
  statementFor,
} from '@caretrail/proof/command';
import { consentRequest, type StatedTerms, termsOf } from '@caretrail/proof/consent';
import { ask } from '../graph/ask.ts';
import { make, NotMade } from '../graph/change.ts';
import type { Asker } from '../graph/post.ts';
import { grantConsentChange, revokeConsentChange } from '../questions/decisions.ts';
import { type KnownKey, registerKeyChange, type Signing, signingQuestion } from '../questions/signing.ts';
import { keptKey } from './key-store.ts';
import type { OwnKey } from './own-key.ts';

/** The first key of a person may sign before the ledger has it; one that replaces another may not. */
const speaks = ({ state, replaces }: KnownKey): boolean =>
  state === 'ACTIVE' || (state === 'PENDING' && replaces === null);

/** The key that speaks for a person, if there is one. */
export const speaking = ({ keys }: Signing): KnownKey | null => keys.find(speaks) ?? null;

const hex = (length: number): string =>
  [...crypto.getRandomValues(new Uint8Array(length))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

/** Whoever decides: who asks, and about whose records. */
export interface Decider {
  readonly asker: Asker;
  readonly patient: string;
}

async function signed<Request>(
  command: Command<Request>,
  request: Request,
  {
    place,
    privateKey,
    key,
    sequence,
  }: { place: Signing; privateKey: CryptoKey; key: string; sequence: number },
): Promise<string> {
  const argument = commandArgument(command, request);
  const { genesis, channel } = place;
  const now = Math.floor(Date.now() / 1000);
  return signStatement(statementFor(command, argument, { genesis, channel, key, sequence, now }), privateKey);
}

/** Signs with the person's key, by what the hub says of it now. Throws `NotMade` where this browser does not have it. */
async function statement<Request>(
  command: Command<Request>,
  request: Request,
  who: Decider,
): Promise<string> {
  const { signing: place } = await ask(signingQuestion, { patient: who.patient }, who.asker);
  const known = place && speaking(place);
  const privateKey = known && (await keptKey(known.thumbprint));
  if (!place || !known || !privateKey) throw new NotMade('KEY_ELSEWHERE');
  return signed(command, request, { place, privateKey, key: known.thumbprint, sequence: known.sequence });
}

/** Has the member that keeps the person's record register a key that this browser made. */
export async function register(
  { privateKey, key, thumbprint }: OwnKey,
  place: Signing,
  who: Decider,
): Promise<void> {
  const subject = hex(16);
  const request = { organization: place.organization, subject, key };
  const jws = await signed(registerKey, request, { place, privateKey, key: thumbprint, sequence: 1 });
  const { x, y } = key;
  const input = { patient: who.patient, subject, key: { x, y }, statement: jws };
  await make(registerKeyChange, input, who.asker);
}

/** Puts a signed decision on record; answers its id on the ledger. */
export async function grant(terms: StatedTerms, who: Decider): Promise<string> {
  const [consent, salt] = [hex(16), hex(32)];
  const jws = await statement(grantConsent, consentRequest(consent, termsOf(terms), salt), who);
  await make(grantConsentChange, { consent, salt, terms, statement: jws }, who.asker);
  return consent;
}

/** Ends a decision. */
export async function revoke(consent: string, who: Decider): Promise<void> {
  const jws = await statement(revokeConsent, { consent }, who);
  const input = { patient: who.patient, consent, statement: jws };
  await make(revokeConsentChange, input, who.asker);
}
