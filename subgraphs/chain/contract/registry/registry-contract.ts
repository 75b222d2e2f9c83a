import { type Context, Contract } from 'fabric-contract-api';
import { submitterOf } from '../submitter/submitter.ts';
import {
  parseRegistration,
  parseReplacement,
  parseRetirement,
  registerKey,
  replaceKey,
  retireKey,
} from './key.ts';
import { parseOrganizationRequest, registerOrganization } from './organization.ts';
import { thumbprintOf } from './possession.ts';
import {
  readGenesis,
  readHolder,
  readKey,
  readOrganization,
  writeKey,
  writeOrganization,
} from './registry-store.ts';

/** `registry`: which organizations are on the channel, and which keys are theirs. */
export class RegistryContract extends Contract {
  constructor() {
    super('registry');
  }

  /** Argument: JSON {id, attribute, genesis}; by an administrator of the MSP. */
  async registerOrganization(context: Context, argument: string): Promise<string> {
    const request = parseOrganizationRequest(argument);
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
    return JSON.stringify(await readOrganization(context, id));
  }

  /** Argument: JSON {organization, key, possession}; answers the key's thumbprint. */
  async registerKey(context: Context, argument: string): Promise<string> {
    const request = parseRegistration(argument);
    const state = {
      organization: await readOrganization(context, request.organization),
      known: await readKey(context, thumbprintOf(request.key)),
    };
    const key = registerKey(state, request, submitterOf(context), placeOf(context));
    await writeKey(context, key);
    return key.thumbprint;
  }

  /** Argument: JSON {organization, key, possession, replaces, consent}; answers the new key's thumbprint. */
  async replaceKey(context: Context, argument: string): Promise<string> {
    const request = parseReplacement(argument);
    const state = {
      organization: await readOrganization(context, request.organization),
      known: await readKey(context, thumbprintOf(request.key)),
      old: await readKey(context, request.replaces),
    };
    const { replaced, key } = replaceKey(state, request, submitterOf(context), placeOf(context));
    await writeKey(context, replaced);
    await writeKey(context, key);
    return key.thumbprint;
  }

  /** Argument: JSON {organization, thumbprint, consent}. */
  async retireKey(context: Context, argument: string): Promise<string> {
    const request = parseRetirement(argument);
    const state = {
      organization: await readOrganization(context, request.organization),
      key: await readKey(context, request.thumbprint),
    };
    await writeKey(context, retireKey(state, request, submitterOf(context), placeOf(context)));
    return '';
  }

  /** JSON of a key by its thumbprint, or `null`. */
  async key(context: Context, thumbprint: string): Promise<string> {
    return JSON.stringify(await readKey(context, thumbprint));
  }
}

const placeOf = ({ stub }: Context) => ({ channel: stub.getChannelID() });
