// Opens the explorer in Chromium as a person would, runs its first example and reads the answer:
//   node explorer.mjs http://localhost:5000/graphql screenshot.png
// Ends with 1 and says what was wrong if the page stays blank, the schema or an answer does not come, anything is asked of another host, or the
// page breaks its own Content-Security-Policy.
import { chromium } from 'playwright-core';

const [address, screenshot] = process.argv.slice(2);
const patience = 60_000;
const quietTime = 12_000; // Telemetry, if it were on, would report ten seconds after the page has loaded.

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const faults = [];
try {
  const context = await browser.newContext({ viewport: { width: 1500, height: 950 } });
  const page = await context.newPage();
  const origin = new URL(address).origin;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['blob:', 'data:'].includes(url.protocol)) {
      faults.push(`It asked ${url.origin}.`);
    }
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      faults.push(message.text());
    }
  });
  page.on('pageerror', (error) => faults.push(`The page failed: ${error.message}`));

  await page.goto(address, { timeout: patience });
  const loaded = Date.now();
  if (new URL(page.url()).pathname !== `${new URL(address).pathname}/`) {
    faults.push(`The address became ${page.url()}.`);
  }

  await page.locator('[data-section-name="sidebar"]').waitFor({ timeout: patience });
  await page.getByText('Create Document', { exact: true }).click({ timeout: patience });
  await page.locator('[data-section-name="footer"]').getByText('Schema available').waitFor({ timeout: patience });
  await page.locator('.monaco-editor[data-uri^="file:///operations/"]').waitFor({ timeout: patience });
  await page.waitForTimeout(1500);
  await page.locator('button[aria-label^="Run Operation"]').first().click({ timeout: patience });
  const response = page.locator('div:has(> div[role="toolbar"] > h1:text-is("Response"))').last();
  await response.getByText('agentSessions').first().waitFor({ timeout: patience });
  await page.screenshot({ path: screenshot });
  console.log((await response.innerText()).replaceAll('\u00a0', ' '));

  await page.waitForTimeout(Math.max(0, quietTime - (Date.now() - loaded)));
} catch (error) {
  faults.push(error.message);
} finally {
  await browser.close();
}

faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length > 0 ? 1 : 0;
