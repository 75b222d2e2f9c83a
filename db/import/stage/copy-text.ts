/** A value of one column in PostgreSQL's COPY text format. */
export type CopyValue = string | number | Date | Uint8Array | null;

const SPECIAL = /[\\\n\r\t]/g;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One row as a line of COPY text. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(field).join('\t')}\n`;
}

function field(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string')
    return value.replace(SPECIAL, (character) => ESCAPED[character] ?? character);
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`;
}
