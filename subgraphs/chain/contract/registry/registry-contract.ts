import * as commands from '@caretrail/proof/command';
import { type Context, Contract } from 'fabric-contract-api';
import { momentOf } from '../clock/moment.ts';
import { parseName } from '../entry/name.ts';
import { parseCall, parseSignedCall, parseStatement } from '../statement/signed-call.ts';
import { submitterOf } from '../submitter/submitter.ts';
import { addKey, endKey, exchangeKey } from './keep-key.ts';
import { registerOrganization } from './organization.ts';
import { agreeToRecovery, askRecovery, cancelRecovery, finishRecovery, vetoRecovery } from './recovery.ts';
import {
  placeOf,
  readGenesis,
  readHolder,
  readKey,
  readOrganization,
  readRecovery,
  readSubject,
  writeKey,
  writeOrganization,
  writeRecovery,
  writeSubject,
} from './registry-store.ts';

/** `registry`: which organizations are on the channel, and which keys speak for them and for their patients. */
export class RegistryContract extends Contract {
  constructor() {
    super('registry');
  }

  /** Argument: JSON {id, attribute, genesis}; by an administrator of the MSP. */
  async registerOrganization(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.registerOrganization, argument);
    const submitter = submitterOf(context);
    const state = {
      genesis: await readGenesis(context),
      organization: await readOrganization(context, request.id),
      holder: await readHolder(context, submitter.msp, request.attribute),
    };
    await writeOrganization(context, registerOrganization(state, request, submitter));
    return '';
  }

  /** JSON {id, msp, attribute}, or `null`. */
  async organization(context: Context, id: string): Promise<string> {
    return JSON.stringify(await readOrganization(context, parseName(commands.organization, id)));
  }

  /** Answers the key's thumbprint. */
  async registerKey(context: Context, argument: string, possession: string): Promise<string> {
    const call = parseSignedCall(commands.registerKey, await placeOf(context), argument, possession);
    const { organization, subject, key } = call.request;
    const state = {
      organization: await readOrganization(context, organization),
      known: await readKey(context, commands.thumbprint(key)),
      subjectKey: subject === null ? null : await readSubject(context, organization, subject),
    };
    const added = addKey(state, call, submitterOf(context));
    await writeKey(context, added);
    if (subject !== null) await writeSubject(context, added, subject);
    return added.thumbprint;
  }

  /** Statements of the new key and of the old one; answers the new key's thumbprint. */
  async replaceKey(context: Context, argument: string, possession: string, consent: string): Promise<string> {
    const place = await placeOf(context);
    const call = parseSignedCall(commands.replaceKey, place, argument, possession);
    const agreed = parseStatement(commands.replaceKey, place, argument, consent);
    const { organization, key, replaces } = call.request;
    const state = {
      organization: await readOrganization(context, organization),
      known: await readKey(context, commands.thumbprint(key)),
      old: await readKey(context, replaces),
    };
    const exchanged = exchangeKey(state, call, agreed, submitterOf(context));
    await writeKey(context, exchanged.replaced);
    await writeKey(context, exchanged.key);
    return exchanged.key.thumbprint;
  }

  async retireKey(context: Context, argument: string, statement: string): Promise<string> {
    const call = parseSignedCall(commands.retireKey, await placeOf(context), argument, statement);
    const state = {
      organization: await readOrganization(context, call.request.organization),
      key: await readKey(context, call.request.thumbprint),
    };
    await writeKey(context, endKey(state, call, submitterOf(context)));
    return '';
  }

  /** Answers the new key's thumbprint. */
  async requestRecovery(context: Context, argument: string, possession: string): Promise<string> {
    const call = parseSignedCall(commands.requestRecovery, await placeOf(context), argument, possession);
    const { organization, key, replaces } = call.request;
    const state = {
      organization: await readOrganization(context, organization),
      old: await readKey(context, replaces),
      known: await readKey(context, commands.thumbprint(key)),
      recovery: await readRecovery(context, replaces),
    };
    const { recovery, offered } = askRecovery(state, call, submitterOf(context));
    await writeRecovery(context, recovery);
    await writeKey(context, offered);
    return offered.thumbprint;
  }

  async approveRecovery(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.approveRecovery, argument);
    const state = await recoveryState(context, request.replaces);
    await writeRecovery(context, agreeToRecovery(state, request, submitterOf(context), momentOf(context)));
    return '';
  }

  async completeRecovery(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.completeRecovery, argument);
    const state = await recoveryState(context, request.replaces);
    const finished = finishRecovery(state, request, submitterOf(context), momentOf(context));
    await writeRecovery(context, finished.recovery);
    await writeKey(context, finished.replaced);
    await writeKey(context, finished.offered);
    return '';
  }

  async cancelRecovery(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.cancelRecovery, argument);
    const state = await recoveryState(context, request.replaces);
    const { recovery, offered } = cancelRecovery(state, request, submitterOf(context));
    await writeRecovery(context, recovery);
    await writeKey(context, offered);
    return '';
  }

  async vetoRecovery(context: Context, argument: string, statement: string): Promise<string> {
    const call = parseSignedCall(commands.vetoRecovery, await placeOf(context), argument, statement);
    const state = await recoveryState(context, call.request.replaces);
    const { recovery, offered, old } = vetoRecovery(state, call);
    await writeRecovery(context, recovery);
    await writeKey(context, offered);
    await writeKey(context, old);
    return '';
  }

  /** JSON of a key by its thumbprint, or `null`. */
  async key(context: Context, thumbprint: string): Promise<string> {
    return JSON.stringify(await readKey(context, parseName(commands.bytes32, thumbprint)));
  }

  /** JSON of the latest recovery of a key by the lost key's thumbprint, or `null`. */
  async recovery(context: Context, replaces: string): Promise<string> {
    return JSON.stringify(await readRecovery(context, parseName(commands.bytes32, replaces)));
  }
}

async function recoveryState(context: Context, replaces: string) {
  const recovery = await readRecovery(context, replaces);
  return {
    recovery,
    organization: recovery && (await readOrganization(context, recovery.organization)),
    old: recovery && (await readKey(context, recovery.replaces)),
    offered: recovery && (await readKey(context, recovery.thumbprint)),
  };
}
