import ts from 'typescript';

/**
 * The text of a literal, `…` for what it is filled with; `undefined` for what is none, and for the
 * name of a property.
 */
export function textOf(node: ts.Node): string | undefined {
  const parent: ts.Node | undefined = node.parent;
  if (parent !== undefined && ts.isPropertyAssignment(parent) && parent.name === node) return undefined;
  if (ts.isJsxText(node) || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}
