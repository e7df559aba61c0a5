import net from 'node:net';
import { type AgentRequests, agentProtocol } from '../crypto/ssh.ts';
import { listen } from './unix.ts';

/** A request to sign holds a key, a session id and a name, no file. */
const longestRequest = 256 * 1024;
/**
 * SSH_AGENTC_REQUEST_IDENTITIES and SSH_AGENTC_SIGN_REQUEST: keys are neither added nor taken away
 * here.
 */
const known = new Set([11, 13]);
/** SSH_AGENT_FAILURE. */
const failure = Buffer.from([0, 0, 0, 1, 5]);

/** A running agent. */
export interface SshAgent {
  readonly socket: string;
  close(): Promise<void>;
}

/**
 * Serves the agent protocol on a Unix socket that its owner alone can reach. `exists` where
 * something else lies there.
 */
export async function serveSshAgent(socket: string, answer: AgentRequests): Promise<SshAgent> {
  const connections = new Set<net.Socket>();
  const server = net.createServer((connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    join(connection, answer);
  });
  await listen(server, socket);
  return {
    socket,
    close: () => {
      for (const connection of connections) connection.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

// The library takes what it does not know for the beginning of the next request: only what it knows
// reaches it, one whole request at a time, and the next when that is answered.
function join(connection: net.Socket, answer: AgentRequests): void {
  const protocol = agentProtocol(answer);
  let unread = Buffer.alloc(0);
  let asking = false;
  const next = () => {
    if (asking || unread.length < 5) return;
    const length = unread.readUInt32BE(0) + 4;
    if (length > longestRequest) return void connection.destroy();
    if (unread.length < length) return;
    const request = unread.subarray(0, length);
    unread = unread.subarray(length);
    asking = true;
    if (known.has(request[4] ?? 0)) protocol.write(request);
    else reply(failure);
  };
  const reply = (bytes: Uint8Array) => {
    connection.write(bytes);
    asking = false;
    next();
  };
  connection.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    if (unread.length > 2 * longestRequest) connection.destroy();
    else next();
  });
  protocol.on('data', reply);
  protocol.on('error', () => connection.destroy());
  connection.on('error', () => connection.destroy());
  connection.on('close', () => protocol.destroy());
}
