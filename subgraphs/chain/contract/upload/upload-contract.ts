import * as commands from '@caretrail/proof/command';
import { type Context, Contract } from 'fabric-contract-api';
import { readEntry, tell, writeEntry } from '../entry/entry.ts';
import { parseName } from '../entry/name.ts';
import { demand } from '../refusal.ts';
import { placeOf, readKey, readOrganization, writeKey } from '../registry/registry-store.ts';
import { parseCall, parseSignedCall } from '../statement/signed-call.ts';
import { submitterOf } from '../submitter/submitter.ts';
import {
  confirmAsInstitution,
  confirmAsPatient,
  propose,
  type Upload,
  uploadShape,
  withdraw,
} from './upload.ts';

/** `upload`: what is read only after two different parties have stood up for it. */
export class UploadContract extends Contract {
  constructor() {
    super('upload');
  }

  async propose(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.proposeUpload, argument);
    const { countersigner } = request;
    const state = {
      known: await readUpload(context, request.upload),
      organization: await readOrganization(context, request.proposer.organization),
      countersigner: countersigner === null ? null : await readOrganization(context, countersigner),
    };
    return this.#become(context, 'propose', propose(state, request, submitterOf(context)));
  }

  /** The patient's statement, or an empty one where the argument names a countersigner. */
  async confirm(context: Context, argument: string, statement: string): Promise<string> {
    const { upload: id, countersigner, commitment } = parseCall(commands.confirmUpload, argument);
    const upload = await readUpload(context, id);
    if (countersigner !== null) {
      demand(statement === '', 'ARGUMENTS', 'a countersigner’s certificate stands for its signature');
      const organization = await readOrganization(context, countersigner.organization);
      const request = { upload: id, countersigner, commitment };
      const confirmed = confirmAsInstitution({ upload, organization }, request, submitterOf(context));
      return this.#become(context, 'confirm', confirmed);
    }
    const call = parseSignedCall(commands.confirmUpload, await placeOf(context), argument, statement);
    const confirmed = confirmAsPatient(
      { upload, key: await readKey(context, call.signed.statement.key) },
      call,
    );
    await writeKey(context, confirmed.key);
    return this.#become(context, 'confirm', confirmed.upload);
  }

  async withdraw(context: Context, argument: string): Promise<string> {
    const request = parseCall(commands.withdrawUpload, argument);
    const upload = await readUpload(context, request.upload);
    const organization = upload && (await readOrganization(context, upload.proposer.organization));
    return this.#become(context, 'withdraw', withdraw({ upload, organization }, submitterOf(context)));
  }

  /** JSON of an upload, or `null`. */
  async upload(context: Context, id: string): Promise<string> {
    return JSON.stringify(await readUpload(context, parseName(commands.randomId, id)));
  }

  async #become(context: Context, step: string, upload: Upload): Promise<string> {
    await writeEntry(context, 'upload', upload.upload, upload);
    tell(context, `upload:${step}`, { upload: upload.upload, state: upload.state });
    return '';
  }
}

const readUpload = (context: Context, id: string): Promise<Upload | null> =>
  readEntry(context, 'upload', id, uploadShape);
