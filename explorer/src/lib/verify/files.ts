/** Largest files that are read: the limits of proof format 1. */
const PROOF_LIMIT = 1_048_576;
const TRUST_LIMIT = 4_194_304;

/** A file that was dropped or chosen, by what it is. */
export type Given =
  | { readonly kind: 'proof' | 'trust'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'tooLarge'; readonly name: string };

/** A trust file has authorities, a proof has none; what is neither is left to the verifier to refuse. */
const looksLikeTrust = (text: string): boolean =>
  /"msps"\s*:/.test(text) && !/"receipts"\s*:\s*\[/.test(text);

export async function readGiven(file: File): Promise<Given> {
  if (file.size > TRUST_LIMIT) return { kind: 'tooLarge', name: file.name };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const trust = looksLikeTrust(new TextDecoder().decode(bytes));
  if (!trust && bytes.length > PROOF_LIMIT) return { kind: 'tooLarge', name: file.name };
  return { kind: trust ? 'trust' : 'proof', name: file.name, bytes };
}

/** The trust file of this hub, as it is served: its bytes are what is fingerprinted. Null where there is none. */
export async function ownTrust(): Promise<Uint8Array | null> {
  const response = await fetch('/trust.json');
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** Offers bytes as a download; nothing leaves the browser. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
