import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInputs } from './files.ts';
import type { Input } from './input.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-files-'));
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'b.ndjson'), 'one\ntwo');
  writeFileSync(join(folder, 'a.ndjson.gz'), Buffer.concat([gzipSync('three\n'), gzipSync('four')]));
  writeFileSync(join(folder, 'below', 'c.NDJSON'), 'five');
  writeFileSync(join(folder, 'notes.txt'), '{}');
  writeFileSync(join(folder, 'torn.ndjson.gz'), gzipSync('x'.repeat(100_000)).subarray(0, 60));
  writeFileSync(join(folder, 'empty.ndjson'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function textOf(input: Input | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (input)
    for await (const group of input.lines())
      texts.push(...group.map(({ bytes }) => Buffer.from(bytes).toString()));
  return texts;
}

describe('inputs', () => {
  it('are the bulk files of a folder and what is below it, in order, each once', async () => {
    const inputs = await findInputs([folder, join(folder, 'b.ndjson')]);
    expect(inputs.map(({ file }) => file.slice(folder.length + 1))).toEqual([
      'a.ndjson.gz',
      'b.ndjson',
      join('below', 'c.NDJSON'),
      'empty.ndjson',
      'torn.ndjson.gz',
    ]);
    expect(await textOf(inputs[0])).toEqual(['three', 'four']);
    expect(await textOf(inputs[1])).toEqual(['one', 'two']);
    expect(await textOf(inputs[3])).toEqual([]);
  });

  it('say when a file breaks off', async () => {
    const [torn] = await findInputs([join(folder, 'torn.ndjson.gz')]);
    await expect(textOf(torn)).rejects.toThrow('unexpected end of file');
  });

  it.each([
    ['missing', 'NO_SUCH_PATH'],
    ['notes.txt', 'UNSUPPORTED_FILE'],
  ])('are refused at once: %s', async (name, code) => {
    await expect(findInputs([join(folder, name)])).rejects.toMatchObject({ code });
  });

  it('are refused when there is nothing in them', async () => {
    mkdirSync(join(folder, 'nothing'));
    await expect(findInputs([join(folder, 'nothing')])).rejects.toMatchObject({ code: 'NOTHING_TO_IMPORT' });
  });
});
