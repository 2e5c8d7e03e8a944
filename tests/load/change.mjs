// Has the sandbox change fifty issues a second, which sends as many webhooks: node change.mjs http://127.0.0.1:5010 FOLDER SECONDS
import { readFileSync } from 'node:fs';

const [sandbox, folder, seconds] = process.argv.slice(2);
const issues = readFileSync(`${folder}/issues`, 'utf8').trim().split('\n');
let count = 0;
const timer = setInterval(() => {
  const body = JSON.stringify({ type: 'Issue', action: 'update', id: issues[count % issues.length], set: { title: `Change ${++count}` } });
  fetch(`${sandbox}/sandbox/change`, { method: 'POST', body }).then(reply => reply.ok || Promise.reject(new Error(reply.status))).catch(error => {
    console.error(error.message);
    process.exit(1);
  });
}, 20);
setTimeout(() => {
  clearInterval(timer);
  console.error(`${count} changes`);
}, seconds * 1000);
