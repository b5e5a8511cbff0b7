/** Names of what comes after the first picture: its words come with it. */
export const enTitles = {
  'imports.title': 'Import files',
  'imports.drop': 'Drop the file to look at it. Nothing is stored before you load it.',
  'board.title': 'Medical board',
  'print.title': 'Print this view',
  'whatif.title': 'What if',
  'whatif.banner': 'WHAT IF: the map shows cover as it would be, not as it is',
  'whatif.leave': 'Back to what is',
  'kind.casevac': 'CASEVAC cases',
  'command.entryCasevac': 'New CASEVAC case',
  'entry.casevac': 'CASEVAC case',
  'casevac.short': 'Cases',
  'casevac.title': 'CASEVAC',
  'caseStatus.unopened': 'not opened',
  'caseStatus.open': 'WAITING',
  'caseStatus.assigned': 'assigned',
  'caseStatus.closed': 'closed',
};
