import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlOf } from './curl.ts';
import { addressOf, textIn } from './passed-on.ts';

const page = { origin: 'https://hub.example', pathname: '/zh/query' };
const PUBLIC = { token: null, purpose: null, case: null };

describe('a link to a text', () => {
  it('gives the same text again, and sends nothing of it to a server', () => {
    const text = 'query Claims($first: Int) {\n  claims(first: $first) { nodes { id } } # 50% & more\n}\n';
    const link = new URL(addressOf(text, page) ?? '');
    expect(textIn(link)).toBe(text);
    expect(`${link.pathname}${link.search}`).toBe('/zh/query');
  });

  it('is not made where a value is written into it, or nothing at all', () => {
    expect(addressOf('{ patient(id: "f3b1") { birthYear } }', page)).toBeNull();
    expect(addressOf('  \n', page)).toBeNull();
    expect(textIn({ hash: '' })).toBeNull();
  });
});

/** The words that a shell makes of a command. */
function wordsOf(command: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; TOKEN=t; ${command}`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

describe('a command', () => {
  it('asks what the page asks, whatever is written in it', () => {
    const text = '{ a(b: "it\'s $HOME `x` \\"") }';
    const variables = { name: "O'Brien", backslash: '\\' };
    const words = wordsOf(curlOf({ text, variables, origin: 'http://127.0.0.1:4000' }, PUBLIC));
    expect(words.slice(0, -1)).toEqual([
      ...['-sS', 'http://127.0.0.1:4000/graphql', '-H', 'content-type: application/json'],
      '--data-raw',
    ]);
    expect(JSON.parse(words.at(-1) ?? '')).toEqual({ query: text, variables });
  });

  it('names purpose and case, and holds no token', () => {
    const asker = { token: 'secret.token.here', purpose: 'HCOMPL', case: 'c-1' };
    const command = curlOf({ text: '{ me { tier } }', variables: {}, origin: page.origin }, asker);
    expect(command).not.toContain('secret');
    expect(wordsOf(command)).toEqual(
      expect.arrayContaining(['authorization: Bearer t', 'caretrail-purpose: HCOMPL', 'caretrail-case: c-1']),
    );
  });
});
