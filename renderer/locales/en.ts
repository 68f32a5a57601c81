import type { ContractMessages } from './messages'

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
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    language: 'Language',
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Try again',
    dismiss: 'Dismiss',
    dataFolder: 'Show the data folder',
    locked:
      'Evaluation runtime: only endpoints on this machine may be used. Start the app with “npm start” to work with a real zone.'
  },
  first: {
    title: 'What happened on your cluster?',
    text: 'Oplog shows the operation log of a QingCloud E-HPC zone, keeps every row it has seen, and works offline.',
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
    exported: '{count} profiles written, without secrets: {path}',
    imported: '{added} profiles added, {skipped} left out.',
    titleNew: 'New zone profile',
    titleEdit: 'Edit zone profile',
    name: 'Name',
    zone: 'Zone',
    zoneFixed: 'A profile keeps its zone; duplicate or add one for another zone.',
    endpoint: 'Endpoint',
    accessKeyId: 'Access key id',
    secretKey: 'Secret key',
    secretAsk: 'Enter the secret key…',
    secretKeep: 'Leave empty to keep the stored one',
    secretHint: 'Goes to the system keychain and is never shown again.',
    colour: 'Colour',
    group: 'Group',
    note: 'Note',
    test: 'Test the connection',
    testing: 'Testing…',
    testOk: 'Connected: {ms} ms, clock skew {skew}, {rows} rows visible.',
    save: 'Save',
    saving: 'Saving…',
    remove: 'Delete…',
    removeConfirm: 'Delete profile and secret',
    removeArchive: 'Also delete its archive (every row held locally)',
    removeText: 'The profile “{name}” and its secret key will be removed.',
    sessionOnly: 'Keep the secret only until Oplog quits',
    builtIn: 'Built-in demo zone'
  },
  connection: { live: 'live', unreachable: 'unreachable', unknown: 'not connected' },
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
    reset: 'Reset',
    more: 'More',
    less: 'Fewer',
    timeHint: 'YYYY-MM-DD HH:mm:ss',
    pagingOnly: 'Pages exist at the service only, so in Live; Archive scrolls through all rows',
    serviceOnly: 'Applies at the service only, so in Live',
    applies: { service: 'at the service', both: 'at the service and in Archive', paging: 'paging' },
    where: '{name}: {where}'
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
    empty: 'No operation matches.',
    emptyHint: 'Widen the time range or reset the filters.',
    emptyArchive: 'Nothing that matches is held locally.',
    loading: 'Loading…',
    more: 'Load more',
    moreFailed: 'The next rows could not be loaded.',
    rows: '{count} rows',
    resetColumns: 'Default columns',
    profile: 'Profile',
    sort: 'Sort by {column}',
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
    created: 'Created',
    updated: 'Updated',
    raw: 'Raw record',
    noRaw: 'The raw record is not held.',
    copy: 'Copy JSON',
    copied: 'Copied',
    copyFailed: 'The clipboard refused.',
    resource: 'Show only operations on {id}',
    unknownCode: 'No meaning of this code is published.'
  },
  condition: {
    label: 'Conditions of the Archive',
    add: 'Add filter',
    how: 'How it is compared',
    is: 'is one of',
    isNot: 'is not',
    search: 'Search values',
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
    dName: 'days'
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
    search: 'Search groups',
    summary: '{groups} groups · {count} operations · {failed} failed ({rate})',
    all: 'All operations',
    some: 'The charts show the first {shown} of {total} groups in the order of the table.',
    someDays: 'The charts show the last {shown} of {total} days listed.',
    cut: 'The table lists the first {shown} groups in this order; search for others, or export all.',
    several: 'An operation on several resources counts for each of them.',
    timeless: '{count} operations have no time of creation and are in no day.',
    hint: 'A click shows the operations, with Shift it excludes them; a right click has more.',
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
    exportWhat: 'All {total} groups, in the order of the table',
    exportPicture: 'The two charts as drawn, {total} groups'
  },
  sync: {
    label: 'Sync and coverage',
    details: 'Details of sync and coverage',
    archive: 'Archive',
    held: '{held} / {total}',
    heldOnly: '{held} held',
    none: 'nothing fetched yet',
    complete: 'complete since {since}',
    missing: 'since {since}, {missing} missing',
    start: 'Fetch the history',
    resume: 'Go on',
    pause: 'Pause',
    newest: 'Fetch new rows',
    verify: 'Verify',
    verifying: 'Verifying…',
    verified: '{checked} stretches counted with {calls} calls',
    allThere: 'Everything the service has is held.',
    lacking: '{count} stretches lack rows; they will be fetched again.',
    vanished: '{count} rows are held that the service no longer has.',
    progress: '{done} of {total} rows',
    progressUnknown: '{done} rows',
    window: 'Fetching {start} – {end}',
    left: 'about {time}',
    goesOn: 'goes on at {at}',
    endsAt: 'Ends about {at}',
    quota: 'Call quota',
    quotaText: '{used} of {limit} calls used · {window}',
    gaps: 'Missing or incomplete',
    gapStates: { partial: 'incomplete', missing: 'never fetched', complete: 'complete' },
    moreGaps: 'and {count} more',
    noGaps: 'No gap is known.',
    counted: 'The service counted {total} rows {age}.',
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
    incompleteUnknown:
      'The history of this range was not fetched yet, so only what was seen so far is shown.',
    fetch: 'Fetch what is missing'
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
    failed: 'The story could not be read.'
  },
  cellMenu: {
    label: 'Actions on this cell',
    include: 'Only {value}',
    exclude: 'Not {value}',
    before: 'Up to this time',
    after: 'From this time on',
    resource: 'Only resource {id}',
    copy: 'Copy',
    noList: 'Values of this column cannot be picked.',
    noTime: 'This row has no time.'
  },
  allZones: {
    name: 'All zones (merged)',
    hint: 'The archives of all profiles in one table',
    noLive: 'Live asks one zone. Choose a profile to use it.',
    sub: '{count} archives'
  },
  offline: {
    answer: 'The zone cannot be reached. This is its stored answer to exactly this query',
    archive: 'The zone cannot be reached. These are the rows held locally, with the same filters',
    age: 'received {age}',
    nothing: 'nothing is held yet',
    notApplied: 'Not applied, they exist only at the service: {names}',
    retrying: 'Tried again every 15 seconds.',
    back: 'Back online. Refreshed.'
  },
  export: {
    title: 'Export',
    what: '{total} rows that match, all pages',
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
    done: '{rows} rows written to {path}',
    changed: 'The log changed meanwhile: the service counted {total} rows when the export began.',
    show: 'Show in folder',
    closed: 'Nothing was written.',
    progress: '{done} of {total} rows',
    needColumn: 'Choose at least one column.'
  },
  settings: {
    density: 'Row height',
    normal: 'Normal',
    compact: 'Compact',
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
    quotaWindowS: 'Window, seconds',
    version: 'Oplog {version} · Electron {electron}'
  },
  age: {
    now: 'just now',
    seconds: '{n} s ago',
    minutes: '{n} min ago',
    hours: '{n} h ago',
    days: '{n} d ago'
  },
  duration: { ms: '{n} ms', s: '{n} s', m: '{m} m {s} s', h: '{h} h {m} m', d: '{d} d {h} h' },
  rules: {
    required: 'must be given',
    integer: 'must be a whole number',
    range: 'must be from {min} to {max}',
    instant: 'must be a time such as 2026-11-20 14:03:59',
    'time-of-day': 'must be a time of day such as 22:00',
    'too-long': 'is too long',
    'end-before-start': 'must not be before the start time',
    'zone-form': 'must be lower-case letters, digits and hyphens, such as jn1a',
    'endpoint-form': 'must be an address such as https://hpc-api.qingcloud.com/api',
    'endpoint-https': 'must begin with https:// (plain http only on this machine)',
    'key-form': 'must not hold spaces or characters outside ASCII',
    other: 'is not accepted'
  },
  errorFacts: {
    server: 'the zone’s server',
    field: 'a value',
    zone: 'this zone',
    file: 'the file',
    service: 'The service says: {message}'
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
    'runtime-locked': {
      what: 'This runtime may not use {host}',
      todo: 'The evaluation runtime works with this machine only. Install the official runtime and use “npm start”.'
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
      todo: 'Check the network, the proxy and the endpoint of the profile. Oplog tries again by itself.'
    },
    'timed-out': {
      what: '{host} did not answer within {limit}',
      todo: 'Try again, or give it more time in Settings.'
    },
    'certificate-refused': {
      what: 'The certificate of {host} is not trusted',
      todo: 'Check the endpoint and the clock. A private cloud’s own authority must be installed in the system.'
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
      what: 'The clock of this computer is {skew} off',
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
    'write-failed': {
      what: 'The file could not be written',
      todo: 'Choose another place and try again. No partial file was left. {path}'
    },
    'read-failed': {
      what: 'The file could not be read',
      todo: 'Choose a file that Oplog wrote. {path}'
    },
    'archive-unavailable': {
      what: 'The local archive does not answer',
      todo: 'Live still works. Restart Oplog if this stays.'
    },
    'archive-newer': {
      what: 'The archive was written by a newer Oplog',
      todo: 'Install the newer version. Nothing was changed. {path}'
    },
    internal: {
      what: 'Something went wrong inside Oplog',
      todo: 'Try again. The log in the data folder says more.'
    }
  },
  retCodes: {
    '1100': 'Bad parameter',
    '1101': 'Bad method',
    '1200': 'Unknown access key or wrong signature',
    '1300': 'The request’s timestamp is too old',
    '1400': 'Denied: the resource is not yours, or its state does not allow this',
    '2000': 'Session expired',
    '2100': 'Resource not found',
    '2110': 'Resource exists already',
    '2400': 'No balance',
    '2500': 'Quota or rate limit reached',
    '3300': 'Invalid API module',
    '4000': 'Licence problem',
    '4001': 'Licence problem',
    '4002': 'Licence problem',
    '4003': 'Licence problem',
    '4004': 'Licence problem',
    '4005': 'Licence problem',
    '5000': 'Internal error of the service',
    '5100': 'The service is busy',
    '5200': 'Not enough resources',
    '5300': 'The service is being updated',
    '5400': 'A dependency of the service failed',
    '5500': 'A dependency of the service failed',
    '5600': 'A dependency of the service failed',
    '8000': 'Disk or configuration problem at the service',
    '8001': 'Disk or configuration problem at the service',
    '8002': 'Disk or configuration problem at the service',
    '8003': 'Disk or configuration problem at the service',
    '8004': 'Disk or configuration problem at the service'
  },
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
    action_describe: 'Description',
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
    submitter: 'Submitter',
    status_time: 'Updated',
    job_id: 'Job id',
    task_count: 'Tasks'
  },
  notices: {
    'config-broken':
      'The settings file was broken. It was kept as {path} and the app started with fresh settings.',
    'archive-broken': 'An archive file was broken. It was kept as {path} and a new one was begun.',
    'archive-write-failed':
      'New rows could not be stored in {path}. Check the free space of the disk.'
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
