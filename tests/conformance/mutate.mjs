// Breaks texts a little, so that what is refused, where and in which words is compared too.
const token = /"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\.\.\.|[A-Za-z_][A-Za-z0-9_]*|-?[0-9][0-9.eE+-]*|[^\s,]/g;
const words = ['a', 'b', 'name', 'x', 'Obj0', 'Obj1', 'Face0', 'Union0', 'In0', 'Kind0', 'RED', 'Query', 'Int', 'String', 'ID', 'skip', 'include', 'tag0',
  'F0', 'F1', 'v0', 'v1', 'on', 'true', 'null', 'Any0', '__typename', '__schema', 'if', 'query', 'fragment', 'type', 'Boolean', 'Float', 'nam', 'Obj', 'In1',
  'deprecated', 'oneOf', '__x', 'specifiedBy', 'MyQuery', 'Mutation', 'Subscription', 'schema', 'directive', 'repeatable', 'item', 'node', 'ofType', 'fields', 'implements', 'extend', 'input', 'Nothing', 'subscription', 'mutation'];
const marks = ['{', '}', '(', ')', '[', ']', ':', '=', '!', '$', '@', '|', '&', '...', '"text"', '1', '-1.5', '3000000000', '"""block"""', '1e999', '""'];

export function mutate(random, text, count = 1) {
  for (let i = 0; i < count; i++) {
    text = once(random, text);
  }
  return text;
}

function once(random, text) {
  const tokens = [...text.matchAll(token)];
  if (tokens.length === 0) {
    return text;
  }
  const at = random.pick(tokens);
  const [start, end] = [at.index, at.index + at[0].length];
  const isWord = /^[A-Za-z_]/.test(at[0]);
  const same = tokens.filter((other) => /^[A-Za-z_]/.test(other[0]) === isWord);
  switch (random.below(isWord ? 6 : 9)) {
    case 0:
      return `${text.slice(0, start)} ${text.slice(end)}`;
    case 1:
      return `${text.slice(0, end)} ${at[0]}${text.slice(end)}`;
    case 2:
    case 3:
      return `${text.slice(0, start)}${random.pick(same)[0]} ${text.slice(end)}`;
    case 4:
    case 5:
      return `${text.slice(0, start)}${random.pick(isWord ? words : marks)} ${text.slice(end)}`;
    case 6:
      return `${text.slice(0, start)} ${random.pick([...words, ...marks])} ${text.slice(start)}`;
    case 7: {
      // A stretch again: repeated selections, arguments and definitions.
      const from = random.below(tokens.length);
      const to = Math.min(tokens.length - 1, from + random.below(12));
      const stretch = text.slice(tokens[from].index, tokens[to].index + tokens[to][0].length);
      return `${text.slice(0, end)} ${stretch} ${text.slice(end)}`;
    }
    default: {
      const to = tokens[Math.min(tokens.length - 1, tokens.indexOf(at) + random.below(8))];
      return `${text.slice(0, start)} ${text.slice(to.index + to[0].length)}`;
    }
  }
}

const gaps = [' ', ' ', '\n', '\r\n', '\r', ',', ' ,, ', '\t', '\n\r', ' # c \u00e9 \u{1F600} "\n', '#\r', '\ufeff', '\n    '];

/** The same tokens with other ignored characters between them. */
export function relayout(random, text) {
  return [...text.matchAll(token)].map(([part]) => random.pick(gaps) + part).join('') + random.pick(['', '\n', ',', '#', ' # end']);
}

const pieces = ['{', '}', '(', ')', '[', ']', ':', '=', '!', '$', '@', '|', '&', '...', '..', '.', '"', '"""', '\\', '\\u00e9', '\\u{1F600}', '\\n', '\\"""', '0',
  '01', '-', '-1', '1.', '1.5', '.5', '1e', '1e5', '1E+3', '1a', 'a', 'on', 'query', 'type', 'extend', 'fragment', 'true', 'null', '\n', '\r\n', '\r', ' ', '  ', '\t', ',', '#c',
  '# c\n', '\ufeff', '\u00e9', '\u{1F600}', '\ud800', "'", '?', '%', '^', '\u0000', '\u0007', '_', 'enum', 'input', 'directive', 'schema', 'scalar', 'union', 'interface', '1.0.0',
  '\\u{110000}', '\\u{}', '\\uD83D\\uDE00', '\\uDE00', '\\x', '"a"', '"""b"""', '""', '""""""', '$v', '{a}', '(a:1)'];

/** A text of random tokens and parts of tokens. */
export function soup(random) {
  return random.many(1, 12, () => random.pick(pieces)).join(random.pick(['', '', ' ']));
}

/** A text with characters of it removed, doubled or replaced. */
export function scratch(random, text) {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + (random.chance(0.7) ? random.pick(pieces) : '') + text.slice(at + random.below(3));
}
