/** A class or module of Electron's declarations: what can be written after its name. */
export type Declaration = {
  parent: string | undefined;
  members: Set<string>;
};

export type Declarations = Map<string, Declaration>;

/**
 * Reads electron.d.ts, whose generated layout is regular: types are indented by two spaces, their
 * members by four.
 */
export function parseDeclarations(text: string): Declarations {
  const found: Declarations = new Map();
  let current: Declaration | undefined;
  for (const line of text.split('\n')) {
    const start = /^ {2}(?:class|interface) (\w+)(?: extends ([\w.]+))?.* \{$/.exec(line);
    if (start?.[1] !== undefined) {
      current = found.get(start[1]) ?? {
        parent: start[2],
        members: new Set(),
      };
      found.set(start[1], current);
      continue;
    }
    if (line === '  }') current = undefined;
    if (current !== undefined) readMember(current, line);
  }
  return found;
}

function readMember(declaration: Declaration, line: string): void {
  const member = /^ {4}(?:readonly )?(?:get |set )?(\w+)[?]?[(:]/.exec(line);
  if (member?.[1] !== undefined) declaration.members.add(member[1]);
}

/** True when the type or one it extends has the member. */
export function hasMember(declarations: Declarations, type: string, member: string): boolean {
  const declaration = declarations.get(type);
  if (declaration === undefined) return false;
  if (declaration.members.has(member)) return true;
  return declaration.parent !== undefined && hasMember(declarations, declaration.parent, member);
}
