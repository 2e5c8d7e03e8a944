// The reference implementation behind the protocol of the conformance driver.
// As a program: `node oracle.mjs [16|17]` answers requests on standard input, a line each.
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);

/** A release of graphql-js, with two functions that it does not export: its check of definitions, and how its messages show a value. */
function load(name) {
  const index = require.resolve(name);
  const inner = (folder, file) => require(join(dirname(index), folder, `${file}${extname(index)}`));
  return { ...require(index), ...inner('validation', 'validate'), ...inner('jsutils', 'inspect') };
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
        type.resolveType = (value) => (typeof value.__typename === 'string' ? value.__typename : undefined);
      } else if (g.isScalarType(type)) {
        const serialize = resultCoercion[type.name] ?? ((value) => value);
        type.serialize = type.coerceOutputValue = serialize;
      }
    }
  }

  // Stricter than graphql-js, which takes booleans for numbers and texts of digits for integers; the messages are its own.
  const refuse = (message, value) => {
    throw new g.GraphQLError(`${message}: ${g.inspect(value)}`);
  };
  const resultCoercion = {
    Int: (value) => !Number.isInteger(value) ? refuse('Int cannot represent non-integer value', value)
      : value < -2147483648 || value > 2147483647 ? refuse('Int cannot represent non 32-bit signed integer value', value)
      : value,
    Float: (value) => (typeof value === 'number' ? value : refuse('Float cannot represent non numeric value', value)),
    String: (value) => (typeof value === 'object' ? refuse('String cannot represent value', value) : String(value)),
    Boolean: (value) => (typeof value === 'boolean' ? value : refuse('Boolean cannot represent a non boolean value', value)),
    // As decimal text, however large.
    ID: (value) => typeof value === 'string' ? value
      : Number.isInteger(value) ? BigInt(value).toString()
      : refuse('ID cannot represent value', value),
  };

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
      ? sorted(args)
      : resolve(value, info.returnType);
  }

  /** Turns what stands for an error into one, wherever a value of the response may stand. */
  function resolve(value, type) {
    const bare = g.getNullableType(type);
    if (value !== null && typeof value.$error === 'string') {
      return new Error(value.$error);
    }
    if (g.isListType(bare)) {
      return Array.isArray(value) ? value.map((item) => resolve(item, bare.ofType)) : value;
    }
    // What else than an object there may be is not defined; graphql-js takes anything.
    return g.isObjectType(bare) && value !== null && (typeof value !== 'object' || Array.isArray(value))
      ? new NoObjectError(bare) : value;
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

class NoObjectError extends Error {
  constructor(type) {
    super(`Expected value of type "${type}", but did not find an object`);
  }
}

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
