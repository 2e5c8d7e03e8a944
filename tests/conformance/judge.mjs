// Says whether two answers to one request agree, and which differences are meant to be.
import { makeOracle, versions } from './oracle.mjs';

const oracles = { 16: makeOracle(16), 17: makeOracle(17) };

/** @returns {{kind: 'agreed' | 'byVersion17' | 'excused' | 'differed', reason?: string, ours?: string, theirs?: string}} */
export function judge(request, ours) {
  const first = compareWith(16, request, ours);
  if (!first.reason) {
    return { kind: 'agreed' };
  }
  if (request.command === 'parse' && first.answer && first.answer.ok !== ours.ok && !isMeant(ours, first.answer)) {
    // Version 17 takes what is no part of the edition: empty selection sets, directives on directives, fragments with arguments.
    return { kind: 'differed', ...first };
  }
  const second = compareWith(17, request, ours);
  if (!second.reason) {
    return { kind: 'byVersion17' };
  }
  if (agreesInParts(ours, first.answer, second.answer)) {
    return { kind: 'byVersion17' };
  }
  return isMeant(ours, first.answer, second.answer)
    ? { kind: 'excused' }
    : { kind: 'differed', reason: first.reason, ours: first.ours, theirs: `${first.theirs}\n17:     ${second.theirs}` };
}

// Where the specification is stricter than the reference, or more lenient, and the engine follows the specification.
const oursAlone = [
  // https://spec.graphql.org/September2025/#sec-Type-System.Directives.Type-Validation: graphql-js does not look for such rings.
  /^Directive "@\w+" cannot reference itself\.$/,
  // https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type holds for literals in definitions too. Version 16 does not look at
  // them, 17 at default values alone, and in other words.
  /^(Int|Float|String|Boolean|ID|Enum "\w+") cannot represent /,
  /^Value "\w+" does not exist in "\w+" enum\./,
  /^Expected value of type ".*", found /,
  /^Field "\w+\.\w+" of required type ".*" was not provided\.$/,
  /^Field "\w+" is not defined by type "\w+"\./,
  /^OneOf Input Object "\w+" must specify exactly one key\.$/,
  /^Field "\w+\.\w+" must be non-null\.$/,
  // https://spec.graphql.org/September2025/#InputObjectDefaultValueHasCycle(): version 17 alone, in other words.
  /^Invalid circular reference\. The default value of /,
  // https://spec.graphql.org/September2025/#sec-Input-Object-Extensions: graphql-js passes over @oneOf there.
  /^The directive "@oneOf" must not be provided by an extension\.$/,
  // https://spec.graphql.org/September2025/#SameResponseShape(): __typename has a type like any field; graphql-js takes it for unknown.
  /conflict because they return conflicting types ("String!" and ".*"|".*" and "String!")\./,
  // A type of that name there is already. graphql-js passes over the definition, as over executable ones.
  /^There can be only one type named "(Int|Float|String|Boolean|ID)"\.$/,
  /^Executable definitions are not part of a schema\.$/,
  // https://spec.graphql.org/September2025/#IsNonNullPosition(): a field of a OneOf input object is such a position wherever the object
  // stands; graphql-js overlooks objects in places of non-null type.
  /must be non-nullable to be used for OneOf Input Object/,
];
const theirsAlone = [
  // https://spec.graphql.org/September2025/#EscapedUnicode has any number of digits; graphql-js gives up after nine.
  /^Syntax Error: Invalid Unicode escape sequence: "\\u\{[0-9A-Fa-f]{9}"\.$/,
  // Version 16 takes the fields of `extend input` for arguments.
  /^Directive "@\w+" may not be used on ARGUMENT_DEFINITION\.$/,
  // Version 16 takes an argument whose default value does not fit for one that has none.
  /^Required (argument|input field) \S+ cannot be deprecated\.$/,
  /has invalid default value/,
  /^Invalid circular reference\. The default value of /,
];

// The engine does not look into definitions that it refuses as a whole: a second one of a name, an extension of something else.
const ofRefused = [/can only be defined once\.$/, /^Cannot extend non-/, /^Unknown type /];
const refusesDefinition = ({ message }) => /^(There can be only one type named |Cannot extend )/.test(message);

function isMeant(ours, by16, by17) {
  if (!by16 && !by17) {
    // Both versions of the reference threw.
    return true;
  }
  return [by16, by17].some((theirs) => {
    if (!theirs) {
      return false;
    }
    const [left, right] = [errorsOf(ours), errorsOf(theirs)];
    const keys = [new Set(left.map(keyOf)), new Set(right.map(keyOf))];
    const onlyOurs = left.filter((error) => !keys[1].has(keyOf(error)));
    const onlyTheirs = right.filter((error) => !keys[0].has(keyOf(error)));
    const are = (errors, known) => errors.every(({ message }) => known.some((pattern) => pattern.test(message)));
    // Where only one of them refused the request, the other's data and errors of execution say nothing.
    const ran = (answer) => answer.ok && (answer.printed ?? answer.sdl ?? answer.result?.data) !== undefined;
    const theirsToo = right.some(refusesDefinition) || left.some(refusesDefinition) ? [...theirsAlone, ...ofRefused] : theirsAlone;
    return onlyOurs.length + onlyTheirs.length > 0
      && (are(onlyOurs, oursAlone) || (ran(ours) && !ran(theirs) && onlyTheirs.length > 0))
      && (are(onlyTheirs, theirsToo) || (ran(theirs) && !ran(ours) && onlyOurs.length > 0 && are(onlyOurs, oursAlone)));
  });
}

