import { compare } from '../bytes/bytes.ts';
import { checkReceipt, type Receipt } from '../fabric/receipt.ts';
import { together } from '../fabric/together.ts';
import { ensure } from '../refused.ts';
import { utf8 } from '../text/utf8.ts';
import type { Trust } from '../trust/trust.ts';

/** Step `organizations`: enough organizations' peers say that the transaction is VALID. Returns their MSPs. */
export async function checkReceipts(
  receipts: readonly Receipt[],
  transaction: string,
  trust: Trust,
): Promise<readonly string[]> {
  const msps = await together(receipts.map((receipt) => checkReceipt(receipt, transaction, trust)));
  // One order and one receipt an MSP: nobody counts twice, and a set of receipts is written in one way.
  ensure(isAscending(msps), 'RECEIPT_ORDER', 'want one receipt an MSP, in ascending order of MSP ids');
  ensure(msps.length >= trust.receipts.required, 'TOO_FEW', `${msps.length} of ${trust.receipts.required}`);
  return msps;
}

/** By bytes, not by UTF-16 code units. */
function isAscending(msps: readonly string[]): boolean {
  const names = msps.map(utf8);
  return names.every((name, at) => {
    const before = names[at - 1];
    return before === undefined || compare(before, name) < 0;
  });
}
