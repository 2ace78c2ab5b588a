import {
  AnnotatedType, ArrayType, BaseType, Context, DefinitionType, MutableParser, NodeParser, ObjectProperty, ObjectType, StringType, SubNodeParser,
} from 'ts-json-schema-generator';
import * as ts from 'typescript';

/** Factories of a class: its public static methods that answer an instance of it. */
function factoriesOf(node: ts.ClassDeclaration): ts.MethodDeclaration[] {
  return node.members.filter(ts.isMethodDeclaration).filter(member =>
    member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) && member.type?.getText() === node.name?.text);
}

/** What a comment says of a declaration, in one line. */
export function described(checker: ts.TypeChecker, node: ts.NamedDeclaration): string {
  const symbol = node.name && checker.getSymbolAtLocation(node.name);
  const [first] = ts.displayPartsToString(symbol?.getDocumentationComment(checker)).split('\n\n');
  return first.replace(/\n/g, ' ');
}

/**
 * The data form of a class with factories, which jsii has instead of unions: a mapping with one key, the factory's name. Its value is the
 * factory's only argument, or a mapping of its arguments by name with the fields of its options beside them. A factory without arguments is
 * its name alone.
 *
 * An image is the text that a container runtime pulls, as everywhere.
 */
export class FactoryClassParser implements SubNodeParser {
  constructor(private readonly checker: ts.TypeChecker, private readonly children: NodeParser) {}

  public supportsNode(node: ts.Node): boolean {
    return ts.isClassDeclaration(node) && factoriesOf(node).length > 0;
  }

  public createType(node: ts.ClassDeclaration, context: Context): BaseType {
    const name = node.name?.text ?? '';
    const description = described(this.checker, node);
    if (name === 'Image') {
      return new DefinitionType(name, new AnnotatedType(new StringType(), {
        'description': `${description} \`registry.example.com/shop/checkout-api@sha256:…\`, or before production with a tag: \`registry.example.com/shop/checkout-api:1.4.2\`.`,
        'x-class': name,
      }, false));
    }
    const factories = factoriesOf(node);
    const form = new ObjectType(`form-${name}`, [], factories.filter(({ parameters }) => parameters.length > 0)
      .map(factory => new ObjectProperty(factory.name.getText(), this.argumentsOf(factory, context), false)), false);
    const words = factories.filter(({ parameters }) => parameters.length === 0).map(factory => factory.name.getText());
    return new DefinitionType(name, new AnnotatedType(form, {
      description, 'minProperties': 1, 'maxProperties': 1, 'x-class': name, ...words.length > 0 && { 'x-words': words },
    }, false));
  }

  private argumentsOf(factory: ts.MethodDeclaration, context: Context): BaseType {
    const isOptions = (parameter: ts.ParameterDeclaration) => parameter.name.getText() === 'options';
    const named = factory.parameters.filter(parameter => !isOptions(parameter));
    const options = factory.parameters.filter(isOptions).map(parameter => this.typeOf(parameter, context));
    const description = described(this.checker, factory);
    if (named.length === 1 && options.length === 0) {
      return new AnnotatedType(this.typeOf(named[0], context), { description: `${description} ${this.parameterText(named[0])}` }, false);
    }
    const properties = named.map(parameter => new ObjectProperty(
      parameter.name.getText(), new AnnotatedType(this.typeOf(parameter, context), { description: this.parameterText(parameter) }, false), true,
    ));
    return new AnnotatedType(new ObjectType(`form-${factory.name.getText()}-${factory.pos}`, options, properties, false), {
      description, 'x-arguments': named.map(parameter => parameter.name.getText()),
    }, false);
  }

  private typeOf({ type }: ts.ParameterDeclaration, context: Context): BaseType {
    return this.children.createType(type as ts.TypeNode, context);
  }

  private parameterText(parameter: ts.ParameterDeclaration): string {
    const comment = this.checker.getSymbolAtLocation(parameter.name)?.getDocumentationComment(this.checker);
    const text = ts.displayPartsToString(comment).replace(/^- /, '').replace(/\n/g, ' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
  }
}

/**
 * The data form of something with behaviour (`IBindable`): the name of a component. Where a class with factories has the behaviour as well
 * (`External`), its form will do too.
 */
export class ComponentReferenceParser implements SubNodeParser {
  constructor(private readonly children: NodeParser, private readonly classes: readonly ts.ClassDeclaration[]) {}

  public supportsNode(node: ts.Node): boolean {
    return ts.isInterfaceDeclaration(node) && /^I[A-Z]/.test(node.name.text);
  }

  public createType(node: ts.InterfaceDeclaration, context: Context): BaseType {
    const name = node.name.text;
    const behaviours = ({ heritageClauses }: ts.ClassDeclaration) =>
      heritageClauses?.flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
    const others = this.classes.filter(candidate => behaviours(candidate)?.includes(name));
    const forms = others.map(other => this.children.createType(other, context));
    const description = forms.length === 0 ? 'The name of a component.' : 'The name of a component, or where it is.';
    const annotations = { description, 'x-component': true };
    // a form beside the name travels as the only entry of a list, until the schema is put together
    return new DefinitionType(name, forms.length === 0
      ? new AnnotatedType(new StringType(), annotations, false)
      : new AnnotatedType(new ArrayType(forms[0]), { ...annotations, 'x-or-name': true }, false));
  }
}

/** Teaches the generator the data forms. */
export function addDataForms(parser: MutableParser & NodeParser, program: ts.Program): void {
  const checker = program.getTypeChecker();
  const classes = program.getSourceFiles().filter(({ isDeclarationFile }) => !isDeclarationFile)
    .flatMap(file => file.statements.filter(ts.isClassDeclaration)).filter(node => factoriesOf(node).length > 0);
  parser.addNodeParser(new FactoryClassParser(checker, parser));
  parser.addNodeParser(new ComponentReferenceParser(parser, classes));
}
