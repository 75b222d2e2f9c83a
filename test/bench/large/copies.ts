import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';

const ID = /[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/g;
/** Lines that go to the packer together. */
const GROUP = 200;
/** Odd, so that no two copies have the same mask. */
const STEP = 0x9e3779b1;

/** Types that all copies share: a region's hospitals do not multiply with its patients. */
const SHARED: readonly string[] = ['Organization', 'Practitioner'];

async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip().setEncoding('utf8');
  const packed = createReadStream(file).on('error', (error) => unpacked.destroy(error));
  let rest = '';
  for await (const chunk of packed.pipe(unpacked)) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The ids of a file's own resources, by the part that is made anew: what refers to one of these keeps its id. */
async function idsIn(files: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const file of files)
    for await (const line of linesOf(file)) {
      const [id] = /"id":"[0-9a-f-]{36}"/.exec(line) ?? [];
      if (id !== undefined) ids.add(id.slice(6, 14));
    }
  return ids;
}

/** Ids of a copy: the same mask over all of its files, so that what refers to each other still does. Copy 0 is the original. */
function copied(line: string, copy: number, kept: ReadonlySet<string>): string {
  if (copy === 0) return line;
  const mask = Math.imul(copy, STEP) >>> 0;
  return line.replace(ID, (head) =>
    kept.has(head) ? head : ((Number.parseInt(head, 16) ^ mask) >>> 0).toString(16).padStart(8, '0'),
  );
}

async function* copiesOf(source: string, count: number, kept: ReadonlySet<string>): AsyncGenerator<string> {
  for (let copy = 0; copy < count; copy++) {
    let group: string[] = [];
    for await (const line of linesOf(source)) {
      if (line === '') continue;
      if (group.push(copied(line, copy, kept)) < GROUP) continue;
      yield `${group.join('\n')}\n`;
      group = [];
    }
    if (group.length > 0) yield `${group.join('\n')}\n`;
  }
}

/** Makes so many copies of a folder of bulk files, one file a type, in memory that does not grow with them; answers the files. */
export async function makeCopies(
  source: string,
  types: readonly string[],
  count: number,
  target: string,
): Promise<readonly string[]> {
  const fileOf = (folder: string, type: string) => join(folder, `${type}.ndjson.gz`);
  const kept = await idsIn(types.filter((type) => SHARED.includes(type)).map((type) => fileOf(source, type)));
  for (const type of types)
    await pipeline(
      Readable.from(copiesOf(fileOf(source, type), SHARED.includes(type) ? 1 : count, kept)),
      createGzip({ level: constants.Z_BEST_SPEED }),
      createWriteStream(fileOf(target, type)),
    );
  return types.map((type) => fileOf(target, type));
}
