import type { Page } from '@playwright/test';

/** Notes what goes wrong in a window, in words. */
export function watch(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
}

// Runs in the page. Chromium prints a refused resource itself; a report-only one or one in a worker
// reaches us so.
export function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
  });
}
