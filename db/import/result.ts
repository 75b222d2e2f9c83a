import type { EntryOutcome, HeldOutcome } from './entry-outcome.ts';
import { HELD_TYPES, type HeldType } from './fhir/mapped.ts';
import { type Refusal, type RefusalCode, refusalReason } from './refusal.ts';

/** What became of the resources of one type. */
export interface TypeCount {
  imported: number;
  updated: number;
  unchanged: number;
  quarantined: number;
}

export interface QuarantineEntry {
  readonly file: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  /** `Patient/1`; `null` where the line does not say. */
  readonly resource: string | null;
  readonly reason: string;
}

/** What an import did, in the form that `caretrail import --json` prints. */
export interface ImportReport {
  readonly resources: Readonly<Record<HeldType, Readonly<TypeCount>>>;
  /** Resources of types that are not taken in. */
  readonly notHeld: Readonly<Record<string, number>>;
  /** Optional references that named nothing held and were committed as null. */
  readonly unresolved: number;
  /** The first 10,000 refusals; all of them are in `intake.quarantine`. */
  readonly quarantine: readonly QuarantineEntry[];
  readonly seconds: number;
  /** False: everything was to be taken in or nothing, something was refused, and nothing is kept. */
  readonly kept: boolean;
}

const QUARANTINE_SHOWN = 10_000;
/** A source may invent type names: what comes after so many different ones is counted together. */
const TYPES_SHOWN = 500;

/** Counts while the import runs. */
export class Tally {
  readonly resources: Record<HeldType, TypeCount>;
  readonly #notHeld = new Map<string, number>();
  readonly #quarantine: QuarantineEntry[] = [];
  readonly #onEntry: (outcome: EntryOutcome) => void;
  #refused = 0;
  unresolved = 0;

  constructor(onEntry: (outcome: EntryOutcome) => void = () => {}) {
    this.resources = counts();
    this.#onEntry = onEntry;
  }

  count(outcome: HeldOutcome): void {
    this.resources[outcome.type][outcome.status] += 1;
    this.#onEntry(outcome);
  }

  notHeld(type: string, line: number): void {
    this.#onEntry({ line, type, status: 'not-held', record: null });
    const name = this.#notHeld.has(type) || this.#notHeld.size < TYPES_SHOWN ? type : 'Other';
    this.#notHeld.set(name, (this.#notHeld.get(name) ?? 0) + 1);
  }

  quarantine(entry: QuarantineEntry): void {
    this.#refused += 1;
    const type = HELD_TYPES.find((held) => entry.resource === held || entry.resource?.startsWith(`${held}/`));
    if (type !== undefined) this.resources[type].quarantined += 1;
    if (this.#quarantine.length < QUARANTINE_SHOWN) this.#quarantine.push(entry);
  }

  get refused(): number {
    return this.#refused;
  }

  report(seconds: number, kept: boolean): ImportReport {
    return {
      resources: this.resources,
      notHeld: Object.fromEntries(this.#notHeld),
      unresolved: this.unresolved,
      quarantine: this.#quarantine,
      seconds,
      kept,
    };
  }
}

function counts(): Record<HeldType, TypeCount> {
  const none = HELD_TYPES.map((type) => [type, { imported: 0, updated: 0, unchanged: 0, quarantined: 0 }]);
  return Object.fromEntries(none) as Record<HeldType, TypeCount>;
}

export function entryOf(
  place: { readonly file: string; readonly line: number },
  resource: string | null,
  refusal: Refusal | { readonly code: RefusalCode; readonly where: string | null },
): QuarantineEntry {
  return { file: place.file, line: place.line, resource, reason: refusalReason(refusal.code, refusal.where) };
}
