// Asks for every session twice, so that what can be kept is kept: node warm.mjs http://127.0.0.1:5000/graphql FOLDER
import { readFileSync } from 'node:fs';

const [endpoint, folder] = process.argv.slice(2);
const body = readFileSync(`${folder}/session.json`, 'utf8');
const ids = readFileSync(`${folder}/ids`, 'utf8').trim().split('\n');
for (let i = 0; i < ids.length * 2; i += 25) {
  await Promise.all(Array.from({ length: 25 }, async (_, j) => {
    const reply = await fetch(endpoint, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: body.replace('ID', ids[(i + j) % ids.length]),
    });
    const { errors } = await reply.json();
    if (errors) {
      throw new Error(JSON.stringify(errors));
    }
  }));
}
