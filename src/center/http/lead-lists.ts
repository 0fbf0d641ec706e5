import type { FastifyInstance } from 'fastify';
import type { Center } from '../center.ts';
export function leadListsResource(_server: FastifyInstance, _center: Center): void {}
