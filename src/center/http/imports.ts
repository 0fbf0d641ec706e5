import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { importAnalysis, importProgress, importSettings } from '../../contract/http/lead-import.ts';
import type { Center } from '../center.ts';
import type { Imports, Result } from '../import/imports.ts';
import { authenticate, provedFirst } from './authenticate.ts';
import { importAnalysisExample, importProgressExample, importSettingsExample } from './examples.ts';
import { operation } from './operation.ts';
import { problem, sendProblem } from './problem.ts';
import { fileOf, largestFileBytes } from './uploaded-file.ts';

const byImport = z.object({ importId: z.string().min(1).max(64) });

const known = new WeakMap<Center, Promise<Imports>>();

/** A center's imports. Loaded when first needed: numbering plans would delay every start. */
export function importsOf(center: Center): Promise<Imports> {
  const made =
    known.get(center) ??
    import('../import/imports.ts').then(({ createImports }) =>
      createImports(center, center.onFault),
    );
  known.set(center, made);
  return made;
}

/** Lets go of files that are being imported; what is not seen yet is taken away. */
export async function closeImports(center: Center): Promise<void> {
  await (await known.get(center))?.close();
}

/**
 * Importing a list step by step (floor manager): `POST /v1/campaigns/:campaignId/imports` uploads a
 * file and answers with how it was understood; `PUT /v1/imports/:importId/settings` changes that;
 * `POST …/check` goes through all rows and stores nothing; `POST …/commit` imports; `GET` tells how
 * far either is; `DELETE` cancels and leaves nothing behind.
 */
export function importsResource(server: FastifyInstance, center: Center): void {
  server.post(
    '/v1/campaigns/:campaignId/imports',
    {
      bodyLimit: largestFileBytes,
      onRequest: provedFirst(center, 'floor-manager'),
      config: operation({
        summary: 'Uploads a file and tells how it was understood; nothing is stored',
        access: 'floor-manager',
        parameters: [
          {
            in: 'path',
            name: 'campaignId',
            description: 'The campaign',
            example: 'spring-roof-check',
          },
          {
            in: 'header',
            name: 'x-file-name',
            description: 'Name of the file, percent-encoded UTF-8',
            example: 'spring.csv',
          },
        ],
        body: {
          type: 'application/octet-stream',
          description: 'The file itself, at most 32 MB.',
          example: '(bytes)',
        },
        answers: [{ status: 201, schema: importAnalysis, example: importAnalysisExample }],
        problems: ['malformed', 'not-found', 'too-large', 'unsupported-format'],
      }),
    },
    async (request, reply) => {
      const given = await fileOf(center, request, reply);
      if (!given) return reply;
      const imports = await importsOf(center);
      return answer(reply, 201, await imports.upload(given.caller, given.file));
    },
  );

  server.put(
    '/v1/imports/:importId/settings',
    {
      config: operation({
        summary: 'Changes how the file is read',
        access: 'floor-manager',
        parameters: [{ in: 'path', name: 'importId', description: 'The import', example: 'i1' }],
        body: { schema: importSettings, example: importSettingsExample },
        answers: [{ status: 200, schema: importAnalysis, example: importAnalysisExample }],
        problems: ['malformed', 'not-found', 'unsupported-format'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const settings = importSettings.safeParse(request.body);
      if (!settings.success) {
        return sendProblem(reply, problem('malformed', z.prettifyError(settings.error)));
      }
      const imports = await importsOf(center);
      return answer(reply, 200, await imports.change(caller, idOf(request.params), settings.data));
    },
  );

  for (const step of ['check', 'commit'] as const) {
    server.post(
      `/v1/imports/:importId/${step}`,
      {
        config: operation({
          summary:
            step === 'check'
              ? 'Goes through every row and stores nothing'
              : 'Imports; seen by nobody until all of it is there',
          access: 'floor-manager',
          parameters: [{ in: 'path', name: 'importId', description: 'The import', example: 'i1' }],
          answers: [{ status: 202, schema: importProgress, example: importProgressExample }],
          problems: ['malformed', 'not-found'],
        }),
      },
      async (request, reply) => {
        const caller = await authenticate(center, request, reply, 'floor-manager');
        if (!caller) return reply;
        const imports = await importsOf(center);
        return answer(reply, 202, imports[step](caller, idOf(request.params)));
      },
    );
  }

  server.get(
    '/v1/imports/:importId',
    {
      config: operation({
        summary: 'How far an import is',
        access: 'floor-manager',
        parameters: [{ in: 'path', name: 'importId', description: 'The import', example: 'i1' }],
        answers: [{ status: 200, schema: importProgress, example: importProgressExample }],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const imports = await importsOf(center);
      return answer(reply, 200, imports.progress(caller, idOf(request.params)));
    },
  );

  server.delete(
    '/v1/imports/:importId',
    {
      config: operation({
        summary: 'Cancels, and leaves nothing behind',
        access: 'floor-manager',
        parameters: [{ in: 'path', name: 'importId', description: 'The import', example: 'i1' }],
        answers: [{ status: 200, schema: importProgress, example: importProgressExample }],
        problems: ['not-found'],
      }),
    },
    async (request, reply) => {
      const caller = await authenticate(center, request, reply, 'floor-manager');
      if (!caller) return reply;
      const imports = await importsOf(center);
      return answer(reply, 200, await imports.cancel(caller, idOf(request.params)));
    },
  );
}

function idOf(params: unknown): string {
  return byImport.safeParse(params).data?.importId ?? '';
}

function answer<Value>(reply: FastifyReply, status: number, result: Result<Value>): FastifyReply {
  return result.ok ? reply.code(status).send(result.value) : sendProblem(reply, result.problem);
}
