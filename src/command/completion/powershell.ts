import { stopsOf, type CompletionFlag, type CompletionWords, type Stop } from "./words.ts";

/** For `backwright completion powershell | Out-String | Invoke-Expression`. */
export function powershellScript(words: CompletionWords): string {
  const { bin } = words;
  return [
    `# Completion of ${bin} for PowerShell. Load it with: ${bin} completion powershell | Out-String | Invoke-Expression`,
    `Register-ArgumentCompleter -Native -CommandName ${quote(bin)} -ScriptBlock {`,
    "  param($wordToComplete, $commandAst, $cursorPosition)",
    "  $stops = @{",
    ...stopsOf(words).map(stopLine),
    "  }",
    "  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })",
    "  if ($wordToComplete -ne '' -and $words.Count -gt 0) { $words = @($words | Select-Object -SkipLast 1) }",
    "  $command = ''",
    "  foreach ($word in $words) {",
    '    $longer = "$command $word".Trim()',
    "    if (-not $stops.ContainsKey($longer)) { break }",
    "    $command = $longer",
    "  }",
    "  $stop = $stops[$command]",
    "  $previous = if ($words.Count -gt 0) { $words[-1] } else { '' }",
    "  $found = if ($stop.Values.ContainsKey($previous)) { $stop.Values[$previous] }",
    "    elseif ($wordToComplete.StartsWith('-')) { $stop.Flags } else { $stop.Next }",
    '  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {',
    "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)",
    "  }",
    "}",
    "",
  ].join("\n");
}

function stopLine({ at, next, flags }: Stop): string {
  const values = flags.filter(({ takesValue }) => takesValue).map(valueEntry);
  const words = list(next.map(({ word }) => word));
  return `    ${quote(at)} = @{ Next = ${words}; Flags = ${list(flags.map(({ name }) => name))}; Values = @{ ${values.join("; ")} } }`;
}

const valueEntry = ({ name, choices }: CompletionFlag): string => `${quote(name)} = ${list(choices)}`;
const list = (words: readonly string[]): string => `@(${words.map(quote).join(", ")})`;
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
