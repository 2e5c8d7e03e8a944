// Makes valid schemas at random, as a model that documents and data are made from, and as SDL.
const scalars = ['Int', 'Float', 'String', 'Boolean', 'ID'];
const fieldNames = ['a', 'b', 'c', 'd', 'name', 'item', 'items', 'node', 'other', 'self'];

export const nonNull = (of) => ({ kind: 'NonNull', of });
export const list = (of) => ({ kind: 'List', of });
export const named = (name) => ({ kind: 'Named', name });
export const nullable = (type) => (type.kind === 'NonNull' ? type.of : type);
export const nameOf = (type) => (type.kind === 'Named' ? type.name : nameOf(type.of));
export const show = (type) =>
  type.kind === 'NonNull' ? `${show(type.of)}!` : type.kind === 'List' ? `[${show(type.of)}]` : type.name;

export class SchemaMaker {
  constructor(random) {
    this.random = random;
    this.types = new Map(scalars.map((name) => [name, { name, kind: 'scalar' }]));
    this.directives = [];
  }

  make() {
    const { random } = this;
    random.many(0, 2, (i) => this.add({ name: `Any${i}`, kind: 'scalar', url: random.chance(0.3) }));
    random.many(1, 2, (i) => this.add({ name: `Kind${i}`, kind: 'enum', values: random.many(1, 4, (j) => ({ name: ['RED', 'GREEN', 'BLUE', 'on'][j] })) }));
    const inputs = random.many(1, 3, (i) => this.add({ name: `In${i}`, kind: 'input', oneOf: random.chance(0.25), fields: [] }));
    inputs.forEach((input, index) => this.fillInput(input, inputs.slice(0, index)));
    const interfaces = random.many(0, 3, (i) => this.add({ name: `Face${i}`, kind: 'interface', interfaces: [], fields: [] }));
    const objects = random.many(2, 5, (i) => this.add({ name: `Obj${i}`, kind: 'object', interfaces: [], fields: [] }));
    random.many(0, 2, (i) => this.add({ name: `Union${i}`, kind: 'union', members: this.atLeastOne(objects) }));
    this.roots = { query: this.root('query', 'Query') };
    if (random.chance(0.5)) {
      this.roots.mutation = this.root('mutation', 'Mutation');
    }
    if (random.chance(0.6)) {
      this.roots.subscription = this.root('subscription', 'Subscription');
    }
    interfaces.forEach((face, index) => this.fill(face, interfaces.slice(0, index)));
    objects.forEach((object) => this.fill(object, interfaces));
    Object.values(this.roots).forEach((root) => this.fill(root, []));
    random.many(0, 2, (i) => this.directive(`tag${i}`));
    return this;
  }

  directive(name) {
    const { random } = this;
    const locations = this.atLeastOne(['FIELD', 'QUERY', 'MUTATION', 'SUBSCRIPTION', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT', 'FRAGMENT_DEFINITION',
      'VARIABLE_DEFINITION', 'OBJECT', 'FIELD_DEFINITION', 'ENUM_VALUE', 'INPUT_FIELD_DEFINITION', 'SCHEMA', 'SCALAR']);
    // A directive may not be applied to what its own arguments are made of.
    const onInputs = ['ENUM_VALUE', 'INPUT_FIELD_DEFINITION', 'SCALAR'].some((location) => locations.includes(location));
    const args = this.args(onInputs ? scalars.map((scalar) => this.types.get(scalar)) : undefined);
    this.directives.push({ name, args, repeatable: random.chance(0.3), locations });
  }

  add(type) {
    this.types.set(type.name, type);
    return type;
  }

  root(kind, name) {
    return this.add({ name: this.random.chance(0.15) ? `My${name}` : name, kind: 'object', interfaces: [], fields: [], root: kind });
  }

  of(...kinds) {
    return [...this.types.values()].filter((type) => kinds.includes(type.kind));
  }

  /** The object types that a value of a composite type may have. */
  possible(type) {
    return type.kind === 'object' ? [type]
      : type.kind === 'union' ? type.members
      : this.of('object').filter((object) => object.interfaces.includes(type));
  }

  atLeastOne(items) {
    const some = this.random.some(items, 0.5);
    return some.length > 0 ? some : [this.random.pick(items)];
  }

  wrapped(type, depth = 2) {
    const { random } = this;
    const inner = depth > 0 && random.chance(0.25) ? list(this.wrapped(type, depth - 1)) : named(type.name);
    return random.chance(0.3) ? nonNull(inner) : inner;
  }

  fillInput(input, earlier) {
    const { random } = this;
    const leafs = this.of('scalar', 'enum');
    input.fields = random.many(1, 4, (i) => {
      const target = random.chance(0.3) ? random.pick([...earlier, input]) : random.pick(leafs);
      let type = this.wrapped(target);
      if (input.oneOf || target === input) {
        type = nullable(type);
      }
      return this.withDefault({ name: fieldNames[i], type }, !input.oneOf && target !== input);
    });
    if (input.oneOf && input.fields.every((field) => nameOf(field.type) === input.name)) {
      input.fields[0].type = named('Int');
    }
  }

