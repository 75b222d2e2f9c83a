import { missingPrograms } from './fabric.ts';

/** Says once which networks cannot be tried here, and how to get what they need. */
export default async function setUp(): Promise<void> {
  const missing = await Promise.all([missingPrograms('raft'), missingPrograms('bft')]);
  for (const line of new Set(missing)) if (line !== null) process.stdout.write(`Skipped: ${line}\n`);
}
