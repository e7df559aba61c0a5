import { defineConfig } from '@playwright/test';
import common from '../playwright.config.ts';

// One screen, and no projects of the app's own.
const { projects: _projects, ...shared } = common;
// The rescue page in the browsers of the system, without any network: scripts/browsers.ts runs this.
export default defineConfig({ ...shared, workers: 1, testDir: '.', testIgnore: [], timeout: 600_000 });
