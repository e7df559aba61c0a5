import { defineConfig } from '@playwright/test';
import common from '../playwright.config.ts';

// No screen, so as many at once as a small machine has cores; no projects of the app's own.
const { projects: _projects, ...shared } = common;
// The page in the system's own Chromium: scripts/chromium.ts runs this.
export default defineConfig({ ...shared, workers: 2, testDir: '.', testIgnore: [] });
