// Writes what wrk sends into a folder: node prepare.mjs http://127.0.0.1:5000/graphql FOLDER
import { writeFileSync } from 'node:fs';

const [endpoint, folder] = process.argv.slice(2);

async function ask(query, variables) {
  const reply = await fetch(endpoint, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await reply.json();
  if (errors) {
    throw new Error(JSON.stringify(errors));
  }

  return data;
}

// Twenty-six fields of a session, its issue, who made it, and the last twenty things it did.
const session = `query Session($id: String!) {
  agentSession(id: $id) {
    id createdAt updatedAt archivedAt startedAt endedAt dismissedAt status type summary plan slugId url
    externalLink sourceMetadata context
    appUser { id name }
    dismissedBy { id }
    comment { id }
    sourceComment { id }
    issue { id identifier title url priority state { id name type } team { id key } }
    creator { id name displayName avatarUrl }
    activities(last: 20) { nodes { id createdAt sourceMetadata content { __typename ... on AgentActivityThoughtContent { body } ... on AgentActivityActionContent { action parameter result } ... on AgentActivityResponseContent { body } } } }
  }
}`;

const list = `query Sessions($first: Int!) {
  agentSessions(first: $first) { nodes { id status summary updatedAt issue { identifier title } creator { name } } pageInfo { hasNextPage endCursor } }
}`;

const ids = [];
const issues = new Set();
let after = null;
do {
  const { agentSessions } = await ask('query($after: String) { agentSessions(first: 250, after: $after) { nodes { id issue { id } } pageInfo { hasNextPage endCursor } } }', { after });
  ids.push(...agentSessions.nodes.map(node => node.id));
  agentSessions.nodes.forEach(node => node.issue && issues.add(node.issue.id));
  after = agentSessions.pageInfo.hasNextPage ? agentSessions.pageInfo.endCursor : null;
} while (after);

// As long a list as makes eight kilobytes.
let first = 1;
while (JSON.stringify({ data: await ask(list, { first: first + 1 }) }).length <= 8192) {
  first++;
}

writeFileSync(`${folder}/ids`, ids.slice(0, 1000).join('\n') + '\n');
writeFileSync(`${folder}/issues`, [...issues].join('\n') + '\n');
writeFileSync(`${folder}/hot.json`, JSON.stringify({ query: list, variables: { first } }));
writeFileSync(`${folder}/session.json`, JSON.stringify({ query: session, variables: { id: 'ID' } }));
const size = JSON.stringify({ data: await ask(session, { id: ids[0] }) }).length;
console.log(`${ids.length} sessions; hot: ${first} of them; one session: ${size} bytes`);
