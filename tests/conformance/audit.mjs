// Runs the audit suite of GraphQL over HTTP against a server and prints what did not pass: node audit.mjs http://localhost:5000/graphql
// MUST, SHOULD and MAY all count. The last line is `N passed, N failed`; the exit code is 0 only if nothing failed.
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  if (result.status === 'ok') {
    passed++;
  } else {
    failed++;
    console.log(`${audit.id} ${audit.name}: ${result.reason}`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
