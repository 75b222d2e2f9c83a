/** Whose an export is. */
interface ExportOwner {
  readonly tier: string;
  readonly role: string | null;
  readonly subject: string;
  readonly organization: string | null;
}

/** What somebody wants exported. */
export interface Export {
  readonly owner: ExportOwner;
  /** The caller, as JSON. */
  readonly caller: object;
  /** Address that was asked. */
  readonly request: string;
  readonly types: readonly string[];
}

/** An export as it is kept. */
export interface KeptExport {
  readonly id: string;
  readonly request: string;
  readonly types: readonly string[];
  readonly state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED' | 'WITHDRAWN';
  /** Where it goes on; null: at the beginning, or at the end. */
  readonly place: unknown;
  readonly resources: number;
  readonly created: Date;
  readonly expires: Date;
}

interface Piece {
  readonly type: string;
  readonly number: number;
  readonly lines: number;
  readonly patients: readonly string[];
  readonly bytes: Uint8Array;
}

/** What an export's step has brought, and where the next one goes on; null where there is none. */
export interface Step {
  readonly piece: Piece | null;
  readonly place: object | null;
}

/** Keeps exports and their files; brought from where the database is known. */
export interface Exports {
  begin(wanted: Export): Promise<string | null>;
  find(id: string, owner: ExportOwner): Promise<KeptExport | null>;
  cancel(id: string, owner: ExportOwner): Promise<boolean>;
  files(
    id: string,
  ): Promise<readonly { readonly type: string; readonly number: number; readonly count: number }[]>;
  peopleIn(id: string, type: string, file: number): Promise<readonly string[]>;
  read(id: string, type: string, file: number): AsyncIterable<Uint8Array>;
  claim(): Promise<(KeptExport & { readonly caller: unknown }) | null>;
  keep(id: string, step: Step): Promise<'KEPT' | 'LOST' | 'AGAIN'>;
  fail(id: string): Promise<void>;
}
