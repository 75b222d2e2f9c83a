import type { JsonValue } from '@caretrail/proof';
import { jcs } from '@caretrail/proof';
import type { Context } from 'fabric-contract-api';
import type { z } from 'zod';

/** Things that the channel keeps one of each by id. */
export type EntryKind = 'key' | 'subject' | 'recovery' | 'upload' | 'consent' | 'consent-end' | 'access';

const entryKey = ({ stub }: Context, kind: EntryKind, id: string): string =>
  stub.createCompositeKey(kind, [id]);

/** The entry of an id, or null. */
export async function readEntry<Shape extends z.ZodType>(
  context: Context,
  kind: EntryKind,
  id: string,
  shape: Shape,
): Promise<z.output<Shape> | null> {
  const value = await context.stub.getState(entryKey(context, kind, id));
  return value.length === 0 ? null : shape.parse(JSON.parse(Buffer.from(value).toString('utf8')));
}

export const writeEntry = (context: Context, kind: EntryKind, id: string, value: JsonValue): Promise<void> =>
  context.stub.putState(entryKey(context, kind, id), jcs(value));

/** Tells those who follow the channel what an entry has become; named as the transaction is called. */
export const tell = ({ stub }: Context, name: string, entry: JsonValue): void =>
  stub.setEvent(name, Buffer.from(jcs(entry)));
