// The reference implementation behind the protocol of the conformance driver.
// As a program: `node oracle.mjs [16|17]` answers requests on standard input, a line each.
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);

/** A release of graphql-js, with the function that it does not export: its check of definitions. */
function load(name) {
  const index = require.resolve(name);
  return { ...require(index), ...require(join(dirname(index), 'validation', `validate${extname(index)}`)) };
}

export const versions = { 16: load('graphql-16'), 17: load('graphql') };

/** Makes an oracle: a function from request to answer, both as objects. */
export function makeOracle(version) {
  const g = versions[version];
  const schemas = new Map();

  function schemaOf(sdl) {
    let known = schemas.get(sdl);
    if (!known) {
      known = build(sdl);
      if (schemas.size > 50) {
        schemas.clear();
      }
      schemas.set(sdl, known);
    }
    return known;
  }

  function build(sdl) {
    let document;
    try {
      document = g.parse(sdl);
    } catch (error) {
      return { errors: [error], stage: 'syntax' };
    }
    // Where documents are at fault, graphql-js does not go on to the rules of types. The engine does.
    let errors = g.validateSDL(document);
    if (errors.length > 0) {
      return { errors, stage: 'definitions' };
    }
    const schema = g.buildASTSchema(document, { assumeValidSDL: true });
    errors = g.validateSchema(schema);
    if (errors.length > 0) {
      return { errors, stage: 'types' };
    }
    adapt(schema);
    return { schema, errors };
  }

  /** Gives types the coercion of the protocol where it differs from that of graphql-js. */
  function adapt(schema) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (g.isAbstractType(type)) {
        type.resolveType = (value) => (value === null || typeof value !== 'object' ? undefined : value.__typename);
      } else if (g.isScalarType(type) && !g.isSpecifiedScalarType(type)) {
        // Enum literals become strings, which is what graphql-js does by itself.
        type.serialize = type.coerceOutputValue = (value) => value;
      }
    }
  }

  const withSchema = {
    validate(request, schema) {
      let document;
      try {
        document = g.parse(request.document);
      } catch (error) {
        return { ok: false, stage: 'document', errors: [errorOf(error)] };
      }
      return { ok: true, errors: g.validate(schema, document).map(errorOf) };
    },
    execute(request, schema) {
      return { ok: true, result: execute(request, schema) };
    },
    printSchema(request, schema) {
      return { ok: true, sdl: g.printSchema(schema) };
    },
    introspect(request, schema) {
      const source = g.getIntrospectionQuery({
        specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
      });
      return { ok: true, result: responseOf(g.graphqlSync({ schema, source })) };
    },
  };

  function execute(request, schema) {
    let document;
    try {
      document = g.parse(request.document);
    } catch (error) {
      return { errors: [errorOf(error)] };
    }
    const errors = g.validate(schema, document);
    if (errors.length > 0) {
      return { errors: errors.map(errorOf) };
    }
    // A subscription is executed once: graphql-js executes it as it does any other operation.
    const executeOnce = g.executeRootSelectionSet
      ? (args) => {
          const validated = g.validateExecutionArgs(args);
          return Array.isArray(validated) ? { errors: validated } : g.executeRootSelectionSet(validated);
        }
      : g.executeSync;
    return responseOf(executeOnce({
      schema,
      document,
      rootValue: request.data ?? {},
      variableValues: request.variables ?? undefined,
      operationName: request.operationName ?? undefined,
      fieldResolver,
    }));
  }

  function fieldResolver(parent, args, context, info) {
    const value = Object.hasOwn(parent, info.fieldName) ? parent[info.fieldName] : null;
    return value !== null && typeof value === 'object' && value.$args === true
      ? sorted(args, false)
      : resolve(value, info.returnType);
  }

  /** Turns what stands for an error into one, and values of leaves into what graphql-js coerces as the protocol says. */
  function resolve(value, type) {
    if (g.isNonNullType(type)) {
      return resolve(value, type.ofType);
    }
    if (value === null) {
      return null;
    }
    if (typeof value === 'object' && typeof value.$error === 'string') {
      return new Error(value.$error);
    }
    if (g.isListType(type)) {
      return Array.isArray(value) ? value.map((item) => resolve(item, type.ofType)) : typeof value === 'string' ? {} : value;
    }
    if (g.isLeafType(type)) {
      const fits = leafs[type.name] ?? (g.isEnumType(type) ? (text) => typeof text === 'string' : () => true);
      if (!fits(value)) {
        return new Error(`${type.name} cannot represent it.`);
      }
      // The JSON text of a number or boolean.
      return type.name === 'String' || type.name === 'ID' ? String(value) : value;
    }
    return typeof value === 'object' && !Array.isArray(value) ? value : new Error('No object.');
  }

  return function answer(request) {
    const { id, command } = request;
    if (command === 'parse') {
      try {
        return { id, ok: true, printed: g.print(g.parse(request.document)) };
      } catch (error) {
        return { id, ok: false, stage: 'document', errors: [errorOf(error)] };
      }
    }
    const built = schemaOf(request.schema);
    if (command === 'validateSchema') {
      return { id, ok: true, errors: built.errors.map(errorOf), stage: built.stage };
    }
    if (!built.schema) {
      return { id, ok: false, stage: 'schema', errors: built.errors.map(errorOf) };
    }
    return { id, ...withSchema[command](request, built.schema) };
  };
}

// Stricter than graphql-js, which takes booleans for numbers and strings of digits for integers.
const leafs = {
  Int: (value) => Number.isInteger(value) && value >= -2147483648 && value <= 2147483647,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value !== 'object',
  Boolean: (value) => typeof value === 'boolean',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

function errorOf(error) {
  const { message, locations, path } = error.toJSON();
  return { message, ...(locations?.length && { locations }), ...(path && { path }) };
}

function responseOf({ data, errors }) {
  return { ...(data !== undefined && { data }), ...(errors?.length && { errors: errors.map(errorOf) }) };
}

if (process.argv[1] === import.meta.filename) {
  const answer = makeOracle(process.argv[2] ?? 16);
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(answer(JSON.parse(line))));
  }
}
