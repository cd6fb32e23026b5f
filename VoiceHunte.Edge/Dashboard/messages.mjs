/** Checks the languages of the dashboard against English: same keys, same placeholders, the plural forms the language has. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

export async function checkMessages(build, folder) {
  const languages = {};
  for (const file of readdirSync(folder).filter((name) => /^[a-z]{2}\.ts$/.test(name))) {
    const result = await build({ entryPoints: [join(folder, file)], bundle: true, write: false, format: 'esm', logLevel: 'error' });
    const url = `data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString('base64')}`;
    languages[basename(file, '.ts')] = (await import(url)).default;
  }
  const faults = Object.entries(languages).flatMap(([language, messages]) => faultsOf(language, messages, languages.en));
  for (const fault of faults) console.error(`dashboard: error : ${fault}`);
  if (faults.length) process.exit(1);
}

function faultsOf(language, messages, english) {
  const faults = [];
  const expected = new Intl.PluralRules(language).resolvedOptions().pluralCategories.slice().sort().join(' ');
  for (const [key, original] of Object.entries(english)) {
    const message = messages[key];
    if (message === undefined) {
      faults.push(`${language}: ${key} is missing`);
    } else if (typeof message !== typeof original) {
      faults.push(`${language}: ${key} is a plural in one language and a sentence in another`);
    } else if (typeof message === 'object') {
      const forms = Object.keys(message).sort().join(' ');
      if (forms !== expected) faults.push(`${language}: ${key} has the plural forms "${forms}", the language has "${expected}"`);
      for (const form of Object.values(message)) compare(language, key, form, original.other, faults);
    } else {
      compare(language, key, message, original, faults);
    }
  }
  for (const key of Object.keys(messages)) if (!(key in english)) faults.push(`${language}: ${key} is not in English`);
  return faults;
}

function compare(language, key, message, original, faults) {
  const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');
  if (!message.trim()) faults.push(`${language}: ${key} is empty`);
  if (placeholders(message) !== placeholders(original)) {
    faults.push(`${language}: ${key} has the placeholders "${placeholders(message)}", English has "${placeholders(original)}"`);
  }
}
