// Asks until the quota is spent, and prints by what clients know: node ratelimit.mjs http://localhost:5000/graphql
import { LinearClient } from '@linear/sdk';
import { plainError } from './plain.mjs';

const client = new LinearClient({ apiKey: 'lin_api_test', apiUrl: process.argv[2] });
for (let i = 0; i < 1000; i++) {
  try {
    await client.agentSessions({ first: 1 + i % 250, orderBy: i % 2 ? 'updatedAt' : 'createdAt' });
  } catch (error) {
    const numbers = ['retryAfter', 'requestsLimit', 'requestsRemaining', 'requestsResetAt', 'complexityLimit', 'complexityRemaining', 'complexityResetAt'];
    console.log(JSON.stringify({ ...plainError(error), ...Object.fromEntries(numbers.map(name => [name, error[name] ?? null])) }));
    break;
  }
}
