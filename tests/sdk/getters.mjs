// Lists sessions through a gateway and follows some links of each, all at once or one after the other, as naive clients do:
//   node getters.mjs @linear/sdk http://localhost:5000/graphql 50 at-once issue,creator,comment
// Prints how many objects came.

const [sdk, apiUrl, count, way, names] = process.argv.slice(2);
const { LinearClient } = await import(sdk);
const client = new LinearClient({ apiKey: 'lin_api_test', apiUrl });
const { nodes } = await client.agentSessions({ first: Number(count) });
const links = names.split(',');
const linked = [];
if (way === 'at-once') {
  linked.push(...await Promise.all(nodes.flatMap(session => links.map(link => session[link]))));
} else {
  for (const session of nodes) {
    for (const link of links) {
      linked.push(await session[link]);
    }
  }
}

console.log(nodes.length + linked.filter(one => one).length);
