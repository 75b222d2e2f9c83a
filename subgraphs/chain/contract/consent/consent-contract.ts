import * as commands from '@caretrail/proof/command';
import { type Context, Contract } from 'fabric-contract-api';
import { momentOf } from '../clock/moment.ts';
import { readEntry, tell, writeEntry } from '../entry/entry.ts';
import { parseName } from '../entry/name.ts';
import { placeOf, readKey, writeKey } from '../registry/registry-store.ts';
import { parseSignedCall, type SignedCall } from '../statement/signed-call.ts';
import {
  amend,
  type ConsentState,
  consentState,
  endShape,
  grant,
  grantShape,
  revoke,
  type Step,
} from './consent.ts';

/** `consent`: what people have granted, by commitments; each step is signed by the person's own key. */
export class ConsentContract extends Contract {
  constructor() {
    super('consent');
  }

  async grant(context: Context, argument: string, statement: string): Promise<string> {
    const call = parseSignedCall(commands.grantConsent, await placeOf(context), argument, statement);
    const state = {
      key: await signerOf(context, call),
      known: (await readConsent(context, call.request.consent)).grant,
    };
    return this.#record(context, 'grant', grant(state, call));
  }

  async amend(context: Context, argument: string, statement: string): Promise<string> {
    const call = parseSignedCall(commands.amendConsent, await placeOf(context), argument, statement);
    const state = {
      key: await signerOf(context, call),
      known: (await readConsent(context, call.request.consent)).grant,
      amended: await readConsent(context, call.request.amends),
    };
    return this.#record(context, 'amend', amend(state, call, momentOf(context).claimed));
  }

  async revoke(context: Context, argument: string, statement: string): Promise<string> {
    const call = parseSignedCall(commands.revokeConsent, await placeOf(context), argument, statement);
    const state = {
      key: await signerOf(context, call),
      revoked: await readConsent(context, call.request.consent),
    };
    return this.#record(context, 'revoke', revoke(state, call));
  }

  /** JSON of a consent with its state, or `null`. */
  async consent(context: Context, id: string): Promise<string> {
    return JSON.stringify(consentState(await readConsent(context, parseName(commands.randomId, id))));
  }

  async #record(context: Context, step: string, { key, granted, ended }: Step): Promise<string> {
    await writeKey(context, key);
    if (granted) await writeEntry(context, 'consent', granted.consent, granted);
    if (ended) await writeEntry(context, 'consent-end', ended.consent, ended.end);
    tell(context, `consent:${step}`, { granted: granted?.consent ?? null, ended: ended?.consent ?? null });
    return '';
  }
}

const signerOf = (context: Context, { signed }: SignedCall<unknown>) =>
  readKey(context, signed.statement.key);

async function readConsent(context: Context, id: string): Promise<ConsentState> {
  return {
    grant: await readEntry(context, 'consent', id, grantShape),
    end: await readEntry(context, 'consent-end', id, endShape),
  };
}
