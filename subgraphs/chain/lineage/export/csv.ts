import type { Lineage } from '../lineage.ts';
import { type Made, madeFrom } from './made-from.ts';

const COLUMNS = [
  ...['version', 'type', 'record', 'number', 'steps', 'activity', 'agent', 'organization', 'recordedAt'],
  ...['anchor', 'log', 'transaction', 'revisionOf', 'derivedFrom', 'sources', 'derived'],
] as const;

/** RFC 4180. What a spreadsheet would take for a formula is marked as text. */
function cell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function row({ version: node, revisionOf, derivedFrom }: Made): string {
  const { id, type, record, version, depth, agent, recordedAt, sources, derived } = node;
  const { number, activity, organization, anchor, checkpoint } = version;
  return [
    ...[id, type, record, number, depth, activity, agent, organization, recordedAt],
    ...[anchor, checkpoint?.log ?? null, checkpoint?.transaction ?? null],
    ...[revisionOf, derivedFrom].map((list) => list.map((one) => one.id).join(' ')),
    ...[sources, derived],
  ]
    .map(cell)
    .join(',');
}

/** One row a version, RFC 4180 with a heading. */
export const csv = (lineage: Lineage): string =>
  [COLUMNS.join(','), ...madeFrom(lineage).map(row), ''].join('\r\n');
