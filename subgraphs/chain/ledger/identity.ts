import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LedgerIdentity } from './ledger.ts';

const identityShape = z.strictObject({ msp: z.string(), certificate: z.string(), privateKey: z.string() });

/** Parses a file that holds one identity: {msp, certificate, privateKey}. */
export const parseIdentityFile = (text: string): LedgerIdentity => identityShape.parse(JSON.parse(text));

/** The service identity of a member whose key a deployment holds, from its home folder. */
export const memberIdentity = (home: string, member: string): LedgerIdentity =>
  parseIdentityFile(readFileSync(join(home, 'ledger', 'keys', 'members', `${member}.json`), 'utf8'));
