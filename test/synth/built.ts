import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { scratch } from './scratch';

const ROOT = join(__dirname, '../..');

/**
 * A folder in which programs find the library of this very source under the name `pavement`, for tests that need processes of their own.
 *
 * Only types are dropped, so it is there in a second and never older than the source.
 */
export function builtLibrary(): string {
  const folder = scratch();
  const library = join(folder, 'library');
  for (const entry of readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true }).filter(found => found.isFile())) {
    const source = join(entry.parentPath, entry.name);
    const target = join(library, 'lib', source.slice(join(ROOT, 'src').length));
    mkdirSync(dirname(target), { recursive: true });
    if (source.endsWith('.ts')) {
      const { outputText } = transpileModule(readFileSync(source, 'utf8'), {
        compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
      });
      writeFileSync(target.replace(/\.ts$/, '.js'), outputText);
    } else {
      cpSync(source, target);
    }
  }
  cpSync(join(ROOT, 'package.json'), join(library, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'project', 'node_modules'), { recursive: true });
  symlinkSync(library, join(folder, 'project', 'node_modules', 'pavement'));
  return join(folder, 'project');
}
