import type { Asker } from '../graph/post.ts';

/** A word of a POSIX shell that stands for exactly this text. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

interface Asked {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly origin: string;
}

/**
 * The command that asks the same as the page does. A token is not written into it: it is read from the variable `TOKEN` of the
 * shell, so that what is pasted somewhere opens nothing.
 */
export function curlOf({ text, variables, origin }: Asked, { token, purpose, case: named }: Asker): string {
  const body = { query: text, ...(Object.keys(variables).length > 0 && { variables }) };
  const signedIn = [
    '-H "authorization: Bearer $TOKEN"',
    ...(purpose === null ? [] : [`-H ${quoted(`caretrail-purpose: ${purpose}`)}`]),
    ...(named === null ? [] : [`-H ${quoted(`caretrail-case: ${named}`)}`]),
  ];
  return [
    `curl -sS ${quoted(`${origin}/graphql`)}`,
    `-H 'content-type: application/json'`,
    ...(token === null ? [] : signedIn),
    `--data-raw ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}
