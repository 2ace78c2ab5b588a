import type { FastifyInstance } from 'fastify';

/** A first route, to be replaced. What its schema says is checked at run time and is the OpenAPI document. */
export async function greetings(app: FastifyInstance): Promise<void> {
  app.get<{ Params: { name: string } }>(
    '/greetings/:name',
    {
      schema: {
        operationId: 'greet',
        summary: 'Greets somebody by name',
        params: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string', minLength: 1, maxLength: 80 } },
        },
        response: {
          200: {
            description: 'The greeting',
            type: 'object',
            required: ['message'],
            properties: { message: { type: 'string' } },
          },
        },
      },
    },
    async ({ params }) => ({ message: `Hello, ${params.name}` }),
  );
}
