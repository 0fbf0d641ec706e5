import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Center } from '../center.ts';
import { putRoutes } from '../routes.ts';
import type { Switchboard } from '../socket/switchboard.ts';
import { type DescribedRoute, describeRoutes, openApi } from './openapi.ts';

let described: readonly DescribedRoute[];
let undescribed: readonly string[];
beforeAll(async () => {
  const server = Fastify();
  await server.register(websocket);
  ({ described, undescribed } = describeRoutes(server));
  // Nothing is asked of them here: only which routes there are.
  const center = {} as Center;
  const switchboard = {} as Switchboard;
  const log = pino({ level: 'silent' });
  server.register((routes, _options, done) => {
    putRoutes(routes, {
      center,
      switchboard,
      log,
      ending: () => false,
      metricsToken: null,
      trustProxy: false,
    });
    done();
  });
  await server.ready();
});

test('every route is described beside its handler', () => {
  // The sync socket is no HTTP resource; docs/protocol.md describes it.
  expect(undescribed.filter((route) => route !== 'GET /sync')).toEqual([]);
  expect(described.length).toBeGreaterThan(15);
});

test('each example is what its schema takes', () => {
  for (const { method, path, operation } of described) {
    const bodies = [...(operation.body ? [operation.body] : []), ...operation.answers];
    for (const { schema, example } of bodies) {
      const parsed = schema?.safeParse(example);
      expect(parsed?.error?.issues ?? [], `${method} ${path}`).toEqual([]);
    }
  }
});

test('each place in a path is a described parameter, and the other way round', () => {
  for (const { path, operation } of described) {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const told = (operation.parameters ?? []).filter((one) => one.in === 'path');
    expect(
      told.map((one) => one.name),
      path,
    ).toEqual(inPath);
  }
});

test('an answer with a body shows one', () => {
  for (const { path, operation } of described) {
    for (const { status, example } of operation.answers) {
      expect(example === undefined, `${path} ${status}`).toBe(status === 204);
    }
  }
});

describe('the document', () => {
  test('is OpenAPI 3.1, with every route, its errors and an example of each', () => {
    const document = JSON.parse(JSON.stringify(openApi(described)));
    expect(document.openapi).toBe('3.1.0');
    for (const { method, path } of described) {
      const one = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')][method.toLowerCase()];
      expect(one.summary, path).toMatch(/^[A-Z]/);
      const { '503': unavailable } = one.responses;
      expect(Object.keys(unavailable.content), path).toContain('application/problem+json');
    }
  });
});
