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
import type { Asker } from '../graph/post.ts';
import { CHANGES } from '../questions/decisions.ts';
import { type KnownKey, type Signing, signingQuestion } from '../questions/signing.ts';
import { keptKey } from './key-store.ts';
import type { OwnKey } from './own-key.ts';

/** Why a change was not made, by the hub's own code and words. */
export class NotMade extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

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

async function change(name: keyof typeof CHANGES, input: object, { asker }: Decider): Promise<void> {
  const { change: made } = await ask(CHANGES[name], { input }, asker);
  const [error] = made?.errors ?? [{ code: 'FORBIDDEN_RELATION', message: '' }];
  if (error) throw new NotMade(error.code, error.message);
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
  if (!place || !known || !privateKey) throw new NotMade('KEY_ELSEWHERE', '');
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
  await change('registerKey', { patient: who.patient, subject, key: { x, y }, statement: jws }, who);
}

/** Puts a signed decision on record; answers its id on the ledger. */
export async function grant(terms: StatedTerms, who: Decider): Promise<string> {
  const [consent, salt] = [hex(16), hex(32)];
  const jws = await statement(grantConsent, consentRequest(consent, termsOf(terms), salt), who);
  await change('grantConsent', { consent, salt, terms, statement: jws }, who);
  return consent;
}

/** Ends a decision. */
export async function revoke(consent: string, who: Decider): Promise<void> {
  const jws = await statement(revokeConsent, { consent }, who);
  await change('revokeConsent', { patient: who.patient, consent, statement: jws }, who);
}
