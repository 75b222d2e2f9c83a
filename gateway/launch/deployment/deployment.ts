import type { EventCheck } from '@caretrail/db/access-log';
import type { JWK } from 'jose';
import type { Persona } from '../../identity/persona.ts';
import type { Home } from '../home/home.ts';
import type { RunFile } from '../home/run-file.ts';
import type { ApiKeyRegister } from './api-keys.ts';

/** A home opened by a command: through its running system, or with its database started for as long as this is open. */
export interface Deployment extends AsyncDisposable {
  readonly home: Home;
  /** Where the running system is; null when the home is stopped. */
  readonly running: RunFile | null;
  /** Address of the database for the login of the importer. */
  readonly importUrl: string;
  personas(): Promise<readonly Persona[]>;
  /** The patient whom a record is about; null when there is no such record. */
  patientOf(record: string): Promise<string | null>;
  /** Compares all access events with the ledger; tells now and then the share that it has compared. */
  checkAccessLog(onProgress: (share: number) => void): Promise<EventCheck>;
  readonly apiKeys: ApiKeyRegister;
  /** Issuer identifier and signing key of the embedded issuer; throws when OIDC_ISSUER takes its place. */
  embeddedIssuer(): { readonly issuer: string; readonly key: JWK };
}

/** Opens the home that is there; only a command that brings records may `make` one. */
export type OpenDeployment = (options?: { readonly make: boolean }) => Promise<Deployment>;
