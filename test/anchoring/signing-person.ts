import { randomBytes } from 'node:crypto';
import type { Signer } from '@caretrail/devpeer/testing';
import type { Caller, Subgraph } from '@caretrail/kit';
import {
  amendConsent,
  type Command,
  commandArgument,
  grantConsent,
  type RequestOf,
  registerKey,
  replaceKey,
  retireKey,
  revokeConsent,
} from '@caretrail/proof/command';
import { consentRequest, type StatedTerms, termsOf } from '@caretrail/proof/consent';
import { type Answer, ask } from '../../subgraphs/patients/test/ask.ts';
import { CALLERS } from '../../subgraphs/patients/test/callers.ts';

export const randomId = () => randomBytes(16).toString('hex');

export type Stated = Omit<StatedTerms, 'patient'>;

/** What a mutation answered. */
export interface Change {
  readonly anchor: string | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
  readonly record: Readonly<Record<string, unknown>> | null;
}

const RECORD = `record { id status decision ledger { consent effect state reason receipt } }`;

interface Previewed {
  readonly errors: readonly object[];
  readonly reaches: readonly {
    readonly actor: string | null;
    readonly class: string;
    readonly records: number;
  }[];
}

interface Whose {
  readonly patients: Subgraph;
  readonly patient: string;
  readonly organization: string;
  readonly signer: Signer;
}

/** A person who signs what they decide, as a program of theirs does: it asks `signing` and sends mutations. */
export class SigningPerson {
  readonly #whose: Whose;

  constructor(whose: Whose) {
    this.#whose = whose;
  }

  get signer(): Signer {
    return this.#whose.signer;
  }

  /** The same person with another key. */
  withKey(signer: Signer): SigningPerson {
    return new SigningPerson({ ...this.#whose, signer });
  }

  get caller(): Caller {
    return { ...CALLERS.patient, subject: this.#whose.patient };
  }

  ask(text: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return ask(this.#whose.patients, this.caller, text, variables);
  }

  async register(): Promise<Change> {
    const { key } = this.signer;
    const subject = randomId();
    const statement = await this.sign(registerKey, { organization: this.#whose.organization, subject, key });
    return this.#change('registerKey', 'RegisterKeyInput', 'record { thumbprint state holder sequence }', {
      ...{ patient: this.#whose.patient, subject, statement },
      key: { x: key.x, y: key.y },
    });
  }

  async replaceBy(signer: Signer): Promise<Change> {
    const { key } = signer;
    const replaces = this.signer.thumbprint;
    const request = { organization: this.#whose.organization, key, replaces };
    return this.#change('replaceKey', 'ReplaceKeyInput', 'record { thumbprint state replaces }', {
      ...{ patient: this.#whose.patient, replaces, key: { x: key.x, y: key.y } },
      possession: await signer.sign(replaceKey, commandArgument(replaceKey, request)),
      agreement: await this.sign(replaceKey, request),
    });
  }

  async retire(): Promise<Change> {
    const request = { organization: this.#whose.organization, thumbprint: this.signer.thumbprint };
    return this.#change('retireKey', 'RetireKeyInput', 'record { state }', {
      ...{ patient: this.#whose.patient, thumbprint: request.thumbprint },
      statement: await this.sign(retireKey, request),
    });
  }

  /**
   * @param consent id of the decision, new unless said otherwise
   * @param about what the statement says besides the call
   * @param change what is sent in the place of what was signed
   */
  async grant(
    stated: Stated,
    {
      consent = randomId(),
      about = {},
      change = {},
    }: {
      readonly consent?: string;
      readonly about?: Parameters<Signer['sign']>[2];
      readonly change?: object;
    } = {},
  ): Promise<Change & { readonly consent: string }> {
    const { salt, terms } = this.#decision(stated);
    const request = consentRequest(consent, termsOf(terms), salt);
    const statement = await this.signer.sign(grantConsent, commandArgument(grantConsent, request), about);
    const input = { consent, salt, terms, statement, ...change };
    return { consent, ...(await this.#change('grantConsent', 'GrantConsentInput', RECORD, input)) };
  }

  /** What a decision would open or close. */
  async preview(stated: Stated) {
    const terms: StatedTerms = { ...stated, patient: this.#whose.patient };
    const { data } = await this.ask(
      `mutation ($input: PreviewConsentInput!) { previewConsent(input: $input) {
        errors { code } reaches { decision actor class purposes records sensitive emergency } } }`,
      { input: { terms } },
    );
    return data?.['previewConsent'] as Previewed | undefined;
  }

  async amend(amends: string, stated: Stated): Promise<Change & { readonly consent: string }> {
    const [consent, { salt, terms }] = [randomId(), this.#decision(stated)];
    const request = { ...consentRequest(consent, termsOf(terms), salt), amends };
    const statement = await this.sign(amendConsent, request);
    const input = { consent, amends, salt, terms, statement };
    return { consent, ...(await this.#change('amendConsent', 'AmendConsentInput', RECORD, input)) };
  }

  async revoke(consent: string): Promise<Change> {
    const statement = await this.sign(revokeConsent, { consent });
    return this.#change('revokeConsent', 'RevokeConsentInput', RECORD, {
      ...{ patient: this.#whose.patient, consent, statement },
    });
  }

  sign<Request>(command: Command<Request>, request: Request & RequestOf<Command<Request>>): Promise<string> {
    return this.signer.sign(command, commandArgument(command, request));
  }

  #decision(stated: Stated) {
    const terms: StatedTerms = { ...stated, patient: this.#whose.patient };
    return { salt: randomBytes(32).toString('hex'), terms };
  }

  async #change(name: string, type: string, record: string, input: object): Promise<Change> {
    const text = `mutation ($input: ${type}!) { ${name}(input: $input) { anchor errors { code field } ${record} } }`;
    const { data, errors } = await this.ask(text, { input });
    const change = data?.[name];
    if (change == null) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return change as Change;
  }
}
