// Takes all telemetry that is sent to it and forgets it: collector.mjs PORT
import http from 'node:http';

http
  .createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end());
  })
  .listen(Number(process.argv[2]), '127.0.0.1');
