// Runs the official SDK through a gateway and against an upstream like the one behind it, and compares what it gets:
//   node compare.mjs @linear/sdk http://localhost:5000/graphql http://localhost:6000/graphql
// Both upstreams begin with the same data, and their clocks stand still. The last line is `N passed, N failed`; the exit code is 0 only if nothing failed.
import { plain, plainError } from './plain.mjs';
import { reads } from './reads.mjs';
import { writes } from './writes.mjs';

const [sdk, ...urls] = process.argv.slice(2);
const { LinearClient } = await import(sdk);
const [gateway, upstream] = urls.map(apiUrl => new LinearClient({ apiKey: 'lin_api_test', apiUrl }));

async function outcome(client, call, ids) {
  try {
    return plain(await call(client, ids));
  } catch (error) {
    return plainError(error);
  }
}

// What is there to ask for: entities that lead to others.
async function find(client) {
  const sessions = await client.paginate(args => client.agentSessions(args), {});
  const session = sessions.find(one => one.issueId && one.creatorId && one.commentId) ?? sessions.find(one => one.issueId);
  const issue = await session.issue;
  const comments = await client.comments({ first: 100 });
  const taken = new Set(sessions.map(one => one.commentId));
  return {
    session: session.id,
    sessions: sessions.slice(0, 12).map(one => one.id),
    issue: issue.id,
    identifier: issue.identifier,
    user: session.appUserId,
    comment: session.commentId ?? comments.nodes[0].id,
    thread: comments.nodes.find(one => one.issueId && !one.parentId && !taken.has(one.id)).id,
    activity: (await session.activities({ first: 1 })).nodes[0].id,
  };
}

// The first place where two values differ.
function difference(one, other, path = '') {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') {
    return one === other ? null : `${path}: ${JSON.stringify(one)} instead of ${JSON.stringify(other)}`;
  }

  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = difference(one[key] ?? null, other[key] ?? null, `${path}.${key}`);
    if (found) {
      return found;
    }
  }

  return null;
}

const ids = await find(upstream);
let passed = 0;
let failed = 0;
const refused = new Set();
for (const [name, call] of [...Object.entries(reads), ...Object.entries(writes), ...Object.entries(reads)]) {
  const expected = await outcome(upstream, call, ids);
  const actual = await outcome(gateway, call, ids);
  const found = difference(actual, expected);
  if (expected.types) {
    refused.add(name);
  }

  if (found === null) {
    passed++;
  } else {
    failed++;
    console.log(`${name}: ${found.slice(0, 600)}`);
  }
}

console.log(`Refused by both: ${[...refused].sort().join('; ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
