// Lists sessions through a gateway and follows three links of each, as naive clients do: node getters.mjs http://localhost:5000/graphql 50
// Prints how many objects came.
import { LinearClient } from '@linear/sdk';

const [apiUrl, count] = process.argv.slice(2);
const client = new LinearClient({ apiKey: 'lin_api_test', apiUrl });
const { nodes } = await client.agentSessions({ first: Number(count) });
const linked = await Promise.all(nodes.flatMap(session => [session.issue, session.creator, session.appUser]));
console.log(nodes.length + linked.filter(one => one).length);
