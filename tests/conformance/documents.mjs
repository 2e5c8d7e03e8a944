// Makes valid documents for a schema at random, with variables and data to execute them on.
import { list, nameOf, named, nonNull, nullable, show } from './schemas.mjs';

export class DocumentMaker {
  constructor(random, schema) {
    this.random = random;
    this.schema = schema;
  }

  /** A document as it should not be: names collide, fragments are spread anywhere, operations share what they spread. */
  makeLoose() {
    this.loose = true;
    const { document } = this.make();
    const others = this.random.many(0, 2, (i) => {
      const kind = this.random.pick(Object.keys(this.schema.roots));
      return `${kind} ${this.random.pick(['Q', `More${i}`, ''])} ${this.selection(this.schema.roots[kind], 3)}`;
    });
    return [document, ...this.fragments.filter((fragment) => !document.includes(fragment)), ...others].join('\n');
  }

  make() {
    const { random, schema } = this;
    this.fragments = [];
    this.variables = [];
    this.seen = new Map();
    this.budget = 25;
    const kind = random.pick(Object.keys(schema.roots));
    const root = schema.roots[kind];
    let body;
    if (kind === 'subscription') {
      const field = random.pick(root.fields);
      this.inSubscription = true;
      body = `{ ${this.field(field, root, 3, false)} }`;
      this.inSubscription = false;
    } else {
      body = this.selection(root, 4);
    }
    const declarations = this.variables.map((variable) =>
      `${this.described()}$${variable.name}: ${show(variable.type)}${variable.default ? ` = ${variable.default}` : ''}${this.directives('VARIABLE_DEFINITION')}`);
    const name = random.chance(0.5) || this.variables.length > 0 ? random.pick(['Q', 'Named', '']) : '';
    const directives = this.directives(kind.toUpperCase());
    const isBare = kind === 'query' && name === '' && declarations.length === 0 && directives === '';
    const operation = isBare ? body : `${this.described()}${kind}${name ? ` ${name}` : ''}${declarations.length ? `(${declarations.join(', ')})` : ''}${directives} ${body}`;
    const others = name && random.chance(0.1) ? [`query Other { ${random.pick(schema.roots.query.fields.map((field) => '__typename'))} }`] : [];
    const parts = [operation, ...this.fragments, ...others];
    return {
      document: (random.chance(0.3) ? parts.reverse() : parts).join('\n'),
      operationName: others.length > 0 || random.chance(0.1) ? name || undefined : undefined,
      variables: this.variables,
      root,
    };
  }

  selection(type, depth) {
    const { random } = this;
    const chosen = random.many(1, 4, () => this.one(type, depth)).filter((text) => text !== '');
    return `{ ${chosen.length > 0 ? chosen.join(' ') : '__typename'} }`;
  }

  one(type, depth) {
    const { random, schema } = this;
    const roll = random.next();
    if (roll < 0.08) {
      return `${random.chance(0.3) ? 'kind: ' : ''}__typename${this.conditions()}`;
    }
    if (type.root === 'query' && roll > 0.96) {
      return this.introspection();
    }
    if (roll < 0.22) {
      const other = random.pick(schema.of('object', 'interface', 'union').filter((candidate) => this.overlap(type, candidate)));
      const condition = random.chance(0.25) ? '' : ` on ${other.name}`;
      return `...${condition}${this.directives('INLINE_FRAGMENT')}${this.conditions()} ${this.selection(condition ? other : type, depth)}`;
    }
    if (roll < 0.34) {
      return this.spread(type, depth);
    }
    const fields = (type.fields ?? []).filter((field) => depth > 1 || this.isLeaf(field.type));
    return fields.length === 0 || this.budget-- <= 0 ? '' : this.field(random.pick(fields), type, depth);
  }

  described() {
    return this.schema.description(0.04);
  }

