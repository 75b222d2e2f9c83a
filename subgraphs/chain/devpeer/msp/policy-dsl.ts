import type { common, msp } from '@hyperledger/fabric-protos';
import { ROLES, rolePrincipal } from './principal.ts';
import { outOf, policyOf, signedBy } from './signature-policy.ts';

/** A policy text that cannot be read; the message says where. */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
}

const TOKEN = /\s*(?:(\()|(\))|(,)|'([^']*)'|"([^"]*)"|([A-Za-z]+)|(\d+)|(\S))/gy;
const PRINCIPAL = /^([A-Za-z0-9.-]+)\.(admin|member|client|peer|orderer)$/;

type Token =
  | { readonly kind: '(' | ')' | ',' }
  | { readonly kind: 'principal' | 'word' | 'number'; readonly text: string };

/**
 * Reads an endorsement policy as Fabric's command line takes it (common/policydsl): `AND`, `OR` and `OutOf(n, …)` over
 * `'MSP.role'`, nested at will. Every mention of a role is a principal of its own, in the order of the text.
 */
export function parsePolicy(text: string): common.SignaturePolicyEnvelope {
  const parser = new Parser(tokens(text));
  const rule = parser.rule();
  parser.end();
  return policyOf(rule, parser.principals);
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const [, open, close, comma, single, double, word, digits, other] of text.trimEnd().matchAll(TOKEN)) {
    const quoted = single ?? double;
    if (other !== undefined) throw new PolicySyntaxError(`unrecognized token '${other}' in policy string`);
    if (open) found.push({ kind: '(' });
    else if (close) found.push({ kind: ')' });
    else if (comma) found.push({ kind: ',' });
    else if (quoted !== undefined) found.push({ kind: 'principal', text: quoted });
    else if (word) found.push({ kind: 'word', text: word });
    else found.push({ kind: 'number', text: digits ?? '' });
  }
  return found;
}

class Parser {
  readonly principals: msp.MSPPrincipal[] = [];
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  rule(): common.SignaturePolicy {
    const token = this.#take();
    if (token?.kind === 'principal') return this.#principal(token.text);
    if (token?.kind !== 'word') throw this.#unexpected(token);
    this.#expect('(');
    switch (token.text.toLowerCase()) {
      case 'and': {
        const inner = this.#list();
        return outOf(inner.length, inner);
      }
      case 'or':
        return outOf(1, this.#list());
      case 'outof':
        return this.#outOf();
      default:
        throw new PolicySyntaxError(`unrecognized token '${token.text}' in policy string`);
    }
  }

  end(): void {
    const token = this.#take();
    if (token) throw this.#unexpected(token);
  }

  #outOf(): common.SignaturePolicy {
    const count = this.#take();
    if (count?.kind !== 'number') throw this.#unexpected(count);
    this.#expect(',');
    const inner = this.#list();
    const required = Number(count.text);
    // Fabric takes one more than there are, for a policy that no one can satisfy.
    if (required > inner.length + 1)
      throw new PolicySyntaxError(`invalid t-out-of-n predicate, t ${required}, n ${inner.length}`);
    return outOf(required, inner);
  }

  #list(): common.SignaturePolicy[] {
    const rules = [this.rule()];
    for (;;) {
      const token = this.#take();
      if (token?.kind === ')') return rules;
      if (token?.kind !== ',') throw this.#unexpected(token);
      rules.push(this.rule());
    }
  }

  #principal(text: string): common.SignaturePolicy {
    const [, id, word] = PRINCIPAL.exec(text) ?? [];
    const role = word === undefined ? undefined : ROLES.get(word);
    if (id === undefined || role === undefined)
      throw new PolicySyntaxError(`unrecognized token '${text}' in policy string`);
    this.principals.push(rolePrincipal(id, role));
    return signedBy(this.principals.length - 1);
  }

  #take(): Token | undefined {
    const token = this.#tokens[this.#position];
    this.#position += 1;
    return token;
  }

  #expect(kind: Token['kind']): void {
    const token = this.#take();
    if (token?.kind !== kind) throw this.#unexpected(token);
  }

  #unexpected(token: Token | undefined): PolicySyntaxError {
    const shown = token && 'text' in token ? token.text : (token?.kind ?? 'end');
    return new PolicySyntaxError(`unexpected '${shown}' at part ${this.#position} of the policy string`);
  }
}