  args(inputs = this.of('scalar', 'enum', 'input')) {
    return this.random.chance(0.5) ? [] : this.random.many(1, 3, (i) =>
      this.withDefault({ name: ['x', 'y', 'z'][i], type: this.wrapped(this.random.pick(inputs)) }, true));
  }

  withDefault(input, allowed) {
    if (allowed && this.random.chance(0.3)) {
      input.default = this.literal(input.type, 2);
    }
    if ((input.type.kind !== 'NonNull' || input.default) && this.random.chance(0.1)) {
      input.deprecated = true;
    }
    return input;
  }

  fill(type, faces) {
    const { random } = this;
    for (const face of random.some(faces, 0.4)) {
      this.implement(type, face);
    }
    const outputs = this.of('scalar', 'enum', 'object', 'interface', 'union').filter((output) => !output.root || random.chance(0.1));
    for (const name of random.some(fieldNames, type.root ? 0.7 : 0.4)) {
      if (!type.fields.some((field) => field.name === name)) {
        type.fields.push({ name, type: this.wrapped(random.pick(outputs)), args: this.args(), deprecated: random.chance(0.05) });
      }
    }
    if (type.fields.length === 0) {
      type.fields.push({ name: 'a', type: named('Int'), args: [] });
    }
  }

  implement(type, face) {
    const conflicts = face.fields.some((field) => type.fields.some((own) => own.name === field.name && own !== field));
    if (type.interfaces.includes(face) || conflicts || face.interfaces.some((above) => above.fields.some(
      (field) => type.fields.some((own) => own.name === field.name && own !== field && !face.fields.includes(own))))) {
      return;
    }
    for (const above of face.interfaces) {
      if (!type.interfaces.includes(above)) {
        type.interfaces.push(above);
      }
    }
    type.interfaces.push(face);
    for (const field of face.fields) {
      if (!type.fields.includes(field)) {
        type.fields.push(field);
      }
    }
  }

  /** A literal that fits an input type; variables stand in it where `variable` makes them. */
  literal(type, depth, variable) {
    const { random } = this;
    const made = variable?.(type);
    if (made) {
      return made;
    }
    if (type.kind === 'NonNull') {
      return this.literal(type.of, depth, undefined) === 'null' ? this.solid(type.of, depth, variable) : this.solid(type.of, depth, variable);
    }
    return random.chance(0.1) ? 'null' : this.solid(type, depth, variable);
  }

  solid(type, depth, variable) {
    const { random } = this;
    if (type.kind === 'List') {
      const single = nullable(type.of).kind !== 'List' && random.chance(0.2);
      return single ? this.literal(nonNull(nullable(type.of)), depth)
        : `[${random.many(0, depth > 0 ? 3 : 0, () => this.literal(type.of, depth - 1, variable)).join(', ')}]`;
    }
    const target = this.types.get(type.name);
    switch (target.kind) {
      case 'enum':
        return random.pick(target.values).name;
      case 'input':
        return this.object(target, depth, variable);
      default:
        return this.scalar(type.name, depth, variable);
    }
  }

  object(input, depth, variable) {
    const { random } = this;
    if (input.oneOf) {
      const usable = input.fields.filter((field) => nameOf(field.type) !== input.name);
      const field = random.pick(depth > 0 ? input.fields : usable.length > 0 ? usable : input.fields);
      return `{ ${field.name}: ${this.literal(nonNull(nullable(field.type)), depth - 1, variable)} }`;
    }
    const fields = input.fields.filter((field) =>
      (field.type.kind === 'NonNull' && !field.default) || (depth > 0 && random.chance(0.5)));
    return `{ ${fields.map((field) => `${field.name}: ${this.literal(field.type, depth - 1, variable)}`).join(', ')} }`;
  }

  scalar(name, depth, variable) {
    const { random } = this;
    switch (name) {
      case 'Int':
        return random.pick(['0', '1', '-7', '2147483647', '-2147483648', '42']);
      case 'Float':
        return random.pick(['0', '1.5', '-2.25e3', '1e10', '7', '0.0', '123456789012']);
      case 'String':
        return random.pick(['"text"', '""', '"a\\nb\\u00e9\\""', '"""block\n  text"""', '"\u{1F600}"']);
      case 'Boolean':
        return random.pick(['true', 'false']);
      case 'ID':
        return random.pick(['"id-1"', '17', '-1', '"007"']);
      default:
        return random.pick(['1', '"any"', 'WORD', 'true', '[1, "b", { c: D }]', '{ k: [1.5, null], j: "x" }', '{  }',
          ...(variable && depth > 0 ? [`[${variable(named(name)) ?? '1'}]`] : [])]);
    }
  }

