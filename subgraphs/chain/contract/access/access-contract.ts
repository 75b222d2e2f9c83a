import * as commands from '@caretrail/proof/command';
import { type Context, Contract } from 'fabric-contract-api';
import { momentOf } from '../clock/moment.ts';
import { readEntry, tell, writeEntry } from '../entry/entry.ts';
import { parseName } from '../entry/name.ts';
import { readOrganization } from '../registry/registry-store.ts';
import { parseCall } from '../statement/signed-call.ts';
import { submitterOf } from '../submitter/submitter.ts';
import { accessShape, closeAccess, type EmergencyAccess, openAccess } from './access.ts';

/** `access`: broken glass, and what was found when somebody else looked at it. */
export class AccessContract extends Contract {
  constructor() {
    super('access');
  }

  async breakGlass(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.breakGlass, argument);
    const state = {
      known: await readAccess(context, request.access),
      organization: await readOrganization(context, request.organization),
    };
    const opened = openAccess(state, request, submitterOf(context), momentOf(context));
    return this.#become(context, 'breakGlass', opened);
  }

  async review(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.reviewAccess, argument);
    const state = {
      access: await readAccess(context, request.access),
      organization: await readOrganization(context, request.organization),
    };
    return this.#become(context, 'review', closeAccess(state, request, submitterOf(context)));
  }

  /** JSON of an access, or `null`. */
  async access(context: Context, id: string): Promise<string> {
    return JSON.stringify(await readAccess(context, parseName(commands.randomId, id)));
  }

  async #become(context: Context, step: string, access: EmergencyAccess): Promise<string> {
    await writeEntry(context, 'access', access.access, access);
    tell(context, `access:${step}`, { access: access.access, state: access.state });
    return '';
  }
}

const readAccess = (context: Context, id: string): Promise<EmergencyAccess | null> =>
  readEntry(context, 'access', id, accessShape);