  /** What a schema says of itself, as far as it does not say what is built in. */
  introspection() {
    const { random, schema } = this;
    const flag = () => random.pick(['', '', '(includeDeprecated: true)', '(includeDeprecated: false)', `(includeDeprecated: ${this.variable(nonNull(named('Boolean')), true)})`]);
    const name = () => random.pick([...schema.types.keys(), 'Nothing', '__TypeKind']);
    const shallow = () => random.pick(['name', 'kind', '__typename', 'description', 'isOneOf', 'specifiedByURL', `enumValues${flag()} { name isDeprecated deprecationReason }`,
      'ofType { kind name ofType { kind } }', 'interfaces { name }', 'possibleTypes { name kind }', `fields${flag()} { name type { kind name ofType { name kind ofType { name } } } }`,
      `fields${flag()} { name isDeprecated args${flag()} { name defaultValue isDeprecated type { name } } }`,
      `inputFields${flag()} { name defaultValue deprecationReason type { kind ofType { name } } }`, 'fields { type { fields { type { fields { name } } } } }']);
    const some = (make) => random.many(1, 3, make).join(' ');
    const ofSchema = () => random.pick([`types { ${random.pick(['name', 'kind name', 'n: name'])} }`, 'queryType { name }', `mutationType { ${some(shallow)} }`, 'subscriptionType { kind name }',
      '__typename', 'description', `directives { name isRepeatable ${random.pick(['', '__typename'])} }`, `queryType { ${some(shallow)} }`]);
    return random.chance(0.5) ? `s${random.below(1000)}: __schema { ${some(ofSchema)} }`
      : `t${random.below(1000)}: __type(name: ${random.chance(0.1) ? this.variable(nonNull(named('String')), true) : `"${name()}"`}) { ${some(shallow)} }`;
  }

  overlap(type, other) {
    if (type === other) {
      return true;
    }
    const possible = this.schema.possible(other);
    return this.schema.possible(type).some((object) => possible.includes(object));
  }

  isLeaf(type) {
    return ['scalar', 'enum'].includes(this.schema.types.get(nameOf(type)).kind);
  }

  spread(type, depth) {
    if (this.loose && this.random.chance(0.6)) {
      return `...F${this.random.below(this.fragments.length + 2)}`;
    }
    const name = `F${this.fragments.length}`;
    const other = this.random.pick(this.schema.of('object', 'interface', 'union').filter((candidate) => this.overlap(type, candidate)));
    const index = this.fragments.push('') - 1;
    this.fragments[index] = `${this.described()}fragment ${name} on ${other.name}${this.directives('FRAGMENT_DEFINITION')} ${this.selection(other, depth - 1)}`;
    return `...${name}${this.directives('FRAGMENT_SPREAD')}${this.conditions()}`;
  }

  field(field, parent, depth, conditional = true) {
    const { random, schema } = this;
    const given = schema.given(field.args, (type) => this.variable(type));
    const below = this.isLeaf(field.type) ? '' : ` ${this.selection(schema.types.get(nameOf(field.type)), depth - 1)}`;
    // A response name stands for the same field with the same arguments wherever it stands, so that all can be merged.
    const key = `${field.name}${given} ${show(field.type)}`;
    let alias = random.chance(0.15) ? random.pick(['x1', 'x2', 'name', 'a']) : field.name;
    if (this.loose && random.chance(0.6)) {
      alias = random.pick(['x1', 'x2', 'name']);
    }
    while (!this.loose && this.seen.has(alias) && this.seen.get(alias) !== key) {
      alias = `r${this.seen.size}`;
    }
    this.seen.set(alias, key);
    const conditions = conditional ? this.conditions() : '';
    return `${alias === field.name ? '' : `${alias}: `}${field.name}${given}${this.directives('FIELD')}${conditions}${below}`;
  }

  directives(location) {
    return this.schema.applied(location);
  }

  conditions() {
    const { random } = this;
    return !random.chance(0.12) ? '' : random.some(['skip', 'include'], 0.6)
      .map((name) => ` @${name}(if: ${random.chance(0.5) ? random.pick(['true', 'false']) : this.variable(nonNull(named('Boolean')), true)})`).join('');
  }

  /** A variable that may stand where this type is expected; undefined to have a literal there. */
  variable(type, always = false) {
    const { random, schema } = this;
    if (!always && !random.chance(0.25)) {
      return undefined;
    }
    const known = this.variables.filter((variable) => show(variable.type) === show(type));
    if (known.length > 0 && random.chance(0.5)) {
      return `$${random.pick(known).name}`;
    }
    const strict = type.kind !== 'NonNull' && random.chance(0.2) ? nonNull(type) : type;
    const variable = { name: `v${this.variables.length}`, type: strict };
    if (random.chance(0.25)) {
      variable.default = schema.literal(nonNull(nullable(strict)), 2);
      if (strict.kind === 'NonNull' && random.chance(0.5)) {
        variable.type = strict.of;
      }
    }
    this.variables.push(variable);
    return `$${variable.name}`;
  }

  /** Values of variables, now and then some that do not fit. */
  values(wrong = 0.03) {
    const values = {};
    for (const { name, type, default: byDefault } of this.variables) {
      const optional = type.kind !== 'NonNull' || byDefault;
      if (!(optional && this.random.chance(0.35)) && !this.random.chance(wrong)) {
        values[name] = this.value(type, 3, wrong);
      }
    }
    return values;
  }

