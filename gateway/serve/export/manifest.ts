import type { KeptExport } from './exports.ts';
import { placeOf } from './take-step.ts';

/** How far an export is, in a few words (`X-Progress`, 100 characters at most). */
export function progress({ types, place, resources, state }: KeptExport): string {
  if (state === 'QUEUED') return 'waiting';
  const at = placeOf(place).type;
  return `${types[at] ?? ''}, type ${at + 1} of ${types.length}, ${resources} resources`;
}

/** The manifest of a finished export (FHIR Bulk Data Access, "Response - Output Manifest"). */
export const manifest = (
  { created, request }: KeptExport,
  files: readonly { readonly type: string; readonly number: number; readonly count: number }[],
  base: string,
): object => ({
  transactionTime: created.toISOString(),
  request,
  requiresAccessToken: true,
  output: files.map(({ type, number, count }) => ({ type, url: `${base}/${type}-${number}.ndjson`, count })),
  error: [],
});
