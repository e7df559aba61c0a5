import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { Working } from './working.tsx';

/** A security key is asked: that it waits for a touch is said when it does. */
export function Touching() {
  const [waits, setWaits] = useState(false);
  useEffect(() => api.on('touchKey', () => setWaits(true)), []);
  return <Working label={waits ? words.securityKeys.touch : words.securityKeys.looking} />;
}
