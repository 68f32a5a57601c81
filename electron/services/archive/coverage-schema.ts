/**
 * `coverage`: what is known of which time, whole seconds as ms, never overlapping. `sync_facts`: single
 * numbers the sync goes on with. `announced`: jobs the window was told about.
 */
export const coverageSchema = `CREATE TABLE coverage (
     start INTEGER PRIMARY KEY,
     end INTEGER NOT NULL CHECK (end >= start),
     state TEXT NOT NULL CHECK (state IN ('complete', 'partial')),
     at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE sync_facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE announced (
     job_id TEXT NOT NULL,
     reason TEXT NOT NULL,
     PRIMARY KEY (job_id, reason)
   ) STRICT, WITHOUT ROWID`
