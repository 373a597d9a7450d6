import * as z from 'zod';
import { ComoveError, errorBody } from './errors.ts';
import { methods, type Handlers, type MethodName } from './methods.ts';
import type { Reply } from './transport.ts';

/**
 * Answers one call, whoever sent it: every door leads through here.
 *
 * Unknown names and inputs that do not parse are refused with USAGE. What a handler returns is parsed too, so
 * that keys the contract does not name never leave the host; an output that does not parse is a defect of ours.
 *
 * @param name as received, of any type and content
 * @param raw the input as received
 * @param onDefect told of every INTERNAL error with its stack, which the reply leaves out
 * @returns always a reply: every throw becomes `{ok: false, error}`
 */
export async function dispatch(
  handlers: Handlers,
  name: unknown,
  raw: unknown,
  onDefect: (method: string, thrown: unknown) => void = () => {},
): Promise<Reply> {
  try {
    const method = knownMethod(name);
    const input = parseInput(method, raw);
    // The table ties each handler to its own input; TypeScript cannot follow that through a union of names.
    const handler = handlers[method] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: methods[method].output.parse(await handler(input)) };
  } catch (thrown) {
    const error = errorBody(
      thrown instanceof z.core.$ZodError ? offContract(name, thrown) : thrown,
    );
    if (error.code === 'INTERNAL') onDefect(String(name), thrown);
    return { ok: false, error };
  }
}

function knownMethod(name: unknown): MethodName {
  // hasOwn: 'constructor' and '__proto__' are no methods.
  if (typeof name === 'string' && Object.hasOwn(methods, name)) return name as MethodName;
  throw new ComoveError('USAGE', `Unknown method ${JSON.stringify(name) ?? typeof name}.`, {
    remedy: `Known are ${Object.keys(methods).join(', ')}.`,
  });
}

function parseInput(method: MethodName, raw: unknown): unknown {
  const parsed = methods[method].input.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new ComoveError('USAGE', `${method}: ${describeIssues(parsed.error)}`);
}

function offContract(name: unknown, error: z.core.$ZodError): Error {
  return new Error(`${String(name)} answered off the contract: ${describeIssues(error)}`);
}

function describeIssues(error: z.core.$ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}
