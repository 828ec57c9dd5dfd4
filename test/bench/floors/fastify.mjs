import pg from 'pg';
import { peers } from '../support/peers.mjs';

/** What HTTP and PostgreSQL do at best: a bare route with one durable INSERT, no token and nothing checked. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
await pool.query('create table contacts (id bigserial primary key, case_id text not null, data jsonb not null)');
const insert = { name: 'insert', text: 'insert into contacts (case_id, data) values ($1, $2) returning id' };

const { default: fastify } = await peers('fastify');
const app = fastify();
app.post('/api/v1/cases/:caseId/contacts', async (request, reply) => {
  const { rows } = await pool.query({ ...insert, values: [request.params.caseId, request.body] });
  return reply.code(201).send(rows[0]);
});
process.stderr.write(`Answering at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
