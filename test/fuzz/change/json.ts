import type { Random } from '../random.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+|\s+|[^\s]/g;

const VALUES = [
  ...['null', 'true', '0', '-0', '1', '-1', '1e400', '9007199254740993', '1.10', '00', '0x1', '1e-7'],
  ...['""', '"\\u0000"', '"\\ud800"', '"\u{1f600}"', '"__proto__"', '"9999-12-31T23:59:60Z"', '"0000-00-00"'],
  ...['{}', '[]', '[null]', '[[]]', '{"__proto__":{"polluted":true}}'],
  ...['{"constructor":{"prototype":{"polluted":true}}}', 'NaN', '"'],
];
/** Tokens beyond this are left as they are, in one piece. */
const MOST = 20_000;
const NAMES = ['"__proto__"', '"constructor"', '"toString"', '"length"', '"id"', '"resourceType"', '""'];
const DEEP = 20_000;
const LONG = 100_000;

function tokensOf(bytes: Uint8Array): string[] {
  const tokens = Buffer.from(bytes).toString('utf8').match(TOKEN) ?? [];
  return tokens.length > MOST ? [...tokens.slice(0, MOST), tokens.slice(MOST).join('')] : [...tokens];
}

/** Changes one token of a JSON text; what comes out need not be JSON any more. */
export function changeJson(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  const tokens = tokensOf(bytes);
  const at = random.below(tokens.length + 1);
  const token = tokens[at] ?? '';
  const put = (...parts: readonly string[]) => {
    tokens.splice(at, 1, ...parts);
  };
  switch (random.below(10)) {
    case 0:
      put();
      break;
    case 1:
      put(token, token);
      break;
    case 2:
      put(random.pick(VALUES));
      break;
    case 3:
      put(token.startsWith('"') ? random.pick(NAMES) : random.pick(VALUES));
      break;
    case 4:
      put(token, ',', random.pick(NAMES), ':', random.pick(VALUES));
      break;
    case 5:
      put(random.pick(tokens.length > 0 ? tokens : ['']));
      break;
    case 6: {
      const end = random.below(tokens.length + 1);
      const part = tokens.slice(Math.min(at, end), Math.max(at, end));
      put(token, part.join(''));
      break;
    }
    case 7: {
      const other = tokensOf(random.pick(others));
      const from = random.below(other.length + 1);
      put(...other.slice(from, from + 1 + random.below(30)));
      break;
    }
    case 8:
      put(
        token.startsWith('"')
          ? textLike(token, random)
          : String(random.below(1_000_000) / 10 ** random.below(7)),
      );
      break;
    default:
      put(...rare(token, random));
  }
  return Buffer.from(tokens.join('').slice(0, 1 << 20));
}

/** Now and then what is deep or long, which costs more to make than all else. */
function rare(token: string, random: Random): string[] {
  switch (random.below(30)) {
    case 0:
      return [random.pick(['[', '{"a":']).repeat(DEEP)];
    case 1:
      return [`"${random.pick(['x', '\\u0041', '9', ' ', 'é']).repeat(LONG)}"`];
    default:
      return [random.pick(VALUES), ',', token];
  }
}

/** The text with a part of it again, gone, or another. */
function textLike(token: string, random: Random): string {
  const text = token.slice(1, -1);
  const [from, to] = [random.below(text.length + 1), random.below(text.length + 1)];
  const middle = random.pick(['', '-', '/', ':', '.', '#', '%', '\\n', '�', 'é', '9', 'T', text]);
  return `"${text.slice(0, from)}${middle}${text.slice(to)}"`;
}