  value(type, depth, wrong) {
    const { random, schema } = this;
    if (random.chance(wrong)) {
      return random.pick([null, 1, 1.5, 'RED', true, [], {}, [null], { a: 1 }, 3000000000, '5', -2147483649, 2147483648, 1e3, 1e21, 9007199254740993, '', 'red', [[1]],
        [[null], 'x'], { a: null }, { a: 1, b: 2 }, { b: { a: [] } }, 0.1, '\ud83d\ude00 "\\\n', 1e-7, { nam: 1, a: 1 }, [1, 'a', true, null, {}], 'toString', { toString: 1 }]);
    }
    if (type.kind === 'NonNull') {
      return this.value(type.of, depth, wrong) ?? this.solid(type.of, depth, wrong);
    }
    return random.chance(0.1) ? null : this.solid(type, depth, wrong);
  }

  solid(type, depth, wrong) {
    const { random, schema } = this;
    if (type.kind === 'List') {
      return random.chance(0.15) && nullable(type.of).kind !== 'List' ? this.solid(nullable(type.of), depth, wrong)
        : random.many(0, depth > 0 ? 3 : 0, () => this.value(type.of, depth - 1, wrong));
    }
    const target = schema.types.get(type.name);
    if (target.kind === 'enum') {
      return random.pick(target.values).name;
    }
    if (target.kind === 'input') {
      const value = {};
      const fields = target.oneOf
        ? [random.pick(depth > 0 ? target.fields : target.fields.filter((field) => nameOf(field.type) !== target.name).concat(target.fields).slice(0, 1))]
        : target.fields.filter((field) => (field.type.kind === 'NonNull' && !field.default) || (depth > 0 && random.chance(0.5)));
      for (const field of fields) {
        value[field.name] = target.oneOf ? this.value(nonNull(nullable(field.type)), depth - 1, wrong) : this.value(field.type, depth - 1, wrong);
      }
      return value;
    }
    return random.pick({
      Int: [0, 1, -5, 2147483647, -2147483648, 1e3], Float: [0.5, 2, -1e3, 1e300, 1e-7, 123456789012], String: ['', 'text', 'é', '\u{1F600}\n'], Boolean: [true, false],
      ID: ['x', 7, '7', -3, 1e10],
    }[type.name] ?? [1, 'any', null, [1, { b: [] }], { z: 1, a: { y: null } }]);
  }

  /** A root value: everything the schema can be asked for, a few levels deep, with some faults in it. */
  data(type, depth, wrong) {
    const { random } = this;
    const object = {};
    for (const field of type.fields) {
      if (random.chance(0.93)) {
        object[field.name] = random.chance(0.1) ? { $args: true } : this.result(field.type, depth, wrong);
      }
    }
    return object;
  }

  result(type, depth, wrong) {
    const { random, schema } = this;
    if (random.chance(wrong)) {
      return random.pick([{ $error: 'broken' }, null, 1, 1.5, 'RED', true, [], [null], 'x', {}, { __typename: 'Obj0' }, { __typename: 'No' },
        { __typename: 1 }, 3000000000, -0.0, 1e21, [[1]], { __typename: 'Union0' }]);
    }
    if (type.kind === 'NonNull') {
      return this.result(type.of, depth, wrong) ?? this.full(type.of, depth, wrong);
    }
    return random.chance(0.08) ? null : this.full(type, depth, wrong);
  }

  full(type, depth, wrong) {
    const { random, schema } = this;
    if (type.kind === 'List') {
      return random.many(0, 3, () => this.result(type.of, depth, wrong));
    }
    const target = schema.types.get(type.name);
    switch (target.kind) {
      case 'enum':
        return random.pick(target.values).name;
      case 'scalar':
        return random.pick({
          Int: [0, 1, -5, 2147483647, 1.0], Float: [0.5, 2, -1e3, 1e21, 1e-7], String: ['', 'text', 'é\n"', 5, 1.5, true], Boolean: [true, false],
          ID: ['x', 7, '7', -3],
        }[type.name] ?? [1, 'any', [1, { b: [] }], { z: 1, a: { y: null } }]);
      default: {
        const possible = schema.possible(target);
        if (depth === 0 || possible.length === 0) {
          return null;
        }
        const object = random.pick(possible);
        return { ...this.data(object, depth - 1, wrong), __typename: object.name };
      }
    }
  }
}
