import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Asker } from '../system/asker.ts';
import { caretrail } from '../system/caretrail.ts';
import { clinic, resourcesOf, type Sent, type SentPerson } from './sent.ts';

/** People of one bundle, and of one file. */
const IN_BUNDLE = 3;
const IN_FILE = 150;
/** A person sends 60 bundles in a minute at most, failed ones among them. */
const BUNDLE_EVERY = 1_300;
const AGAIN_AFTER = 500;
const FILE_EVERY = 1_000;

const answerShape = z.object({
  entry: z.array(z.object({ response: z.object({ status: z.string(), location: z.string() }) })),
});

export interface Sending {
  readonly sent: Sent;
  /** Once aborted, what was begun is sent until it is acknowledged, and nothing new. */
  readonly ending: AbortSignal;
  /** Called for each attempt that was not acknowledged. */
  readonly onAgain: (way: 'bundle' | 'file') => void;
}

function bundleOf(people: readonly SentPerson[]): object {
  const entry = [clinic, ...people.flatMap(resourcesOf)].map((resource) => {
    const [type, id] = Object.values(resource);
    return { resource, request: { method: 'PUT', url: `${type}/${id}` } };
  });
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

/** The record of each person, in the order of the bundle's entries. */
function recordsOf(people: readonly SentPerson[], body: unknown): ReadonlyMap<string, string> {
  const places = answerShape.parse(body).entry.map(({ response }) => response.location);
  const patients = places.filter((place) => place.startsWith('Patient/'));
  if (patients.length !== people.length) throw new Error('an acknowledged bundle names other people');
  return new Map(people.map(({ id }, at) => [id, patients[at]?.slice('Patient/'.length) ?? '']));
}

/** `POST /fhir`, bundle after bundle, each until it is acknowledged. What is refused for good is thrown. */
export async function sendBundles(asker: Asker, { sent, ending, onAgain }: Sending): Promise<void> {
  while (!ending.aborted) {
    const people = sent.next(IN_BUNDLE);
    const bundle = bundleOf(people);
    for (;;) {
      const answer = await asker.send('registrar', bundle).catch(() => null);
      if (answer?.status === 200) {
        sent.acknowledge(people, recordsOf(people, answer.body));
        break;
      }
      if (answer !== null && answer.status < 500 && answer.status !== 429)
        throw new Error(`POST /fhir answers ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`);
      onAgain('bundle');
      await wait(AGAIN_AFTER);
    }
    await wait(BUNDLE_EVERY);
  }
}

/** The import command, file after file, each until it ends well. */
export async function sendFiles(
  { home, folder }: { readonly home: string; readonly folder: string },
  { sent, ending, onAgain }: Sending,
): Promise<void> {
  while (!ending.aborted) {
    const people = sent.next(IN_FILE);
    const file = join(folder, `${people[0]?.id}.ndjson`);
    const lines = [clinic, ...people.flatMap(resourcesOf)].map((resource) => JSON.stringify(resource));
    writeFileSync(file, `${lines.join('\n')}\n`);
    for (;;) {
      const { code } = await caretrail(['import', file, '--custodian', 'lakeside', '--json'], {
        CARETRAIL_HOME: home,
      });
      if (code === 0) break;
      onAgain('file');
      await wait(AGAIN_AFTER);
    }
    sent.acknowledge(people);
    rmSync(file);
    await wait(FILE_EVERY);
  }
}
