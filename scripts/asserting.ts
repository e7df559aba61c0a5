import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A test that cannot fail by an assertion of its own. */
export interface Silent {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly why: 'no assertion' | 'assertions only where nothing may run';
}

type Asserts = 'never' | 'perhaps' | 'always';
type Body = ts.FunctionLikeDeclaration;

const runners = /^(it|test)$/;
// Called for each of what there is, or when something happens: for nothing, perhaps.
const perhaps =
  /^(forEach|map|flatMap|filter|then|catch|on|once|addListener|addEventListener|setTimeout|setImmediate)$/;

/** Looks at test files, and at the helpers that they import. */
export class AssertionFinder {
  readonly #files = new Map<string, Source>();

  silentIn(file: string): Silent[] {
    const source = this.#source(file);
    if (source === undefined) return [];
    return source.tests.flatMap(({ call, body }) => {
      const asserts = this.#inBody(body, source, new Set());
      if (asserts === 'always') return [];
      const { line } = source.node.getLineAndCharacterOfPosition(call.getStart(source.node));
      const name = call.arguments[0]?.getText(source.node) ?? '';
      const why = asserts === 'never' ? 'no assertion' : 'assertions only where nothing may run';
      return [{ file, line: line + 1, name, why }];
    });
  }

  #source(file: string): Source | undefined {
    if (!existsSync(file)) return undefined;
    const known = this.#files.get(file) ?? readSource(file);
    this.#files.set(file, known);
    return known;
  }

  #inBody(body: Body, source: Source, seen: Set<ts.Node>): Asserts {
    if (seen.has(body)) return 'never';
    seen.add(body);
    let found: Asserts = 'never';
    const visit = (node: ts.Node, sure: boolean): void => {
      if (found === 'always') return;
      if (
        this.#asserts(node, source, seen, (more) => {
          if (more === 'always' && sure) found = 'always';
          else if (more !== 'never' && found === 'never') found = 'perhaps';
        })
      )
        return;
      ts.forEachChild(node, (child) => visit(child, sure && !mayNotRun(node, child, source)));
    };
    if (body.body !== undefined) visit(body.body, true);
    return found;
  }

  /** Tells what a node asserts by itself; true where its children are not to be looked at. */
  #asserts(node: ts.Node, source: Source, seen: Set<ts.Node>, tell: (found: Asserts) => void): boolean {
    if (ts.isThrowStatement(node)) tell('perhaps');
    if (!ts.isCallExpression(node)) return false;
    const name = rootName(node.expression);
    if (name === 'expect' || name === 'assert' || node.expression.getText(source.node) === 'fc.assert') {
      tell('always');
      return false;
    }
    const helper = name === undefined ? undefined : this.#helper(name, source);
    if (helper !== undefined) {
      const inside = this.#inBody(helper.body, helper.source, seen);
      // A helper that throws unless it is given what it should be is an assertion.
      tell(inside === 'never' ? 'never' : 'always');
    }
    return false;
  }

  #helper(name: string, source: Source): { body: Body; source: Source } | undefined {
    const here = source.functions.get(name);
    if (here !== undefined) return { body: here, source };
    const from = source.imports.get(name);
    const there = from === undefined ? undefined : this.#source(from);
    const body = there?.functions.get(name);
    return there === undefined || body === undefined ? undefined : { body, source: there };
  }
}

interface Source {
  readonly node: ts.SourceFile;
  readonly tests: { call: ts.CallExpression; body: Body }[];
  readonly functions: Map<string, Body>;
  /** Names of other files of ours, and where they lie. */
  readonly imports: Map<string, string>;
}