// Conditions at the root of a subscription: https://spec.graphql.org/September2025/#sec-Single-Root-Field is in version 17 alone, where
// version 16 decides them, or throws if it cannot. The other errors of such a document are still those of 16.
function agreesInParts(ours, by16, by17) {
  if (!by17 || !errorsOf(ours).some(isOfRoot) || !errorsOf(ours).some(({ message }) => message.includes('`@skip` or `@include`'))) {
    return false;
  }
  // That there is no field at all, version 17 says beside what else must be wrong then.
  const root17 = errorsOf(by17).filter((error) => isOfRoot(error) && !error.message.endsWith('must select one top level field.'));
  return !differentErrors(errorsOf(ours).filter(isOfRoot), root17)
    && (!by16 || !differentErrors(errorsOf(ours).filter((error) => !isOfRoot(error)), errorsOf(by16).filter((error) => !isOfRoot(error))));
}

const isOfRoot = ({ message }) => /^(Anonymous )?Subscription( "\w+")? must /.test(message);

const errorsOf = (answer) => answer.errors ?? answer.result?.errors ?? [];

function compareWith(version, request, ours) {
  let theirs;
  try {
    theirs = oracles[version](request);
    return { reason: differenceOf(request, ours, theirs, versions[version]), answer: theirs, ...extracts(ours, theirs) };
  } catch (error) {
    return { reason: 'the reference failed', ours: JSON.stringify(ours), theirs: error.stack };
  }
}

/** What there is to see: errors that only one of them has, or else both answers. */
function extracts(ours, theirs) {
  const errors = [ours, theirs].map((answer) => (answer.errors ?? answer.result?.errors ?? []).map(keyOf));
  const only = [errors[0].filter((error) => !errors[1].includes(error)), errors[1].filter((error) => !errors[0].includes(error))];
  const isInErrors = only[0].length + only[1].length > 0 && JSON.stringify(ours.result?.data) === JSON.stringify(theirs.result?.data);
  return isInErrors
    ? { ours: only[0].join('\n        '), theirs: only[1].join('\n        ') }
    : fromDifference(JSON.stringify(ours), JSON.stringify(theirs));
}

function fromDifference(ours, theirs) {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) {
    at++;
  }
  const from = Math.max(0, at - 100);
  return { ours: ours.slice(from, at + 300), theirs: theirs.slice(from, at + 300) };
}

function differenceOf(request, ours, theirs, g) {
  if (ours.ok !== theirs.ok || (ours.stage ?? '') !== (ours.ok ? '' : theirs.stage ?? '')) {
    return 'one is refused';
  }
  if (!ours.ok) {
    return request.command !== 'parse' && ours.stage === 'schema' ? '' : differentErrors(ours.errors, theirs.errors);
  }
  switch (request.command) {
    case 'parse':
      return ours.printed === theirs.printed ? '' : 'printed text';
    case 'validate':
      return differentErrors(ours.errors, theirs.errors);
    case 'validateSchema':
      return (ours.errors.length === 0) !== (theirs.errors.length === 0) ? 'valid or not'
        : theirs.stage === 'definitions' ? missing(ours.errors, theirs.errors)
        : differentErrors(ours.errors, theirs.errors);
    case 'execute':
      return ours.result.data === undefined && theirs.result.data === undefined
        ? differentErrors(ours.result.errors, theirs.result.errors)
        : dataOf(request, ours) !== dataOf(request, theirs) ? 'data'
        : differentErrors(ours.result.errors ?? [], theirs.result.errors ?? []);
    case 'printSchema':
      return printed(ours.sdl) === printed(theirs.sdl) ? '' : 'printed schema';
    case 'introspect':
      return clientSchema(g, ours.result) === clientSchema(g, theirs.result) ? '' : 'introspected schema';
  }
  return 'unknown command';
}

const isLimit = ({ message }) => message.startsWith('Too many validation errors');

// What is built in describes itself in words of its own.
const dataOf = ({ document }, { result: { data } }) =>
  JSON.stringify(data, /__(schema|type)\b/.test(document) ? (key, value) => (key === 'description' ? undefined : value) : undefined);

// The text of an error that no specification defines may go on, and half of a character cannot be told in UTF-8.
const keyOf = ({ message, locations, path }) =>
  JSON.stringify([message.replace(/(but did not find an object) for field.*/, '$1').replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, ''), locations, path]);

function differentErrors(ours, theirs) {
  // The rules do not report in the order of the reference, so which errors there are before the limit is another matter.
  if (ours.some(isLimit) && theirs.some(isLimit)) {
    return '';
  }
  const [left, right] = [ours.map(keyOf).sort(), theirs.map(keyOf).sort()];
  return (ours.length === 0) !== (theirs.length === 0) ? 'valid or not' : left.join() === right.join() ? '' : 'errors';
}

function missing(ours, theirs) {
  const told = new Set(ours.map(keyOf));
  return theirs.some((error) => !told.has(keyOf(error))) ? 'errors' : '';
}

// The order of definitions is free.
const printed = (sdl) => sdl.split('\n\n').sort().join('\n\n');

function clientSchema(g, response) {
  const schema = g.buildClientSchema(response.data);
  return printed(g.printSchema(schema));
}
