import { defineConfig } from '@playwright/test';
import common from '../playwright.config.ts';

// The page in the system's own Chromium: scripts/chromium.ts runs this.
export default defineConfig({ ...common, testDir: '.', testIgnore: [] });
