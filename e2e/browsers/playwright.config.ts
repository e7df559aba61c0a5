import { defineConfig } from '@playwright/test';
import common from '../playwright.config.ts';

// The rescue page in the browsers of the system, without any network: scripts/browsers.ts runs this.
export default defineConfig({ ...common, testDir: '.', testIgnore: [], timeout: 600_000 });
