import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const explorer = join(import.meta.dirname, '..', '..', 'explorer', 'src');
const OPERATION = /[`'"]\s*(?:query|mutation)\s+(\w+)/g;

/** Names under which the explorer and the hub itself ask: those that metrics may show. */
export function operationsSource(): string {
  const files = globSync('**/*.{ts,svelte}', { cwd: explorer }).filter((file) => !file.includes('.test.'));
  const names = files.flatMap((file) =>
    [...readFileSync(join(explorer, file), 'utf8').matchAll(OPERATION)].map(([, name = '']) => name),
  );
  const listed = [...new Set([...names, 'Changes'])].toSorted().map((name) => `  '${name}',`);
  return [
    '// Generated from the explorer’s questions (npm run generate). Do not edit.',
    'export const OPERATIONS = [',
    ...listed,
    '] as const;',
    '',
  ].join('\n');
}
