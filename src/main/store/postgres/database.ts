import type pg from 'pg';
import { fail } from '../../../shared/failure.ts';
import type { Given } from '../transport.ts';
import { connect } from './connect.ts';
import { type Doing, isLost, postgresFailure, QueryError } from './failure.ts';
import type { PostgresPlace } from './place.ts';

/**
 * One connection, made when it is needed and made again when it was lost. Statements are never
 * named: a pooler may stand in between.
 */
export class Database {
  readonly place: PostgresPlace;
  readonly #env: NodeJS.ProcessEnv;
  readonly #given: () => Given | undefined;
  #client: Promise<pg.Client> | undefined;
  #current: pg.Client | undefined;
  #inTransaction = false;
  /** One statement at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    place: PostgresPlace,
    env: NodeJS.ProcessEnv = process.env,
    given: () => Given | undefined = () => undefined,
  ) {
    this.place = place;
    this.#env = env;
    this.#given = given;
  }

  /**
   * Reads; tried once more where the connection was lost meanwhile, unless a transaction went with
   * it.
   */
  async read<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
    try {
      return (await this.run<Row>(text, values)).rows;
    } catch (error) {
      if (!isLost(error) || this.#inTransaction) throw postgresFailure(error);
      return await this.run<Row>(text, values).then(
        ({ rows }) => rows,
        (again: unknown) => {
          throw postgresFailure(again);
        },
      );
    }
  }

  /** Runs a statement once, in its turn; throws `QueryError`. */
  run<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<Row>> {
    const done = this.#turn.then(() => this.#run<Row>(text, values));
    this.#turn = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  async #run<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<pg.QueryResult<Row>> {
    const client = await this.#connected();
    try {
      return await client.query<Row>(text, [...values]);
    } catch (cause) {
      const error = new QueryError(cause);
      if (isLost(error)) this.#drop(client);
      throw error;
    }
  }

  /** Runs work between BEGIN and COMMIT, or ROLLBACK where it throws. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.begin();
    try {
      const done = await work();
      await this.run('COMMIT');
      return done;
    } catch (error) {
      await this.rollback();
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  async begin(): Promise<void> {
    await this.run('BEGIN ISOLATION LEVEL READ COMMITTED');
    this.#inTransaction = true;
  }

  async rollback(): Promise<void> {
    this.#inTransaction = false;
    // Without its connection there is no transaction either.
    if (this.#client !== undefined) await this.run('ROLLBACK').catch(() => {});
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    this.#current = undefined;
    await client?.end().catch(() => {});
  }

  async #connected(): Promise<pg.Client> {
    // A transaction does not go on in another connection.
    if (this.#inTransaction && this.#client === undefined) fail({ code: 'store', reason: 'unreachable' });
    this.#client ??= this.#made();
    return this.#client;
  }

  async #made(): Promise<pg.Client> {
    try {
      const client = await connect(this.place, this.#env, this.#given());
      this.#current = client;
      client.once('end', () => this.#drop(client));
      return client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  #drop(client: pg.Client): void {
    client.end().catch(() => {});
    if (this.#current !== client) return;
    this.#client = undefined;
    this.#current = undefined;
  }
}

/** The failure of a query that was to do something. */
export function failed(error: unknown, doing: Doing): never {
  throw postgresFailure(error, doing);
}
