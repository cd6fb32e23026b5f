/**
 * Builds the dashboard. `dotnet build` calls it through Dashboard.targets; by hand it is
 *
 *     node VoiceHunte.Edge/Dashboard/build.mjs artifacts/dashboard
 *
 * What it does, in order:
 *  1. copies this folder to <out>/ (so that node_modules never lies among the sources);
 *  2. `npm ci --ignore-scripts` there, but only when the lock file changed;
 *  3. checks the four languages against each other (messages.mjs);
 *  4. `tsc --noEmit`;
 *  5. esbuild: a chunk for each page and language, names hashed by content;
 *  6. writes <out>/dist: index.html, favicon.svg, licences.txt (of the packages bundled), assets/*, each also as .gz (gzip -9, no date: the same bytes everywhere);
 *  7. manifest.json: path, type, bytes, gzip bytes, SHA-256 of each; and the weights, which fail the build over the budget.
 *
 * index.html keeps %LANG% and %THEME%: the server fills them from the cookies, so that no script has to before the first paint.
 * The page's own paths (/, /reservations, /messages, /calls, /calls/{id}, /numbers, /money, /voices, /phone, /state, /latency, /settings)
 * are all index.html. assets/* never change under one name and may be kept for ever.
 * Only Node and npm are needed, and only here: what runs on the appliance is the binary.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkMessages } from './messages.mjs';

const FIRST_PAGE_LIMIT = 70 * 1024;
const TOTAL_LIMIT = 150 * 1024;
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8',
};

const source = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? 'artifacts/dashboard');
const dist = join(out, 'dist');

copySources();
installPackages();
const require = createRequire(join(out, 'package.json'));
const { build } = await import(require.resolve('esbuild'));
await checkMessages(build, join(out, 'src/i18n'));
run(process.execPath, [require.resolve('typescript/package.json').replace('package.json', 'bin/tsc'), '--noEmit', '-p', '.']);
const chunks = await bundle();
weigh(writeManifest(), chunks);

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: out, stdio: 'inherit' });
  } catch {
    console.error(`dashboard: error : ${[command, ...args].join(' ')} failed in ${out}`);
    process.exit(1);
  }
}

function copySources() {
  rmSync(join(out, 'src'), { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const name of ['src', 'package.json', 'package-lock.json', '.npmrc', 'tsconfig.json']) {
    cpSync(join(source, name), join(out, name), { recursive: true });
  }
}

function installPackages() {
  const lock = createHash('sha256').update(readFileSync(join(out, 'package-lock.json'))).digest('hex');
  const stamp = join(out, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

async function bundle() {
  rmSync(dist, { recursive: true, force: true });
  const result = await build({
    absWorkingDir: out,
    entryPoints: { app: 'src/main.tsx', style: 'src/styles/style.css' },
    outdir: join(dist, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/assets',
    bundle: true, splitting: true, format: 'esm', minify: true, metafile: true,
    target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact',
    loader: { '.svg': 'file' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  if (result.warnings.length) process.exit(1);
  const outputs = Object.entries(result.metafile.outputs).map(([path, output]) => ({ path: relative(dist, join(out, path)), ...output }));
  const app = outputs.find((o) => o.entryPoint === 'src/main.tsx');
  const style = outputs.find((o) => o.entryPoint === 'src/styles/style.css');
  const early = app.imports.filter((i) => i.kind === 'import-statement').map((i) => relative(dist, join(out, i.path)));
  const html = readFileSync(join(source, 'index.html'), 'utf8')
    .replace('<!-- styles -->', `<link rel="stylesheet" href="/${style.path}">`)
    .replace('<!-- scripts -->', [
      ...early.map((path) => `<link rel="modulepreload" href="/${path}">`), `<script type="module" src="/${app.path}"></script>`,
    ].join('\n  '));
  writeFileSync(join(dist, 'index.html'), html);
  cpSync(join(source, 'favicon.svg'), join(dist, 'favicon.svg'));
  writeLicences(Object.keys(result.metafile.inputs));
  return outputs;
}

/** The notices that the packages in the bundle ask to be kept with it. */
function writeLicences(inputs) {
  const names = [...new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))].sort();
  const notices = names.map((name) => {
    const folder = join(out, 'node_modules', name);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  writeFileSync(join(dist, 'licences.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
}

function writeManifest() {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
  const manifest = files.map((path) => {
    const bytes = readFileSync(join(dist, path));
    const gz = gzipSync(bytes, { level: 9 });
    gz[9] = 255; // "Made on" says unknown, whatever made it.
    writeFileSync(join(dist, `${path}.gz`), gz);
    return { path, type: TYPES[extname(path)], bytes: bytes.length, gzip: gz.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** A page weighs what its first visitor fetches for it: the shell, English (the languages differ little) and its own chunks. */
function weigh(manifest, chunks) {
  const gzip = new Map(manifest.map((file) => [file.path, file.gzip]));
  const byPath = new Map(chunks.map((chunk) => [chunk.path, chunk]));
  const withImports = (path, seen = new Set()) => {
    if (seen.has(path) || !byPath.has(path)) return seen;
    seen.add(path);
    for (const i of byPath.get(path).imports) if (i.kind === 'import-statement') withImports(relative(dist, join(out, i.path)), seen);
    return seen;
  };
  const of = (entry) => chunks.find((chunk) => chunk.entryPoint === entry).path;
  const sum = (paths) => [...paths].reduce((total, path) => total + gzip.get(path), 0);
  const icons = chunks.find((chunk) => chunk.path.includes('icons-')).path;
  const shell = new Set([...withImports(of('src/main.tsx')), ...withImports(of('src/i18n/en.ts')), of('src/styles/style.css'), icons, 'index.html', 'favicon.svg']);
  const kb = (bytes) => `${(bytes / 1024).toFixed(1).padStart(6)} KB`;
  const total = sum(gzip.keys());
  console.log(`dashboard: gzip -9\n  ${kb(sum(shell))}  shell`);
  let failed = total > TOTAL_LIMIT;
  for (const { entryPoint, path } of chunks.filter((chunk) => chunk.entryPoint?.startsWith('src/pages/'))) {
    const page = sum(new Set([...shell, ...withImports(path)]));
    failed ||= page > FIRST_PAGE_LIMIT;
    console.log(`  ${kb(page)}  first visit of ${entryPoint.slice('src/pages/'.length, -'.tsx'.length)}`);
  }
  console.log(`  ${kb(total)}  everything`);
  if (!failed) return;
  console.error(`dashboard: error : over the budget (${FIRST_PAGE_LIMIT / 1024} KB a first page, ${TOTAL_LIMIT / 1024} KB in all)`);
  process.exit(1);
}
