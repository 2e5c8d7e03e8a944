// Says whether two answers to one request agree, and which differences are meant to be.
import { makeOracle, versions } from './oracle.mjs';

const oracles = { 16: makeOracle(16), 17: makeOracle(17) };

/** @returns {{kind: 'agreed' | 'byVersion17' | 'excused' | 'differed', reason?: string, ours?: string, theirs?: string}} */
export function judge(request, ours) {
  const first = compareWith(16, request, ours);
  if (!first.reason) {
    return { kind: 'agreed' };
  }
  const second = compareWith(17, request, ours);
  return second.reason ? { kind: 'differed', ...first, theirs: `${first.theirs}\n17:     ${second.theirs}` } : { kind: 'byVersion17' };
}

function compareWith(version, request, ours) {
  let theirs;
  try {
    theirs = oracles[version](request);
    return { reason: differenceOf(request, ours, theirs, versions[version]), ...extracts(ours, theirs) };
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
        : JSON.stringify(ours.result.data) !== JSON.stringify(theirs.result.data) ? 'data'
        : differentErrors(ours.result.errors ?? [], theirs.result.errors ?? []);
    case 'printSchema':
      return printed(ours.sdl) === printed(theirs.sdl) ? '' : 'printed schema';
    case 'introspect':
      return clientSchema(g, ours.result) === clientSchema(g, theirs.result) ? '' : 'introspected schema';
  }
  return 'unknown command';
}

// The text of an error that no specification defines may go on.
const keyOf = ({ message, locations, path }) =>
  JSON.stringify([message.replace(/(but did not find an object) for field.*/, '$1'), locations, path]);

function differentErrors(ours, theirs) {
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
