import type { Sql } from 'postgres';

/** Every row of every table that is not the server's own, by table, as text: bytes in hexadecimal. */
export async function wholeDatabase(admin: Sql): Promise<ReadonlyMap<string, string>> {
  const tables = await admin<{ name: string }[]>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await admin.unsafe<{ text: string }[]>(
        `select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`,
      );
      return [name, row?.text ?? ''] as const;
    }),
  );
  return new Map(texts);
}

/** Tables in which a word stands, in letters or in the hexadecimal of its bytes. */
export const tablesWith = (tables: ReadonlyMap<string, string>, word: string): string[] =>
  [...tables]
    .filter(([, text]) => text.includes(word) || text.includes(Buffer.from(word).toString('hex')))
    .map(([name]) => name);
