import type { ContractMessages } from './messages'
import { retCodeTexts } from './ret-codes'

/** English texts. This file says which keys there are. */
export const en = {
  app: {
    subtitle: 'E-HPC',
    profiles: 'Zone profiles',
    skip: 'Skip to the log',
    settings: 'Settings',
    sidebar: 'Side bar',
    sidebarWidth: 'Width of the side bar',
    detailWidth: 'Width of the detail pane',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark', contrast: 'Contrast' },
    language: 'Language',
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Try again',
    dismiss: 'Dismiss',
    notKept: 'The change was not kept. {what}.',
    locked:
      'Evaluation runtime: only endpoints on this machine may be used. To work with a real zone, use an official build, or “npm start” from the sources.'
  },
  first: {
    title: 'What happened on your cluster?',
    text: 'Oplog shows the operation log of a QingCloud E-HPC zone, keeps every row it has seen, and works offline.',
    demoTitle: 'Look around first',
    newTitle: 'Connect a zone',
    demo: 'Open the demo zone',
    demoText: 'Invented operations from a server on this machine. Nothing leaves it.',
    new: 'New profile',
    newText: 'A zone with your own access key. The secret goes to the system keychain only.'
  },
  profile: {
    switch: 'Switch and manage profiles',
    none: 'None yet',
    new: 'New profile',
    edit: 'Edit this profile',
    duplicate: 'Duplicate',
    up: 'Move up',
    down: 'Move down',
    exportFile: 'Export profiles…',
    importFile: 'Import profiles…',
    exported:
      '{count} profile written, without secrets: {path} | {count} profiles written, without secrets: {path}',
    imported:
      '{count} profile added, {skipped} left out. | {count} profiles added, {skipped} left out.',
    titleNew: 'New zone profile',
    titleEdit: 'Edit zone profile',
    name: 'Name',
    zone: 'Zone',
    zoneFixed: 'A profile keeps its zone; create a new profile for another zone.',
    endpoint: 'Endpoint',
    accessKeyId: 'Access key id',
    keyHint: 'From the vendor’s console, together with its secret key.',
    secretKey: 'Secret key',
    secretAsk: 'Enter the secret key…',
    secretKeep: 'Leave empty to keep the stored one',
    secretHint: 'Goes to the system keychain and is never shown again.',
    colour: 'Colour',
    group: 'Group',
    note: 'Note',
    test: 'Test the connection',
    testing: 'Testing…',
    testOk:
      'Connected: {ms} ms, clock skew {skew}, {count} row visible. | Connected: {ms} ms, clock skew {skew}, {count} rows visible.',
    save: 'Save',
    saving: 'Saving…',
    saved: 'The profile “{name}” was saved.',
    remove: 'Delete…',
    removeConfirm: 'Delete profile and secret',
    removeArchive: 'Also delete its archive (every row held locally)',
    removeText: 'The profile “{name}” and its secret key will be removed.',
    removed: 'The profile “{name}” was deleted.',
    sessionOnly: 'Keep the secret only until Oplog quits',
    builtIn: 'Built-in demo zone'
  },
  connection: {
    live: 'live',
    unreachable: 'unreachable',
    refusing: 'refuses',
    unknown: 'not asked'
  },
  view: { label: 'View', live: 'Live', archive: 'Archive' },
  range: {
    label: 'Time range',
    all: 'Any time',
    '1h': 'Last hour',
    '24h': 'Last 24 hours',
    '7d': 'Last 7 days',
    '30d': 'Last 30 days',
    custom: 'From … to …'
  },
  shortRange: {
    all: 'Any',
    '1h': '1 h',
    '24h': '24 h',
    '7d': '7 d',
    '30d': '30 d',
    custom: 'Dates'
  },
  zone: { label: 'Time zone', local: 'Local time', UTC: 'UTC', 'Asia/Shanghai': 'Asia/Shanghai' },
  toolbar: {
    text: 'Search any field',
    textOff: 'Searching every field works in Archive only; the service cannot do it.',
    refresh: 'Refresh',
    export: 'Export'
  },
  filter: {
    label: 'Filters',
    any: 'any',
    newest: 'Newest first',
    oldest: 'Oldest first',
    apply: 'Apply',
    unapplied: 'Changed and not applied yet: the rows are of the search before',
    reset: 'Reset',
    more: 'More',
    less: 'Fewer',
    timeHint: 'YYYY-MM-DD HH:mm',
    pagingOnly: 'Pages exist at the service only, so in Live; Archive scrolls through all rows',
    serviceOnly: 'Applies at the service only, so in Live',
    applies: { service: 'at the service', both: 'at the service and in Archive', paging: 'paging' }
  },
  status: {
    pending: 'Pending',
    working: 'Working',
    successful: 'Successful',
    failed: 'Failed',
    'done with failure': 'Done with failure'
  },
  table: {
    label: 'Operations',
    columns: 'Columns',
    width: 'Width of the column {column}',
    loading: 'Loading…',
    more: 'Load more',
    cutOff: 'The rest was never loaded. It is there again once the zone answers.',
    moreFailed: 'The next rows could not be loaded.',
    rows: '{count} row | {count} rows',
    found: '{count} row found | {count} rows found',
    resetColumns: 'Default columns',
    profile: 'Profile',
    headHint: 'Click sorts, drag moves, right click or Alt+↓ opens the menu',
    headHintLive: 'Click opens the menu, drag moves; sorting works in Archive only',
    pin: 'Keep {column} at the left',
    moveUp: 'Move {column} towards the start',
    moveDown: 'Move {column} towards the end',
    moved: '{column} is column {place} of {count} now',
    sortLive: 'Sorting by any column works in Archive; the service orders by time only.'
  },
  bar: {
    loaded: '{loaded} of {total} loaded',
    skew: 'clock skew {skew}',
    quota: 'quota left {left} of {limit} · {window}',
    quotaResumes: 'quota used up, goes on at {at}',
    held: 'Nothing held'
  },
  source: { live: 'Live', answer: 'Stored answer', archive: 'Archive' },
  detail: {
    label: 'Detail',
    after: 'after {duration}',
    running: 'for {duration} so far',
    gone: 'When asked again, on {time}, the service no longer had this operation. How it ended is not known; this is how it was last seen.',
    goneMark: 'Had not ended when last seen; the service no longer has it',
    goneStatus: '{status} when last seen; the service no longer has it',
    fields: { create_time: 'Created', status_time: 'Updated' },
    place: '{n} of {total}',
    previous: 'Previous row',
    next: 'Next row',
    collapse: 'Fold the detail pane away',
    expand: 'Unfold the detail pane',
    raw: 'Raw record',
    noRaw: 'The raw record is not held.',
    rawFailed: 'The raw record could not be read.',
    copyAs: 'Copy as',
    copyForms: { text: 'Text', json: 'JSON', markdown: 'Markdown row', curl: 'cURL' },
    copyTitles: {
      text: 'All fields with their names, a line each',
      json: 'The record as received',
      markdown: 'The columns of the table as one row of a Markdown table',
      curl: 'A shell script that asks the service for this operation; key and secret come from its environment'
    },
    curlDemo: 'The demo zone gets another address at each start, so a script could not find it.',
    curlNoId: 'The record has no job id the service could be asked for.',
    copied: 'Copied',
    copyFailed: 'The clipboard refused.',
    resource: 'Show only operations on {id}',
    resourceToo: 'Show operations on {id} too',
    unknownCode: 'unknown code',
    unknownCodeTodo:
      'The vendor has not published what it means. Give code, job id and time to its support.'
  },
  compare: {
    label: 'Compare',
    title: 'Compare operations',
    add: 'Add to comparison',
    drop: 'Take out of comparison',
    open: 'Compare {count}',
    few: 'Choose at least two operations to compare.',
    full: 'At most {most} operations are compared at a time.',
    only: 'Differences only',
    count: '{count} of {total} fields differs | {count} of {total} fields differ',
    field: 'Field',
    remove: 'Take {id} out',
    differs: 'differs',
    absent: '(no such field)',
    same: 'All fields are the same.',
    lacking:
      '{count} of the operations is not held and cannot be shown. | {count} of the operations are not held and cannot be shown.',
    failed: 'The operations could not be read from the archive.'
  },
  viewer: {
    open: 'Fold and search',
    plain: 'Plain text',
    foldAll: 'Fold all',
    unfoldAll: 'Unfold all',
    search: 'Search',
    find: 'Find',
    next: 'next',
    previous: 'previous',
    all: 'all',
    matchCase: 'match case',
    regexp: 'regular expression',
    byWord: 'whole words',
    close: 'Close the search',
    currentMatch: 'current match',
    onLine: 'on line',
    foldLine: 'Fold',
    unfoldLine: 'Unfold',
    folded: 'folded',
    foldedLines: 'Folded lines',
    unfoldedLines: 'Unfolded lines',
    to: 'to',
    unfold: 'unfold'
  },
  condition: {
    label: 'Conditions of the Archive',
    add: 'Add filter',
    how: 'How it is compared',
    is: 'is one of',
    isNot: 'is not',
    search: 'Search values',
    searchOrPaste: 'Search, or paste several',
    pasted: '{count} value added to the condition. | {count} values added to the condition.',
    pastedCut:
      'Only {count} value added: a condition takes {most} at most. | Only {count} values added: a condition takes {most} at most.',
    pastedLive:
      'The service is asked for this text as one value. In Archive, pasted ids become a condition that finds each of them.',
    done: 'Done',
    drop: 'Remove the condition {name}',
    empty: '(empty)',
    noValue: 'No value.',
    ofDistinct: '{shown} of {distinct} values; search for others',
    countsFailed: 'The values could not be counted.',
    archiveOnly: 'Applies to what is held locally, so in Archive only; the service cannot do it.',
    duration: 'Duration',
    age: 'Age',
    hasError: 'Has an error',
    stuck: 'Runs longer than',
    withError: 'with error code',
    noError: 'without error code',
    longer: 'Longer than',
    atLeast: 'At least',
    atMost: 'At most',
    wrongRange: 'The least must not be more than the most.',
    hint: {
      duration: 'From creation to the last change of an operation that ended.',
      age: 'From creation until now.',
      hasError: 'Whether the service gave an error code.',
      stuck: 'Still runs, and was created longer ago than this.'
    }
  },
  span: {
    unit: 'Unit',
    s: '{n} s',
    m: '{n} min',
    h: '{n} h',
    d: '{n} d',
    sName: 'seconds',
    mName: 'minutes',
    hName: 'hours',
    dName: 'days',
    wrong: 'Enter a number such as 30 or 1.5.'
  },
  histogram: {
    name: 'Over time',
    legend: 'Status; a click filters by it',
    legendHint: 'Only this status; with Shift: not this one',
    legendDrop: 'Take it out of the filter',
    label:
      'Operations by time, {total} in all. Arrow keys move, Shift marks, Enter zooms in, Backspace goes back.',
    back: 'Zoom out',
    failed: '{count} failed',
    loading: 'Counting…',
    error: 'The picture could not be counted.'
  },
  statistics: {
    open: 'Statistics',
    close: 'Back to the log',
    title: 'Statistics',
    groupBy: 'Group by',
    day: 'Day',
    columns: {
      count: 'Operations',
      failed: 'Failed',
      rate: 'Failure rate',
      pending: 'Running',
      p50: 'Median',
      p95: '95th percentile',
      max: 'Longest'
    },
    charts: { counts: 'Operations and failure rate', durations: 'Duration' },
    ended: 'Ended without failure',
    chartLabel:
      '{chart}. Arrow keys move, Enter shows the operations, Shift+Enter excludes them; the table below has the same figures.',
    saidCounts: '{name}: {rows}, {failed}, {rate}',
    saidDurations: '{name}: median {p50}, 95th percentile {p95}',
    search: 'Search groups',
    summary: '{groups} · {operations} · {failed} failed ({rate})',
    groups: '{count} group | {count} groups',
    operations: '{count} operation | {count} operations',
    all: 'All operations',
    some: 'The charts show the first {shown} of {total} groups in the order of the table.',
    someDays: 'The charts show the last {shown} of {total} days listed.',
    cut: 'The table lists the first {shown} groups in this order; search for others, or export all.',
    several: 'An operation on several resources counts for each of them.',
    timeless:
      '{count} operation has no time of creation and is in no day. | {count} operations have no time of creation and are in no day.',
    hint: 'A click shows the operations, with Shift it excludes them; a right click has more.',
    without: 'without {names}',
    hintDays: 'A click shows the operations of the day; a right click has more.',
    failed: 'The statistics could not be counted.',
    noGroup: 'No group contains this text.',
    pages: 'Pages of the table',
    previous: 'Previous',
    next: 'Next',
    place: '{first}–{last} of {total}',
    menu: 'Actions on this group',
    show: 'Show the operations: {value}',
    noDayOff: 'A time range cannot leave out one day.',
    export: 'Export…',
    exportTitle: 'Export the statistics',
    exportWhat: '{count} group | All {count} groups, in the order of the table',
    exportPicture:
      'The two charts as drawn, {count} group | The two charts as drawn, {count} groups'
  },
  sync: {
    label: 'Sync and coverage',
    details: 'Details of sync and coverage',
    archive: 'Archive',
    heldOnly: '{count} row held here | {count} rows held here',
    heldOf: 'Rows held here: {held}. When last counted, the service had {all}.',
    none: 'nothing fetched yet',
    complete: 'complete since {since}',
    missing: 'since {since}, {missing} missing',
    forgotten: 'since {since}, {missing} gone at the service',
    lacksRows: 'since {since}, {count} row missing | since {since}, {count} rows missing',
    start: 'Fetch the history',
    resume: 'Go on',
    pause: 'Pause',
    newest: 'Fetch new rows',
    verify: 'Verify',
    verifying: 'Verifying…',
    verified: '{stretches} counted with {calls}, {age}',
    stretches: '{count} stretch | {count} stretches',
    calls: '{count} call | {count} calls',
    allThere: 'Everything the service has is held.',
    countedThere:
      'What was counted is held in full. What is missing or incomplete was not counted.',
    noneCounted: 'What is missing or incomplete was not counted.',
    nothingToVerify: 'No stretch of the history was fetched yet, so there is nothing to verify.',
    lacking:
      '{count} stretch lacks rows; marked as incomplete. | {count} stretches lack rows; marked as incomplete.',
    vanished:
      '{count} row is held that the service no longer has. | {count} rows are held that the service no longer has.',
    progress: '{done} of {count} row | {done} of {count} rows',
    progressUnknown: '{count} row | {count} rows',
    progressVerify: '{done} of {count} stretch | {done} of {count} stretches',
    window: 'Fetching {start} – {end}',
    left: 'about {time}',
    goesOn: 'goes on at {at}',
    endsAt: 'Ends about {at}',
    quota: 'Call quota',
    quotaText: '{used} of {count} call used · {window} | {used} of {count} calls used · {window}',
    gaps: 'Missing or incomplete',
    gapStates: {
      partial: 'incomplete',
      missing: 'never fetched',
      forgotten: 'gone at the service',
      complete: 'complete'
    },
    moreGaps: 'and {count} more',
    noGaps: 'No gap is known.',
    counted: 'The service counted {count} row {age}. | The service counted {count} rows {age}.',
    unreached:
      'The service counts {count} row that it shows at no time, so it could not be fetched. | The service counts {count} rows that it shows at no time, so they could not be fetched.',
    phases: {
      idle: 'up to date',
      backfill: 'syncing',
      newest: 'fetching new rows',
      verify: 'verifying',
      waiting: 'waiting',
      paused: 'paused',
      failed: 'failed'
    },
    incomplete:
      'Not everything of this time range is held: {missing}. There may be more at the service.',
    incompleteMerged:
      'Not everything of this time range is held in every zone: {missing}. There may be more at the services.',
    incompleteForgotten:
      'For {missing} of this time the service has no records any more, and they were not fetched while it had them: what happened then cannot be told.',
    incompleteUnknown:
      'The history of this range was not fetched yet, so only what was seen so far is shown.',
    fetch: 'Fetch what is missing',
    countAgain: 'Count again',
    unread: 'The archive of “{profile}” is left out: {why}. {todo}',
    moreUnread: '{count} more archive is left out. | {count} more archives are left out.'
  },
  follow: {
    on: 'Follow',
    title: 'Show new rows as they come',
    unseen: '{count} new'
  },
  story: {
    title: 'Story of its resources',
    span: 'Stretch of time shown',
    spans: { day: '24 hours', week: '7 days', month: '30 days', all: 'All' },
    some: '{shown} of {total}',
    more: 'The newest {shown}; there are more',
    failed: 'The story could not be read.',
    enlarge: 'Enlarge',
    keys: 'arrow keys move between operations, Enter opens one',
    kinds: { cluster: 'Cluster', queue: 'Queue', node: 'Node', other: 'Resource' },
    moreLanes:
      'and {count} more resource; enlarge to see it | and {count} more resources; enlarge to see them',
    list: 'The operations as a list',
    zoom: 'Zoom and move',
    zoomIn: 'closer',
    zoomOut: 'wider',
    earlier: 'earlier',
    later: 'later',
    whole: '{count} operation | {count} operations',
    cut: 'The newest operation; zoom in to see the others | The newest {count} operations; zoom in to see the others'
  },
  headMenu: {
    label: 'Column {column}',
    ascending: 'Sort ascending',
    descending: 'Sort descending',
    difference: 'Difference to the row above',
    pin: 'Pin at the left',
    left: 'Move left',
    right: 'Move right',
    hide: 'Hide column',
    widths: 'Default widths',
    atEnd: 'It is at this end already.',
    lastOne: 'The last column cannot be hidden.'
  },
  selection: {
    count: '{count} row selected | {count} rows selected',
    none: 'One row or none selected',
    busy: 'Selecting…',
    copy: 'Copy…',
    compare: 'Compare',
    clear: 'Clear the selection',
    copied: '{count} row copied | {count} rows copied',
    cut: 'Only {most} of {asked} rows are selected, the most there can be. The export takes all of them.',
    loadedOnly:
      '{count} loaded row of {total} is selected. Scroll to load more, or use the export. | {count} loaded rows of {total} are selected. Scroll to load more, or use the export.',
    failed: 'The rows between could not be read, so the selection is as it was.',
    formats: 'Copy the selected rows',
    tsv: 'Table (tab-separated)',
    csv: 'CSV',
    json: 'JSON',
    markdown: 'Markdown'
  },
  cellMenu: {
    label: 'Actions on this cell',
    include: 'Only {value}',
    exclude: 'Not {value}',
    before: 'Up to this time',
    after: 'From this time on',
    resource: 'Only resource {id}',
    resourceToo: 'Also resource {id}',
    copy: 'Copy',
    copyCell: 'Copy the cell',
    copyRows: 'Copy the selected rows ({count})',
    noList: 'Values of this column cannot be picked.',
    noTime: 'This row has no time.'
  },
  allZones: {
    name: 'All zones',
    hint: 'The archives of all profiles in one table',
    noLive: 'Live asks one zone. Choose a profile to use it.',
    sub: '{count} archive, merged | {count} archives, merged',
    start: 'Fetch the history of every zone',
    pause: 'Pause fetching in every zone',
    phase: '{phase}: {count}',
    whole: 'complete in every zone',
    lacking: 'not complete: {names}'
  },
  offline: {
    away: {
      answer: 'The zone cannot be reached. This is its stored answer to exactly this query',
      archive: 'The zone cannot be reached. These are the rows held locally, with the same filters',
      nothing: 'The zone cannot be reached, and nothing is held of it.'
    },
    refused: {
      answer:
        'Trying the zone again ended in the error below. This is its stored answer to exactly this query',
      archive:
        'Trying the zone again ended in the error below. These are the rows held locally, with the same filters',
      nothing: 'Trying the zone again ended in the error below, and nothing is held of it.'
    },
    age: 'received {age}',
    notApplied: 'Not applied, they exist only at the service: {names}',
    retrying: 'Tried again every 15 seconds.',
    why: '{title}. {todo} {retrying}',
    back: 'Back online. Refreshed.'
  },
  export: {
    title: 'Export',
    what: '{count} row that matches | {count} rows that match, all pages',
    whatHeld:
      '{count} row held locally that matches | {count} rows held locally that match, all pages',
    whatAnswer:
      '{count} loaded row of the stored answer | {count} loaded rows of the stored answer',
    whole: 'Everything the service has of this time range is held here.',
    wholeMerged: 'Everything the services of all zones have of this time range is held here.',
    tooLong:
      'A spreadsheet such as Excel opens {lines} lines at most and drops the rest. For it, export shorter time ranges.',
    whatLoaded: 'The rows of the stored answer that were loaded before',
    format: 'Format',
    encoding: 'Encoding',
    plain: 'UTF-8',
    bom: 'UTF-8 with byte order mark (for spreadsheets)',
    headers: 'Headers',
    fieldNames: 'API field names',
    localized: 'As shown here',
    columns: 'Columns',
    start: 'Export…',
    running: 'Exporting…',
    cancel: 'Cancel the export',
    done: '{count} row written to {path} | {count} rows written to {path}',
    doneGroups: '{count} group written to {path} | {count} groups written to {path}',
    donePicture: 'Picture written to {path}',
    doneAnd: '{written}. {more}',
    beside: 'Another program has {name} open, so this file has a name of its own.',
    notLoaded:
      'Only {rows} of {count} row was ever loaded; the rest is at the service. | Only {rows} of {count} rows were ever loaded; the rest is at the service.',
    changed:
      'The log changed meanwhile: {count} row matched when the export began. | The log changed meanwhile: {count} rows matched when the export began.',
    lacks:
      '{count} row matched when the export began. The log changed meanwhile, or the service counts rows that it never gives. | {count} rows matched when the export began. The log changed meanwhile, or the service counts rows that it never gives.',
    show: 'Show in folder',
    closed: 'Nothing was written.',
    progress: '{done} of {count} row | {done} of {count} rows',
    waits: '{why}; the export goes on at {at}.',
    retries: '{why}; the export tries again at {at}.',
    progressGroups: '{done} of {count} group | {done} of {count} groups',
    needColumn: 'Choose at least one column.'
  },
  actions: {
    checkUpdates: 'Look for updates',
    groups: {
      search: 'Search and view',
      time: 'Time range',
      filters: 'Filters',
      views: 'Saved views',
      detail: 'Operation',
      profiles: 'Profiles',
      sync: 'Archive and sync',
      display: 'Display',
      app: 'Oplog'
    },
    view: 'Show {name}',
    search: 'Go to the search field',
    table: 'Go to the table; from there to the detail pane',
    top: 'Go to the newest rows at the top',
    goTo: 'Go to a row number or a time…',
    back: 'Undo: back to the previous search',
    forward: 'Redo: forward to the next search',
    export: 'Export the rows…',
    clearSelection: 'Clear the selection',
    range: 'Time range: {name}',
    parameter: 'Enter the filter: {name}',
    condition: 'Add the condition: {name}',
    apply: 'Apply the filters',
    reset: 'Reset all filters',
    moreParameters: 'Show more or fewer filters',
    profile: 'Switch to {name}',
    nextProfile: 'Next profile',
    previousProfile: 'Previous profile',
    duplicateProfile: 'Duplicate this profile',
    deleteProfile: 'Delete this profile…',
    syncPause: 'Pause fetching',
    verify: 'Verify what is held against the service',
    detail: 'Detail pane',
    histogram: 'Histogram',
    statistics: 'Statistics',
    columns: 'Choose columns',
    views: 'Saved views and recent searches',
    savedView: 'View: {name}',
    importViews: 'Import views…',
    exportViews: 'Export views…',
    viewUnchanged: 'There is no view on screen with a change.',
    nextDensity: 'Next row height',
    density: 'Row height: {name}',
    theme: 'Theme: {name}',
    nextTheme: 'Next theme',
    language: 'Language: {name}',
    nextLanguage: 'Other language',
    timeZone: 'Time zone: {name}',
    nextTimeZone: 'Next time zone',
    dataFolder: 'Show the data folder',
    logFolder: 'Show the folder with the program log',
    vendorApi: 'Open the API’s documentation in the browser',
    vendorConsole: 'Open the vendor’s console in the browser',
    noProfile: 'There is no profile yet.',
    noRows: 'There is no answer to export yet.',
    noSelection: 'No operation is selected.',
    detailFolded: 'The detail pane is folded away.',
    noResources: 'The operation names no resources.',
    compareFull: 'The comparison is full.',
    copyAs: 'Copy the operation as {form}',
    compareToggle: 'Add the operation to the comparison, or take it out',
    story: 'Story of the resources, enlarged',
    raw: 'Raw record: fold and search',
    noBack: 'There is no earlier search.',
    noForward: 'There is no later search.',
    notZoomed: 'The time range was not zoomed in.',
    archiveOnly: 'Only the Archive has this.',
    oneProfile: 'There is only one profile.',
    builtIn: 'The demo zone is built in; there is only one.',
    oneZone: 'Choose one profile first; all zones are shown.',
    syncRuns: 'Fetching is already under way.',
    syncRests: 'Nothing is being fetched.'
  },
  goTo: {
    title: 'Go to a row or a time',
    label: 'Row number or time',
    hint: 'A row from 1 to {count}, or a time such as 2026-11-20 14:03 ({zone}).',
    hintRows: 'A row from 1 to {count}.',
    go: 'Go',
    at: 'Row {row} of {total}',
    noRows: 'There is no row to go to.',
    statistics: 'The statistics are in front of the table. Close them first.',
    issues: {
      empty: 'Type the number of a row, or a time.',
      neither:
        '“{text}” is neither a row number nor a time. Write it like 15,000 or 2026-11-20 14:03.',
      zero: 'The first row is row 1.',
      pastEnd: 'There is no row {row}. The last one is {total}.',
      pastLoaded:
        'Live has loaded {loaded} of {total} rows. Scroll down to load more, or go there in the Archive.',
      live: 'Going to a time works only in the Archive.',
      unsorted: 'The rows are not sorted by time now. Sort them by the column “Time” first.',
      older: 'No row here was created at {time} or before.',
      newer: 'No row here was created at {time} or later.',
      failed: 'The archive gave no answer. Try once more.'
    }
  },
  palette: {
    title: 'Command palette',
    ask: 'What would you like to do?',
    none: 'No command matches.',
    count: '{count} command | {count} commands'
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    hint: 'Everything else: {keys}',
    table: {
      title: 'In the table',
      move: 'Move and select',
      cell: 'Cell to act on',
      menu: 'Menu of the cell'
    },
    histogram: {
      title: 'In the histogram',
      move: 'Bar by bar',
      mark: 'Mark a stretch of time',
      zoom: 'Zoom in',
      back: 'Zoom out'
    }
  },
  history: {
    label: 'Searches',
    removed: 'Filters removed.',
    replaced: 'The service takes one resource at a time: {to} replaces {from}.',
    undo: 'Undo'
  },
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    about: 'About Oplog',
    services: 'Services',
    hide: 'Hide Oplog',
    hideOthers: 'Hide others',
    unhide: 'Show all',
    quit: 'Quit Oplog',
    undo: 'Undo typing',
    redo: 'Redo typing',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    togglefullscreen: 'Full screen',
    minimize: 'Minimize',
    close: 'Close the window'
  },
  settings: {
    density: 'Row height',
    densities: { comfortable: 'Comfortable', normal: 'Normal', compact: 'Compact' },
    connectTimeoutMs: 'Time to connect, ms',
    totalTimeoutMs: 'Time for an answer, ms',
    keychainTimeoutMs: 'Time for the keychain, ms',
    quotaCalls: 'Calls per window',
    syncIntervalS: 'Look for new rows every, seconds (0: never)',
    stuckMinutes: 'Stuck after, minutes',
    notifications: 'Notifications',
    notifyFailures: 'When an operation failed',
    notifyStuck: 'When an operation is stuck',
    quietHours: 'Quiet hours',
    quietFrom: 'from',
    quietTo: 'to',
    desktop: 'Desktop',
    tray: 'Icon in the tray, with the state of syncing',
    closeToTray: 'Closing the window leaves Oplog there',
    closeToTrayHint:
      'To open it again click the icon, or start Oplog once more. Quit is in the icon’s menu.',
    startAtLogin: 'Start at login',
    checkUpdates: 'Look for updates',
    quotaWindowS: 'Window, seconds'
  },
  empty: {
    failed: {
      title: 'No rows to show',
      hint: 'The reason stands above. Rows that were ever seen are held in the Archive.',
      archive: 'The reason stands above.',
      held: '{count} row is held here and needs neither network nor key. | {count} rows are held here and need neither network nor key.'
    },
    unseen: {
      title: 'Nothing is held to fall back on',
      hint: 'The zone cannot be reached, and none of its rows was seen yet.'
    },
    nothingHeld: {
      title: 'The archive is empty so far',
      hint: 'Fetch the whole history once: it then works offline, and filters on everything.'
    },
    pastEnd: {
      title: 'No rows this far down',
      hint: '{count} row matches, and the offset skips the first {offset}. | {count} rows match, and the offset skips the first {offset}.'
    },
    noMatch: {
      title: 'No operation matches',
      hint: 'The service has none for this time and these filters.'
    },
    noMatchThen: {
      title: 'No operation matched',
      hint: 'The service had none for this time and these filters when it gave this answer.'
    },
    noMatchHeld: {
      title: 'No held row matches',
      hint: 'None of the rows on this machine fits this time and these filters.'
    },
    offers: {
      first: 'From the first row',
      widen: 'Any time',
      clear: 'Clear the filters',
      archive: 'Look in the Archive',
      live: 'Ask the service',
      fetch: 'Fetch the history',
      retry: 'Try again',
      profile: 'Edit this profile…'
    }
  },
  calendar: {
    open: 'Calendar: {name}',
    previous: 'Previous month',
    next: 'Next month',
    today: 'Today',
    clear: 'Clear',
    hint: {
      start_time: 'A day alone begins at 00:00:00. Times are in {zone}.',
      end_time: 'A day alone ends at 23:59:59. Times are in {zone}.'
    }
  },
  views: {
    title: 'Views',
    modified: 'modified',
    unchanged: 'as saved',
    none: 'No view is saved yet. A view keeps filters, time range, columns and order.',
    name: 'Name of the view',
    ok: 'Save',
    save: 'Save changes',
    saveAs: 'Save as new view…',
    revert: 'Back to the saved one',
    saved: 'View “{name}” saved.',
    onlyFor: 'Only for {profile} (otherwise for all profiles)',
    own: 'only {profile}',
    rename: 'Rename',
    remove: 'Delete',
    removeText: 'Delete this view?',
    more: 'Rename, move, delete',
    default: 'Opens with the profile',
    defaultHint:
      'Default view: this profile opens with it. The profile Oplog starts with goes on with its last search.',
    recent: 'Recent searches',
    noRecent: 'None yet.',
    clear: 'Clear',
    importFile: 'Import…',
    exportFile: 'Export…',
    exported: '{count} view written: {path} | {count} views written: {path}',
    imported:
      '{count} view added, {skipped} already there. | {count} views added, {skipped} already there.'
  },
  link: {
    copy: 'Copy link',
    copied: 'Link copied. It names filters, zone and profile name, never a key.',
    tooLong: 'This search is too long for a link. Save it as a view and export that.',
    title: 'Open the view of a link?',
    wrong: 'This link cannot be opened',
    on: 'On profile',
    open: 'Open',
    switches: 'The profile changes from {from} to {to}.',
    noZone:
      'There is no profile of zone {zone} here. On another zone the same filters may find nothing.',
    needsProfile:
      'There is no profile yet. Create one (the link is for zone {zone}); the link waits.',
    needsAnyProfile: 'There is no profile yet. Create one; the link waits.',
    does: 'Filters, time range, columns and order on screen are replaced; no saved view is changed or deleted.',
    waits: 'A link was opened. It is shown once this dialog is closed.',
    faults: {
      form: 'It is not a complete link to a view. Copy it again, in one piece.',
      'too-long': 'It is longer than 8,000 characters.',
      newer: 'It was made by a newer Oplog. Install the newer version.',
      unknown: 'It says “{key}”, which no view has.',
      value: 'Its value of “{key}” is not right.'
    }
  },
  about: {
    open: 'About Oplog…',
    title: 'About Oplog',
    text: 'Operation-log explorer for QingCloud E-HPC. MIT licence.',
    versions: 'Versions',
    runtime: 'Runtime',
    official: 'Official',
    evaluation: 'Evaluation: only endpoints on this machine are allowed',
    sandbox: 'Sandbox',
    confined: 'On',
    notConfined: 'Off: started with --no-sandbox',
    system: 'System',
    noAnswer: 'The archive does not answer',
    folders: 'Where the data lies',
    folderNames: { data: 'Data folder', archive: 'Archive', logs: 'Program log' },
    show: 'Open the folder',
    copy: 'Copy as text',
    links: { 'vendor-api': 'API documentation ↗', 'vendor-console': 'Vendor’s console ↗' },
    failed: 'Versions and folders could not be read.'
  },
  updates: {
    available: '{release} is available. It is downloaded and installed only when you say so.',
    byHand: 'Oplog {version} is available. This copy is updated by hand.',
    downloading: 'Downloading {release}…',
    ready:
      'Oplog {version} is downloaded and checked. Installing ends the app and starts the new one.',
    notes: 'What is new',
    progress: 'Fetched so far',
    check: 'Look now',
    download: 'Download',
    cancel: 'Cancel',
    install: 'Quit and install',
    page: 'Open the download page',
    later: 'Later',
    phases: {
      off: 'This build does not look for updates.',
      idle: 'Nobody looked for updates yet.',
      checking: 'Looking for updates…',
      none: 'This is the newest release.',
      available: 'Oplog {version} is available.',
      downloading: 'Oplog {version} is being downloaded.',
      ready: 'Oplog {version} waits to be installed.'
    },
    problems: {
      unreachable: 'The update server cannot be reached. Nothing else depends on it.',
      unreadable: 'The update server’s answer cannot be read. Try again later.',
      signature:
        'The list of releases is not signed by the project, so it was refused. Do not install anything offered there.',
      checksum:
        'The file is not the one the project signed. It was deleted; this release stays as it is.',
      disk: 'The update cannot be written: is the disk full, or the folder write-protected?',
      moved:
        'The app’s file was moved or renamed since it was started. Put it back and install, or start it where it is now.',
      failed: 'The update failed; the program log says why. This release stays as it is.'
    }
  },
  help: {
    title: 'User guide',
    contents: 'Pages of the guide',
    search: 'Search the guide',
    none: 'The guide says nothing about this.',
    found: '{count} place | {count} places',
    back: 'Back to the page before',
    more: 'More about this',
    code: 'Code',
    meaning: 'What it means',
    todo: 'What to do'
  },
  joined: { labelled: '{label}: {value}', aside: '{text} ({aside})', sentences: '{first} {then}' },
  age: { now: 'just now', ago: '{span} ago' },
  duration: { ms: '{n} ms', s: '{n} s', m: '{m} m {s} s', h: '{h} h {m} m', d: '{d} d {h} h' },
  rules: {
    ofField: '{field} {rule}',
    ofLatinField: '{field} {rule}',
    required: 'must be given',
    integer: 'must be a whole number',
    range: 'must be from {min} to {max}',
    instant: 'must be a time such as 2026-11-20 14:03:59',
    'time-of-day': 'must be a time of day such as 22:00',
    'too-long': 'is too long',
    taken: 'is taken by another view',
    'end-before-start': 'must not be before the start time',
    'zone-form': 'must be lower-case letters, digits and hyphens, such as jn1a',
    'text-form': 'must not hold half a character, as a cut-off emoji is',
    'endpoint-form': 'must be an address such as https://hpc-api.qingcloud.com/api',
    'endpoint-https': 'must begin with https:// (plain http only on this machine)',
    'key-form': 'must not hold spaces or characters outside ASCII',
    other: 'is not accepted'
  },
  errorFacts: {
    server: 'the zone’s server',
    field: 'a value',
    zone: 'this zone',
    service: 'The service says: {message}',
    clockWrong: 'seems to be wrong',
    clockAhead: 'is {span} ahead',
    clockBehind: 'is {span} behind',
    ofProfile: '“{profile}”: {what}',
    exportOthers:
      'No file was written, since its rows would be missing; the other zones can be exported one by one.'
  },
  errors: {
    'invalid-input': {
      what: '“{field}” is not right',
      todo: 'It {rule}. Correct it and try again.'
    },
    'invalid-parameter': {
      what: 'Parameter “{field}” is not right',
      todo: 'It {rule}. Nothing was sent; correct it and apply again.'
    },
    'profile-unknown': {
      what: 'This profile is gone',
      todo: 'Choose another profile in the side bar.'
    },
    'profile-zone-fixed': {
      what: 'A profile keeps its zone',
      todo: 'This one belongs to {zone}. Create a new profile for another zone.'
    },
    'profile-built-in': {
      what: 'The demo zone is built in and cannot be duplicated',
      todo: 'Create a new profile for a zone of your own.'
    },
    'runtime-locked': {
      what: 'This runtime may not use {host}',
      todo: 'The evaluation runtime works with this machine only. Use an official build, or “npm start” from the sources.'
    },
    'secret-missing': {
      what: 'The secret key of this profile is not there',
      todo: 'Edit the profile and enter the secret key again.'
    },
    'keychain-unavailable': {
      what: 'The system keychain is not available',
      todo: 'Start a Secret Service (for example gnome-keyring), or keep the secret only until Oplog quits.'
    },
    'keychain-locked': {
      what: 'The system keychain is locked',
      todo: 'Unlock it and try again, or keep the secret only until Oplog quits.'
    },
    'keychain-timed-out': {
      what: 'The system keychain did not answer',
      todo: 'Look for its password window and try again, or keep the secret only until Oplog quits.'
    },
    unreachable: {
      what: '{host} cannot be reached',
      todo: 'Check the network, the proxy and the endpoint of the profile.'
    },
    'timed-out': {
      what: '{host} did not answer within {limit}',
      todo: 'Try again, or give it more time in Settings.'
    },
    'certificate-refused': {
      what: 'The certificate of {host} is not trusted',
      todo: 'Check the endpoint and the clock. A private cloud’s own authority must be installed in the system.'
    },
    'proxy-password': {
      what: 'The proxy before {host} asks for a password',
      todo: 'Oplog has none to give. In the system’s settings, let the endpoint go past the proxy, or name a proxy that asks for none.'
    },
    'bad-response': {
      what: '{host} answered something that is not the API',
      todo: 'Check that the endpoint ends in /api and that no login page or proxy stands in between.'
    },
    'key-refused': {
      what: 'The access key or secret key is wrong',
      todo: 'Compare the access key id with the console, enter the secret key again, then test the connection.'
    },
    'clock-skewed': {
      what: 'The clock of this computer {clock}',
      todo: 'The service takes 60 seconds at most. Set the clock by the network and refresh.'
    },
    denied: {
      what: 'Access is denied',
      todo: 'The key may not read the operation log here. Ask the owner of the account for the permission.'
    },
    'quota-exceeded': {
      what: 'The call quota is used up',
      todo: 'Automatic work stops and goes on at {resumes}. The archive can be searched meanwhile.'
    },
    'zone-unknown': {
      what: 'The service does not know zone {zone}',
      todo: 'Check the spelling of the zone; a new profile may carry the right one.'
    },
    'service-refused': {
      what: 'The service refused the query',
      todo: 'Change the filters, or ask the vendor’s support with the code.'
    },
    'service-failed': {
      what: 'The service failed',
      todo: 'This is on its side. Try again in a while.'
    },
    aborted: { what: 'Cancelled', todo: 'Nothing was changed.' },
    'disk-full': {
      what: 'The disk is full',
      todo: 'Free some space or choose another place. No partial file was left. {path}'
    },
    'permission-denied': {
      what: 'Writing there is not allowed',
      todo: 'Choose a folder of your own. No partial file was left. {path}'
    },
    'file-in-use': {
      what: 'Another program has the file open',
      todo: 'Close it there, or choose another name. No partial file was left. {path}'
    },
    'write-failed': {
      what: 'The file could not be written',
      todo: 'Choose another place and try again. No partial file was left. {path}'
    },
    'read-failed': {
      what: 'The file could not be read',
      todo: 'Choose a file that Oplog wrote. {path}'
    },
    'open-failed': {
      what: '{path} could not be opened',
      todo: 'The system refused, or has no program for it. Open it by hand.'
    },
    'views-unreadable': {
      what: 'This file holds no views',
      todo: 'Choose a file that Oplog exported views to. Nothing was imported. {path}'
    },
    'config-newer': {
      what: 'The settings were written by a newer Oplog',
      todo: 'Install the newer version. Nothing was changed. {path}'
    },
    'views-newer': {
      what: 'These views were exported by a newer Oplog',
      todo: 'Install the newer version. Nothing was imported. {path}'
    },
    'view-unknown': {
      what: 'This view is gone',
      todo: 'It was deleted. Save the search as a new view.'
    },
    'archive-unavailable': {
      what: 'The local archive does not answer',
      todo: 'Restart Oplog if this stays. The Live view of a zone needs no archive.'
    },
    'archive-newer': {
      what: 'The archive was written by a newer Oplog',
      todo: 'Install the newer version. Nothing was changed. {path}'
    },
    internal: {
      what: 'Something went wrong inside Oplog',
      todo: 'Try again. The program log in the data folder says more.'
    }
  },
  archiveFailures: {
    'disk-full': {
      what: 'The disk of the archive is full',
      todo: 'Free some space there and try again. What is stored stays whole. {path}'
    },
    'permission-denied': {
      what: 'Oplog may not write the archive',
      todo: 'Let this user write the file and its folder, then try again. {path}'
    },
    locked: {
      what: 'Another program has locked the archive',
      todo: 'Close what has the file open (a backup, a database tool), then try again. {path}'
    },
    unreadable: {
      what: 'The archive cannot be read',
      todo: 'Check that its disk is there and works, then try again. Restart Oplog if this stays. {path}'
    }
  },
  retCodes: retCodeTexts('en', 'what'),
  retCodeTodos: retCodeTexts('en', 'todo'),
  parameters: {
    status: 'Status',
    job_action: 'Action',
    resource_ids: 'Resource',
    owner: 'Owner',
    start_time: 'From',
    end_time: 'To',
    search_word: 'Search word',
    reverse: 'Order',
    limit: 'Rows a page',
    offset: 'Offset',
    job_ids: 'Job id (job_ids)',
    jobs: 'Job (jobs)',
    action_describe: 'Operation',
    directive: 'Directive',
    verbose: 'Verbose'
  },
  columns: {
    create_time: 'Time',
    status: 'Status',
    action_describe: 'Operation',
    resource_ids: 'Resources',
    owner: 'Owner',
    duration: 'Duration',
    error_codes: 'Error codes',
    job_action: 'Action',
    submitter: 'Executing node',
    status_time: 'Updated',
    job_id: 'Job id',
    task_count: 'Tasks'
  },
  notices: {
    'config-broken':
      'The settings file was broken. It was kept as {path} and the app started with fresh settings.',
    'config-incomplete':
      'Not all of the profiles and saved views in the settings file could be read. The rest is there; the file as it was is kept as {path}.',
    'archive-broken':
      'An archive file was damaged. It was kept as {path} and a new one was begun. Where the whole history was being kept, it is fetched again by itself.',
    'archive-salvaged':
      'An archive file was damaged; all its rows were taken over. The old file is {path}.',
    'archive-write-failed': 'New rows are shown, but could not be stored in {path}. {reason}.',
    'secret-left':
      'The profile is deleted, but the keychain could not be asked. It may still hold an entry for it: service “Oplog”, account “{path}”.'
  },
  colours: {
    green: 'Green',
    violet: 'Violet',
    amber: 'Amber',
    slate: 'Slate',
    blue: 'Blue',
    red: 'Red'
  },
  secretPlaces: {
    keychain: 'Secret in the keychain',
    session: 'Secret kept until Oplog quits',
    missing: 'Secret missing',
    unknown: 'Secret not looked up yet'
  }
} as const satisfies ContractMessages & Record<string, unknown>
