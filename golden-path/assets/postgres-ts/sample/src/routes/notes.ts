import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';

const NOTE = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'string' }, text: { type: 'string' } },
};

/** Routes that use the database, to be replaced. */
export async function notes(app: FastifyInstance, { database }: { database: Pool }): Promise<void> {
  app.post<{ Body: { text: string } }>(
    '/notes',
    {
      schema: {
        operationId: 'addNote',
        summary: 'Keeps a note',
        body: {
          type: 'object',
          required: ['text'],
          additionalProperties: false,
          properties: { text: { type: 'string', minLength: 1, maxLength: 500 } },
        },
        response: { 201: { description: 'The note', ...NOTE } },
      },
    },
    async ({ body }, reply) => {
      const { rows } = await database.query('INSERT INTO notes (text) VALUES ($1) RETURNING id, text', [body.text]);
      return reply.code(201).send(rows[0]);
    },
  );
  app.get(
    '/notes',
    {
      schema: {
        operationId: 'listNotes',
        summary: 'The latest hundred notes',
        response: { 200: { description: 'The notes', type: 'array', items: NOTE } },
      },
    },
    async () => (await database.query('SELECT id, text FROM notes ORDER BY id DESC LIMIT 100')).rows,
  );
}
