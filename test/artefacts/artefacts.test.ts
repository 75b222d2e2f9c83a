import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARTEFACTS } from './artefacts.ts';

describe('a committed artefact is what its sources make (npm run generate)', () => {
  it.each(ARTEFACTS.map((artefact) => [artefact.path, artefact] as const))('%s', async (path, artefact) => {
    const committed = readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8');
    expect(committed === (await artefact.text()), 'stale').toBe(true);
  });
});
