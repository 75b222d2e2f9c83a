const HEAD = 4096;
const TYPE = /"resourceType"\s*:\s*"([A-Z][A-Za-z]{0,63})"/;
const ID = /"id"\s*:\s*"([A-Za-z0-9\-.]{1,64})"/;

/** What a line that cannot be read seems to be: a guess for reports, from its beginning, never used for anything else. */
export function sniff(bytes: Uint8Array): { readonly type: string | null; readonly id: string | null } {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1');
  const type = TYPE.exec(head);
  // Members before `contained` and such: the id stands close to the type or it is someone else's.
  const id = type === null ? null : ID.exec(head.slice(Math.max(0, type.index - 100), type.index + 200));
  return { type: type?.[1] ?? null, id: id?.[1] ?? null };
}
