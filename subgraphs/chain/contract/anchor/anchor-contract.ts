import { jcs } from '@caretrail/proof';
import { type Context, Contract } from 'fabric-contract-api';
import { z } from 'zod';
import { readGenesis, readOrganization } from '../registry/registry-store.ts';
import { submitterOf } from '../submitter/submitter.ts';
import { acceptCheckpoint, ownerOf, parseSize, parseSubmission, type StoredCheckpoint } from './anchor.ts';

const checkpointShape = z.strictObject({ size: z.int().positive(), root: z.string() });

/** `anchor`: the newest checkpoint of every log, and all before it. */
export class AnchorContract extends Contract {
  constructor() {
    super('anchor');
  }

  /** Stores the next checkpoint of the submitter's log. The argument is that of proof format 1, section 4. */
  async submit(context: Context, argument: string): Promise<string> {
    const submitted = parseSubmission(argument);
    const owner = ownerOf(submitted.log, context.stub.getChannelID());
    const state = {
      genesis: await readGenesis(context),
      organization: await readOrganization(context, owner),
      last: await readCheckpoint(context, latestKey(context, submitted.log)),
    };
    const accepted = acceptCheckpoint(state, submitted, submitterOf(context));
    const value = jcs({ ...accepted });
    await context.stub.putState(latestKey(context, submitted.log), value);
    await context.stub.putState(pastKey(context, submitted.log, accepted.size), value);
    context.stub.setEvent('anchored', jcs({ log: submitted.log, ...accepted }));
    return '';
  }

  /** JSON `{size, root}` of a log's newest checkpoint, or `null`. */
  async latest(context: Context, log: string): Promise<string> {
    ownerOf(log, context.stub.getChannelID());
    return JSON.stringify(await readCheckpoint(context, latestKey(context, log)));
  }

  /** JSON `{size, root}` of the checkpoint that was anchored at a size, or `null`. */
  async at(context: Context, log: string, size: string): Promise<string> {
    ownerOf(log, context.stub.getChannelID());
    return JSON.stringify(await readCheckpoint(context, pastKey(context, log, parseSize(size))));
  }
}

const latestKey = (context: Context, log: string): string =>
  context.stub.createCompositeKey('checkpoint', [log]);

/** Padded, so that keys are in the order of sizes. */
const pastKey = (context: Context, log: string, size: number): string =>
  context.stub.createCompositeKey('checkpoint', [log, String(size).padStart(16, '0')]);

async function readCheckpoint({ stub }: Context, key: string): Promise<StoredCheckpoint | null> {
  const value = await stub.getState(key);
  return value.length === 0 ? null : checkpointShape.parse(JSON.parse(Buffer.from(value).toString('utf8')));
}
