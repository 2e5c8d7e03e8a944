// Follows sessions with the clients that most programs use: node live.mjs ws|sse URL SECRET SESSION COUNT
// Sends COUNT webhooks for SESSION, each when the one before was told, and prints what was told.
import { createHmac } from 'node:crypto';
import { createClient as createSocketClient } from 'graphql-ws';
import { createClient as createStreamClient } from 'graphql-sse';
import WebSocket from 'ws';

const [kind, url, secret, session, count] = process.argv.slice(2);
const client = kind === 'ws'
  ? createSocketClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 })
  : createStreamClient({ url, retryAttempts: 0 });

const run = query => new Promise((resolve, reject) => {
  const results = [];
  client.subscribe({ query }, { next: result => results.push(result), error: reject, complete: () => resolve(results) });
});

async function prompt() {
  const body = JSON.stringify({ type: 'AgentSessionEvent', action: 'prompted', agentSession: { id: session }, webhookTimestamp: Date.now() });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const reply = await fetch(url.replace('/graphql', '/webhooks/linear'), { method: 'POST', body, headers: { 'Linear-Signature': signature } });
  if (!reply.ok) throw new Error(`${reply.status}`);
}

const once = await run('{ viewer { __typename } }');
const refused = await run('{ nope }').then(() => 'taken', error => (Array.isArray(error) ? error[0].message : error.constructor.name));
const told = [];
let ended;
const end = new Promise(resolve => { ended = resolve; });
const stop = client.subscribe(
  { query: 'subscription ($id: ID) { agentSessionUpdated(id: $id) { id } }', variables: { id: session } },
  {
    next: result => {
      told.push(result.data.agentSessionUpdated.id);
      if (told.length < Number(count)) prompt().catch(ended); else ended();
    },
    error: ended,
    complete: () => {},
  });

// There is no word of it that a subscription has begun: events before that are nobody's.
const first = setInterval(() => (told.length === 0 ? prompt().catch(ended) : clearInterval(first)), 100);
const failure = await end;
clearInterval(first);
stop();
await client.dispose();
console.log(JSON.stringify({ once: once[0].data, refused, told: told.length >= Number(count) && told.every(id => id === session), failure: failure && String(failure) }));
process.exit(0);