  sdl() {
    const { random } = this;
    const parts = [...this.types.values()].filter((type) => !scalars.includes(type.name)).flatMap((type) => this.define(type));
    parts.push(...this.directives.map((directive) =>
      `${this.description()}directive @${directive.name}${this.showArgs(directive.args)}${directive.repeatable ? ' repeatable' : ''} on ${directive.locations.join(' | ')}`));
    const roots = Object.entries(this.roots);
    const usual = roots.every(([kind, type]) => type.name.toLowerCase() === kind);
    if (!usual || random.chance(0.1)) {
      parts.push(`${this.description()}schema${this.applied('SCHEMA')} { ${roots.map(([kind, type]) => `${kind}: ${type.name}`).join(' ')} }`);
    }
    for (let i = parts.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [parts[i], parts[j]] = [parts[j], parts[i]];
    }
    return parts.join(random.pick(['\n', '\n\n', ' ', '\r\n']));
  }

  description(probability = 0.12) {
    return this.random.chance(probability)
      ? this.random.pick(['"Text."\n', '"""\n  Block "text"\n    indented\n  """\n', '"""one"""\n', '"with \\\\ and \\u0007"\n', '"""ends in quote\\""""\n', '""\n',
        '"""\na\n\n   b\n\tc\n"""\n', '"a\\n\\n b"\n', '"\\n"\n', '" \\t"\n', '"""  """\n', '"x\\ny"\n', '"  lead"\n', '"trail  "\n', '"\\\\"\n', `"${'long '.repeat(20)}"\n`, '"\\"\\"\\""\n', '"\\u{1F600} \\u00e9 \\u0085"\n'])
      : '';
  }

  applied(location) {
    const fitting = this.directives.filter((directive) => directive.locations.includes(location));
    return this.random.some(fitting, 0.3).map((directive) => ` @${directive.name}${this.given(directive.args)}`).join('');
  }

  given(args, variable) {
    const given = args.filter((arg) => (arg.type.kind === 'NonNull' && !arg.default) || this.random.chance(0.6));
    return given.length === 0 ? '' : `(${given.map((arg) => `${arg.name}: ${this.literal(arg.type, 2, variable)}`).join(', ')})`;
  }

  deprecation(deprecated) {
    return deprecated ? this.random.pick([' @deprecated', ' @deprecated(reason: "old")', ' @deprecated(reason: "")']) : '';
  }

  showArgs(args) {
    return args.length === 0 ? '' : `(${args.map((arg) => this.showInput(arg, 0.05)).join(', ')})`;
  }

  showInput(input, described = 0.12, location = '') {
    return `${this.description(described)}${input.name}: ${show(input.type)}${input.default ? ` = ${input.default}` : ''}`
      + `${this.deprecation(input.deprecated)}${this.applied(location)}`;
  }

  define(type) {
    const { random } = this;
    const head = this.description();
    switch (type.kind) {
      case 'scalar':
        return [`${head}scalar ${type.name}${type.url ? ' @specifiedBy(url: "https://example.com/any")' : ''}${this.applied('SCALAR')}`];
      case 'enum':
        return [`${head}enum ${type.name} { ${type.values.map((value) =>
          `${this.description()}${value.name}${this.deprecation(random.chance(0.1))}${this.applied('ENUM_VALUE')}`).join(' ')} }`];
      case 'union':
        return this.split(type.members, (members, extend) =>
          `${extend ? 'extend ' : head}union ${type.name} = ${random.chance(0.2) ? '| ' : ''}${members.map((member) => member.name).join(' | ')}`);
      case 'input':
        return this.split(type.fields, (fields, extend) =>
          `${extend ? 'extend ' : head}input ${type.name}${type.oneOf && !extend ? ' @oneOf' : ''} { ${fields.map((field) =>
            // Version 16 takes fields of an extension for arguments.
            this.showInput(field, 0.12, extend ? '' : 'INPUT_FIELD_DEFINITION')).join(' ')} }`);
      default: {
        const faces = type.interfaces.length > 0 ? ` implements ${type.interfaces.map((face) => face.name).join(' & ')}` : '';
        const keyword = type.kind === 'object' ? 'type' : 'interface';
        return this.split(type.fields, (fields, extend) =>
          `${extend ? 'extend ' : head}${keyword} ${type.name}${extend ? '' : faces}${this.applied(type.kind === 'object' && !extend ? 'OBJECT' : '')} { ${fields.map((field) =>
            `${this.description()}${field.name}${this.showArgs(field.args)}: ${show(field.type)}${this.deprecation(field.deprecated)}${this.applied('FIELD_DEFINITION')}`).join(' ')} }`);
      }
    }
  }

  split(members, make) {
    const cut = members.length > 1 && this.random.chance(0.15) ? 1 + this.random.below(members.length - 1) : members.length;
    return cut === members.length ? [make(members, false)] : [make(members.slice(0, cut), false), make(members.slice(cut), true)];
  }
}
