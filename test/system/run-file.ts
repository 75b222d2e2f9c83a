import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';

const shape = z.object({ database: z.string(), metrics: z.string() });

/** Where the running system's database and metrics are. */
export const runFile = (): z.infer<typeof shape> =>
  shape.parse(JSON.parse(readFileSync(join(inject('system').home, 'run.json'), 'utf8')));
