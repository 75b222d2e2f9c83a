import { createHash } from 'node:crypto';
import { jcs } from '@caretrail/proof';

/**
 * What of an emergency access is committed on the ledger and not shown there:
 * SHA-256("caretrail/break-glass/1\0" ‖ salt32 ‖ JCS({explanation, patient})), hex.
 */
export const commitmentOf = (salt: Uint8Array, patient: string, explanation: string): string =>
  createHash('sha256')
    .update('caretrail/break-glass/1\0')
    .update(salt)
    .update(jcs({ explanation, patient }))
    .digest('hex');
