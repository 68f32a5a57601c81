/** What an export writes: rows of the log, those of a stored answer, groups of the statistics, their charts. */
export type ExportKind = 'rows' | 'answer' | 'groups' | 'picture'