function readSource(file: string): Source {
  const node = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const source: Source = { node, tests: [], functions: new Map(), imports: new Map() };
  const visit = (one: ts.Node): void => {
    if (ts.isImportDeclaration(one)) noteImport(one, file, source);
    if (ts.isFunctionDeclaration(one) && one.name !== undefined) source.functions.set(one.name.text, one);
    if (
      ts.isVariableDeclaration(one) &&
      ts.isIdentifier(one.name) &&
      one.initializer !== undefined &&
      isBody(one.initializer)
    )
      source.functions.set(one.name.text, one.initializer);
    if (ts.isMethodDeclaration(one) && ts.isIdentifier(one.name)) source.functions.set(one.name.text, one);
    if (ts.isCallExpression(one) && runners.test(rootName(one.expression) ?? '')) {
      const body = one.arguments.find(isBody);
      if (
        body !== undefined &&
        !/\.(each|skipIf|runIf|extend|use|beforeEach|afterEach|beforeAll|afterAll|describe|step|skip|fixme|slow)$/.test(
          one.expression.getText(node),
        )
      )
        source.tests.push({ call: one, body });
    }
    ts.forEachChild(one, visit);
  };
  visit(node);
  return source;
}

function noteImport(node: ts.ImportDeclaration, file: string, { imports }: Source): void {
  if (!ts.isStringLiteral(node.moduleSpecifier) || !node.moduleSpecifier.text.startsWith('.')) return;
  const from = join(dirname(file), node.moduleSpecifier.text);
  const names = node.importClause?.namedBindings;
  if (names !== undefined && ts.isNamedImports(names))
    for (const { name } of names.elements) imports.set(name.text, from);
}

function isBody(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/**
 * `it` of `it.each(…)(…)`, `expect` of `expect(…).not.toBe`, `check` of `check(…)`, `has` of
 * `this.has(…)`.
 */
function rootName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isCallExpression(node)) return rootName(node.expression);
  if (!ts.isPropertyAccessExpression(node))
    return ts.isTaggedTemplateExpression(node) ? rootName(node.tag) : undefined;
  const root = rootName(node.expression);
  return root !== undefined && /^(it|test|expect|assert)$/.test(root) ? root : node.name.text;
}

/**
 * Whether a part of a node may be passed over: the body of a loop over nothing, a branch, a
 * callback.
 */
function mayNotRun(node: ts.Node, child: ts.Node, { node: file }: Source): boolean {
  if (ts.isForOfStatement(node)) return child === node.statement && mayBeEmpty(node.expression);
  if (ts.isForInStatement(node) || ts.isWhileStatement(node)) return child === node.statement;
  if (ts.isIfStatement(node)) return child !== node.expression && node.elseStatement === undefined;
  if (ts.isCatchClause(node)) return true;
  if (!ts.isCallExpression(node) || !isBody(child)) return false;
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return perhaps.test(expression.getText(file));
  return perhaps.test(expression.name.text) && mayBeEmpty(expression.expression);
}

/**
 * A list that is written out is not empty. Neither is a constant that holds such a list, nor a
 * range.
 */
function mayBeEmpty(list: ts.Expression): boolean {
  if (ts.isAsExpression(list) || ts.isParenthesizedExpression(list) || ts.isSatisfiesExpression(list))
    return mayBeEmpty(list.expression);
  if (ts.isArrayLiteralExpression(list))
    return (
      list.elements.length === 0 ||
      list.elements.every((one) => ts.isSpreadElement(one) && mayBeEmpty(one.expression))
    );
  if (ts.isObjectLiteralExpression(list)) return list.properties.length === 0;
  if (ts.isIdentifier(list)) {
    const made = constantOf(list);
    return made === undefined ? true : mayBeEmpty(made);
  }
  if (!ts.isCallExpression(list)) return true;
  const {
    expression,
    arguments: [first],
  } = list;
  if (!ts.isPropertyAccessExpression(expression)) return true;
  const called = expression.getText();
  if (/^Object\.(entries|keys|values)$/.test(called)) return first === undefined || mayBeEmpty(first);
  if (called === 'Array.from')
    return first === undefined || (!ts.isObjectLiteralExpression(first) && mayBeEmpty(first));
  return /^(entries|keys|values|map|toReversed|toSorted|sort|reverse|concat)$/.test(expression.name.text)
    ? mayBeEmpty(expression.expression)
    : true;
}

/** What a `const` in the same file was made of. */
function constantOf(name: ts.Identifier): ts.Expression | undefined {
  for (let scope: ts.Node | undefined = name.parent; scope !== undefined; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find(
        (one) => ts.isIdentifier(one.name) && one.name.text === name.text,
      );
      if (found !== undefined) return found.initializer;
    }
  }
  return undefined;
}
