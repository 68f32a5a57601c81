import type { en } from './en'
import type { Translated } from './messages'
import { retCodeTexts } from './ret-codes'

/** 简体中文 */
export const zhCN: Translated<typeof en> = {
  app: {
    subtitle: 'E-HPC',
    profiles: '区域配置',
    skip: '跳到日志',
    settings: '设置',
    sidebar: '侧栏',
    sidebarWidth: '侧栏宽度',
    detailWidth: '详情栏宽度',
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色', contrast: '高对比度' },
    language: '语言',
    close: '关闭',
    cancel: '取消',
    retry: '重试',
    dismiss: '知道了',
    notKept: '更改没有保存。{what}。',
    locked:
      '评估运行时：只能使用本机上的接口地址。要连接真实区域，请使用官方构建，或在源码中用“npm start”启动。'
  },
  first: {
    title: '集群上发生了什么？',
    text: 'Oplog 显示青云 E-HPC 区域的操作日志，保存见过的每一行，离线也能查。',
    demoTitle: '先看看效果',
    newTitle: '连接一个区域',
    demo: '打开演示区域',
    demoText: '由本机服务器生成的虚构操作，数据不会离开本机。',
    new: '新建配置',
    newText: '用自己的 API 密钥连接一个区域。私钥只存入系统钥匙串。'
  },
  profile: {
    switch: '切换和管理配置',
    none: '还没有',
    new: '新建配置',
    edit: '编辑当前配置',
    duplicate: '复制一份',
    up: '上移',
    down: '下移',
    exportFile: '导出配置…',
    importFile: '导入配置…',
    exported: '已写出 {count} 个配置（不含私钥）：{path}',
    imported: '已加入 {count} 个配置，略过 {skipped} 个。',
    titleNew: '新建区域配置',
    titleEdit: '编辑区域配置',
    name: '名称',
    zone: '区域',
    zoneFixed: '配置的区域不能改；要用别的区域请新建一个。',
    endpoint: '接口地址',
    accessKeyId: 'API 密钥 ID',
    keyHint: '与私钥一起，在云平台控制台获取。',
    secretKey: '私钥',
    secretAsk: '输入私钥…',
    secretKeep: '留空则沿用已存的私钥',
    secretHint: '存入系统钥匙串，之后不再显示。',
    colour: '颜色',
    group: '分组',
    note: '备注',
    test: '测试连接',
    testing: '正在测试…',
    testOk: '连接成功：{ms} 毫秒，时钟偏差 {skew}，可见 {count} 条。',
    save: '保存',
    saving: '正在保存…',
    saved: '已保存配置“{name}”。',
    remove: '删除…',
    removeConfirm: '删除配置和私钥',
    removeArchive: '同时删除它的归档（本地保存的全部记录）',
    removeText: '将删除配置“{name}”和它的私钥。',
    removed: '已删除配置“{name}”。',
    sessionOnly: '私钥只保留到退出 Oplog',
    builtIn: '内置演示区域'
  },
  connection: {
    live: '在线',
    unreachable: '无法连接',
    refusing: '返回错误',
    unknown: '未连接'
  },
  view: { label: '视图', live: '实时', archive: '归档' },
  range: {
    label: '时间范围',
    all: '不限时间',
    '1h': '最近 1 小时',
    '24h': '最近 24 小时',
    '7d': '最近 7 天',
    '30d': '最近 30 天',
    custom: '自定义起止'
  },
  shortRange: {
    all: '不限',
    '1h': '1 小时',
    '24h': '24 小时',
    '7d': '7 天',
    '30d': '30 天',
    custom: '自定义'
  },
  zone: { label: '时区', local: '本地时间', UTC: 'UTC', 'Asia/Shanghai': 'Asia/Shanghai' },
  toolbar: {
    text: '搜索任意字段',
    textOff: '全字段搜索只在归档中可用，服务端没有这个功能。',
    refresh: '刷新',
    export: '导出'
  },
  filter: {
    label: '筛选',
    any: '不限',
    newest: '新的在前',
    oldest: '旧的在前',
    apply: '应用',
    unapplied: '条件已改动，尚未应用：表中仍是上一次查询的记录',
    reset: '重置',
    more: '更多',
    less: '收起',
    timeHint: 'YYYY-MM-DD HH:mm',
    pagingOnly: '分页只在服务端有，所以只能用于实时；归档可以滚动查看全部',
    serviceOnly: '只在服务端有效，所以只能用于实时',
    applies: { service: '只在服务端', both: '服务端和归档', paging: '分页' }
  },
  status: {
    pending: '执行中',
    working: '处理中',
    successful: '成功',
    failed: '失败',
    'done with failure': '完成但有失败'
  },
  table: {
    label: '操作日志',
    columns: '列',
    width: '“{column}”列的宽度',
    loading: '正在加载…',
    more: '加载更多',
    cutOff: '其余部分从未加载过，区域恢复应答后才能看到。',
    moreFailed: '后面的记录加载失败。',
    rows: '{count} 条',
    found: '找到 {count} 条',
    resetColumns: '默认列',
    profile: '配置',
    headHint: '单击排序，拖动调整位置，右键或 Alt+↓ 打开菜单',
    headHintLive: '单击打开菜单，拖动调整位置；排序只在归档中可用',
    pin: '把“{column}”固定在左侧',
    moveUp: '把“{column}”往前移',
    moveDown: '把“{column}”往后移',
    moved: '“{column}”现在是第 {place} 列，共 {count} 列',
    sortLive: '按任意列排序只在归档中可用，服务端只按时间排序。'
  },
  bar: {
    loaded: '已加载 {loaded} / {total}',
    skew: '时钟偏差 {skew}',
    quota: '配额剩余 {left} / {limit} · {window}',
    quotaResumes: '配额用尽，{at} 恢复',
    held: '本地没有记录'
  },
  source: { live: '实时', answer: '已保存的应答', archive: '归档' },
  detail: {
    label: '详情',
    after: '{duration}后',
    running: '已 {duration}',
    gone: '{time} 再次查询时，服务端已没有这个操作，结果未知；这里显示的是最后一次看到的状态。',
    goneMark: '最后一次看到时仍在执行；服务端已没有此操作',
    goneStatus: '{status}（最后一次看到时；服务端已没有此操作）',
    fields: { create_time: '创建', status_time: '更新' },
    place: '{n} / {total}',
    previous: '上一条',
    next: '下一条',
    collapse: '收起详情栏',
    expand: '展开详情栏',
    raw: '原始记录',
    noRaw: '本地没有保存原始记录。',
    rawFailed: '原始记录读取失败。',
    copyAs: '复制为',
    copyForms: { text: '文本', json: 'JSON', markdown: 'Markdown 行', curl: 'cURL' },
    copyTitles: {
      text: '全部字段，每行一个，带名称',
      json: '收到的原始记录',
      markdown: '按表格当前的列，复制成 Markdown 表格的一行',
      curl: '向服务端查询这条操作的 shell 脚本，密钥从环境变量读取'
    },
    curlDemo: '演示区域每次启动的地址都不同，脚本无法连接。',
    curlNoId: '这条记录没有任务 ID，无法向服务端查询。',
    copied: '已复制',
    copyFailed: '无法写入剪贴板。',
    resource: '只看 {id} 的操作',
    resourceToo: '同时显示 {id} 的操作',
    unknownCode: '未知错误码',
    unknownCodeTodo: '云平台没有公开它的含义。请把错误码、任务 ID 和时间提供给云平台支持。'
  },
  compare: {
    label: '对比',
    title: '对比操作',
    add: '加入对比',
    drop: '移出对比',
    open: '对比 {count} 条',
    few: '请至少选择两条操作。',
    full: '一次最多对比 {most} 条操作。',
    only: '只看不同',
    count: '{total} 个字段中有 {count} 个不同',
    field: '字段',
    remove: '移出 {id}',
    differs: '不同',
    absent: '（没有这个字段）',
    same: '所有字段都相同。',
    lacking: '有 {count} 条操作本地没有保存，无法显示。',
    failed: '从归档读取这些操作失败。'
  },
  viewer: {
    open: '折叠与搜索',
    plain: '纯文本',
    foldAll: '全部折叠',
    unfoldAll: '全部展开',
    search: '搜索',
    find: '查找',
    next: '下一个',
    previous: '上一个',
    all: '全部',
    matchCase: '区分大小写',
    regexp: '正则表达式',
    byWord: '全词匹配',
    close: '关闭搜索',
    currentMatch: '当前匹配',
    onLine: '所在行',
    foldLine: '折叠',
    unfoldLine: '展开',
    folded: '已折叠',
    foldedLines: '已折叠的行',
    unfoldedLines: '已展开的行',
    to: '至',
    unfold: '展开'
  },
  condition: {
    label: '归档的条件',
    add: '添加条件',
    how: '比较方式',
    is: '是其中之一',
    isNot: '不是',
    search: '搜索取值',
    searchOrPaste: '搜索，或粘贴多个',
    pasted: '已向条件加入 {count} 个值。',
    pastedCut: '只加入了 {count} 个值：一个条件最多 {most} 个。',
    pastedLive: '服务端会把这段文字当作一个值来查。在归档中粘贴多个 ID，会变成逐个查找的条件。',
    done: '完成',
    drop: '去掉条件 {name}',
    empty: '（空）',
    noValue: '没有取值。',
    ofDistinct: '{distinct} 个取值中的 {shown} 个，可搜索其余',
    countsFailed: '取值统计失败。',
    archiveOnly: '只对本地保存的记录有效，所以只能用于归档；服务端没有这个功能。',
    duration: '耗时',
    age: '距今',
    hasError: '有无错误',
    stuck: '执行超过',
    withError: '有错误码',
    noError: '无错误码',
    longer: '超过',
    atLeast: '至少',
    atMost: '至多',
    wrongRange: '下限不能大于上限。',
    hint: {
      duration: '已结束的操作从创建到最后一次更新的时间。',
      age: '从创建到现在的时间。',
      hasError: '服务端是否给出了错误码。',
      stuck: '仍在执行，且创建已超过这段时间。'
    }
  },
  span: {
    unit: '单位',
    s: '{n} 秒',
    m: '{n} 分钟',
    h: '{n} 小时',
    d: '{n} 天',
    sName: '秒',
    mName: '分钟',
    hName: '小时',
    dName: '天',
    wrong: '请输入数字，如 30 或 1.5。'
  },
  histogram: {
    name: '时间分布',
    legend: '状态，点击即筛选',
    legendHint: '只看此状态；按住 Shift 则排除',
    legendDrop: '从筛选中移除',
    label:
      '操作数量随时间的分布，共 {total} 条。方向键移动，Shift 选取，Enter 放大，Backspace 返回。',
    back: '缩小',
    failed: '{count} 条失败',
    loading: '正在统计…',
    error: '时间分布统计失败。'
  },
  statistics: {
    open: '统计',
    close: '返回日志',
    title: '统计',
    groupBy: '分组依据',
    day: '日期',
    columns: {
      count: '操作数',
      failed: '失败',
      rate: '失败率',
      pending: '执行中',
      p50: '中位耗时',
      p95: '95% 分位耗时',
      max: '最长耗时'
    },
    charts: { counts: '操作数与失败率', durations: '耗时' },
    ended: '已结束且未失败',
    chartLabel: '{chart}。方向键移动，Enter 查看这些操作，Shift+Enter 排除；下方表格是同样的数字。',
    saidCounts: '{name}：{rows}，{failed}，{rate}',
    saidDurations: '{name}：中位耗时 {p50}，95% 分位耗时 {p95}',
    search: '搜索分组',
    summary: '{groups} · {operations} · 失败 {failed} 条（{rate}）',
    groups: '{count} 组',
    operations: '{count} 条操作',
    all: '全部操作',
    some: '图中是按表格顺序的前 {shown} 组，共 {total} 组。',
    someDays: '图中是所列日期的最后 {shown} 天，共 {total} 天。',
    cut: '表格只列出按此顺序的前 {shown} 组；其余请搜索或导出。',
    several: '涉及多个资源的操作在每个资源中各计一次。',
    timeless: '有 {count} 条操作没有创建时间，不计入任何一天。',
    hint: '点击可查看这些操作，按住 Shift 点击则排除，右键有更多选项。',
    without: '未计入：{names}',
    hintDays: '点击可查看当天的操作，右键有更多选项。',
    failed: '统计失败。',
    noGroup: '没有分组包含此文字。',
    pages: '表格分页',
    previous: '上一页',
    next: '下一页',
    place: '第 {first}–{last} 组，共 {total} 组',
    menu: '对此分组的操作',
    show: '查看这些操作：{value}',
    noDayOff: '时间范围无法只去掉其中一天。',
    export: '导出…',
    exportTitle: '导出统计',
    exportWhat: '全部 {count} 组，按表格的顺序',
    exportPicture: '当前的两张图，共 {count} 组'
  },
  sync: {
    label: '同步与覆盖',
    details: '同步与覆盖的详情',
    archive: '归档',
    heldOnly: '本地保存了 {count} 条',
    heldOf: '本地保存了 {held} 条；上次统计时，服务端共 {all} 条。',
    none: '尚未获取',
    complete: '{since} 起完整',
    missing: '{since} 起，缺 {missing}',
    forgotten: '{since} 起，其中 {missing} 服务端已无记录',
    lacksRows: '{since} 起，缺 {count} 条',
    start: '获取全部历史',
    resume: '继续',
    pause: '暂停',
    newest: '获取新记录',
    verify: '核对',
    verifying: '正在核对…',
    verified: '{age}用 {calls}核对了 {stretches}',
    stretches: '{count} 段',
    calls: '{count} 次调用',
    allThere: '服务端有的都已保存。',
    countedThere: '核对过的时段都已完整保存；缺失或不完整的时段没有核对。',
    noneCounted: '缺失或不完整的时段没有核对。',
    nothingToVerify: '还没有获取过历史，无从核对。',
    lacking: '{count} 段缺记录，已标为不完整。',
    vanished: '有 {count} 条本地记录在服务端已不存在。',
    progress: '{done} / {count} 条',
    progressUnknown: '{count} 条',
    progressVerify: '{done} / {count} 段',
    window: '正在获取 {start} – {end}',
    left: '约 {time}',
    goesOn: '{at} 继续',
    endsAt: '预计 {at} 完成',
    quota: '调用配额',
    quotaText: '已用 {used} / {count} 次 · {window}',
    gaps: '缺失或不完整',
    gapStates: {
      partial: '不完整',
      missing: '从未获取',
      forgotten: '服务端已无',
      complete: '完整'
    },
    moreGaps: '另有 {count} 段',
    noGaps: '没有已知的缺口。',
    counted: '服务端共 {count} 条（{age}统计）。',
    unreached: '服务端的总数中有 {count} 条在任何时间段都查不到，因此无法获取。',
    phases: {
      idle: '已同步',
      backfill: '同步中',
      newest: '正在获取新记录',
      verify: '正在核对',
      waiting: '等待中',
      paused: '已暂停',
      failed: '失败'
    },
    incomplete: '这段时间的记录没有全部保存在本地：{missing}。服务端可能还有更多。',
    incompleteMerged: '并非每个区域都保存了这段时间的全部记录：{missing}。服务端可能还有更多。',
    incompleteForgotten:
      '这段时间里有 {missing} 的记录服务端已不再保留，当时也没有获取，无法得知那时发生过什么。',
    incompleteUnknown: '这段时间的历史还没有获取，只显示目前见过的记录。',
    fetch: '获取缺失部分',
    countAgain: '重新统计',
    unread: '“{profile}”的归档未计入：{why}。{todo}',
    moreUnread: '另有 {count} 个归档未计入。'
  },
  follow: {
    on: '跟随',
    title: '新记录到达时自动显示',
    unseen: '{count} 条新记录'
  },
  story: {
    title: '资源历程',
    span: '显示的时段',
    spans: { day: '24 小时', week: '7 天', month: '30 天', all: '全部' },
    some: '{total} 条中的 {shown} 条',
    more: '最新的 {shown} 条，还有更多',
    failed: '资源历程读取失败。',
    enlarge: '放大查看',
    keys: '方向键在操作间移动，Enter 打开',
    kinds: { cluster: '集群', queue: '队列', node: '节点', other: '资源' },
    moreLanes: '还有 {count} 个资源，放大后可见',
    list: '操作列表',
    zoom: '缩放和移动',
    zoomIn: '放大',
    zoomOut: '缩小',
    earlier: '更早',
    later: '更晚',
    whole: '共 {count} 条操作',
    cut: '最新的 {count} 条操作，放大时间轴可查看其余'
  },
  headMenu: {
    label: '“{column}”列',
    ascending: '升序排列',
    descending: '降序排列',
    difference: '与上一行的时间差',
    pin: '固定在左侧',
    left: '左移',
    right: '右移',
    hide: '隐藏此列',
    widths: '恢复默认列宽',
    atEnd: '已经在这一端了。',
    lastOne: '最后一列不能隐藏。'
  },
  selection: {
    count: '已选 {count} 行',
    none: '只选了一行或没有选择',
    busy: '正在选择…',
    copy: '复制…',
    compare: '对比',
    clear: '取消选择',
    copied: '已复制 {count} 行',
    cut: '最多可选 {most} 行，{asked} 行中只选了这些；导出可包含全部。',
    loadedOnly: '已选中加载的 {count} 行，共 {total} 行。向下滚动可继续加载，或使用导出。',
    failed: '中间的记录读取失败，选择保持不变。',
    formats: '复制所选行',
    tsv: '表格（制表符分隔）',
    csv: 'CSV',
    json: 'JSON',
    markdown: 'Markdown'
  },
  cellMenu: {
    label: '对这一格的操作',
    include: '只看 {value}',
    exclude: '排除 {value}',
    before: '到此时为止',
    after: '从此时开始',
    resource: '只看资源 {id}',
    resourceToo: '同时显示资源 {id}',
    copy: '复制',
    copyCell: '复制单元格',
    copyRows: '复制所选的行（{count}）',
    noList: '这一列的取值不能挑选。',
    noTime: '这一行没有时间。'
  },
  allZones: {
    name: '全部区域',
    hint: '所有配置的归档合在一张表中',
    noLive: '实时只能查一个区域，请先选择一个配置。',
    sub: '{count} 个归档，合并显示',
    start: '获取所有区域的全部历史',
    pause: '暂停所有区域的获取',
    phase: '{phase} {count} 个',
    whole: '各区域均完整',
    lacking: '不完整：{names}'
  },
  offline: {
    away: {
      answer: '无法连接该区域。这是同一查询先前保存的应答',
      archive: '无法连接该区域。这是本地保存的记录，筛选条件相同',
      nothing: '无法连接该区域，本地也没有它的记录。'
    },
    refused: {
      answer: '重试该区域时出错（见下方）。这是同一查询先前保存的应答',
      archive: '重试该区域时出错（见下方）。这是本地保存的记录，筛选条件相同',
      nothing: '重试该区域时出错（见下方），本地也没有它的记录。'
    },
    age: '{age}收到',
    notApplied: '以下条件只在服务端有效，未能应用：{names}',
    retrying: '每 15 秒自动重试。',
    why: '{title}。{todo}{retrying}',
    back: '已恢复在线，并已刷新。'
  },
  export: {
    title: '导出',
    what: '符合条件的全部 {count} 条（所有页）',
    whatHeld: '本地保存的记录中符合条件的全部 {count} 条（所有页）',
    whatAnswer: '已保存应答中已加载的 {count} 条',
    whole: '服务端在这段时间的记录已全部保存在本地。',
    wholeMerged: '各区域服务端在这段时间的记录已全部保存在本地。',
    tooLong:
      'Excel 等电子表格最多打开 {lines} 行，其余会丢失。如要用电子表格打开，请缩短时间范围，分次导出。',
    whatLoaded: '已保存应答中加载过的记录',
    format: '格式',
    encoding: '编码',
    plain: 'UTF-8',
    bom: 'UTF-8 带 BOM（适合电子表格）',
    headers: '表头',
    fieldNames: 'API 字段名',
    localized: '与界面相同',
    columns: '列',
    start: '导出…',
    running: '正在导出…',
    cancel: '取消导出',
    done: '已写出 {count} 条：{path}',
    doneGroups: '已写出 {count} 组：{path}',
    donePicture: '图片已写出：{path}',
    doneAnd: '{written}。{more}',
    beside: '{name} 正被其他程序打开，因此另取了文件名。',
    notLoaded: '共 {count} 条，只加载过 {rows} 条，其余在服务端。',
    changed: '导出期间日志有变化：开始时符合条件的共有 {count} 条。',
    lacks:
      '开始时符合条件的共有 {count} 条。导出期间日志有变化，或者有些记录服务端只计数、不给出。',
    show: '在文件夹中显示',
    closed: '没有写出文件。',
    progress: '{done} / {count} 条',
    waits: '{why}，{at} 继续导出。',
    retries: '{why}，导出将于 {at} 重试。',
    progressGroups: '{done} / {count} 组',
    needColumn: '至少选择一列。'
  },
  actions: {
    checkUpdates: '检查更新',
    groups: {
      search: '查询与视图',
      time: '时间范围',
      filters: '筛选',
      views: '已保存的视图',
      detail: '操作详情',
      profiles: '配置',
      sync: '归档与同步',
      display: '显示',
      app: 'Oplog'
    },
    view: '切换到{name}',
    search: '转到搜索框',
    table: '转到表格；在表格中则转到详情栏',
    top: '转到顶部最新的行',
    goTo: '转到某行或某个时间…',
    back: '撤销：返回上一次查询',
    forward: '重做：前进到下一次查询',
    export: '导出这些行…',
    clearSelection: '取消选择',
    range: '时间范围：{name}',
    parameter: '填写筛选：{name}',
    condition: '添加条件：{name}',
    apply: '应用筛选',
    reset: '重置全部筛选',
    moreParameters: '显示更多或更少筛选项',
    profile: '切换到 {name}',
    nextProfile: '下一个配置',
    previousProfile: '上一个配置',
    duplicateProfile: '复制当前配置',
    deleteProfile: '删除当前配置…',
    syncPause: '暂停获取',
    verify: '与服务端核对本地记录',
    detail: '详情栏',
    histogram: '时间分布图',
    statistics: '统计',
    columns: '选择列',
    views: '已保存的视图和最近的查询',
    savedView: '视图：{name}',
    importViews: '导入视图…',
    exportViews: '导出视图…',
    viewUnchanged: '当前没有改动过的视图。',
    nextDensity: '切换行高',
    density: '行高：{name}',
    theme: '主题：{name}',
    nextTheme: '切换主题',
    language: '语言：{name}',
    nextLanguage: '切换语言',
    timeZone: '时区：{name}',
    nextTimeZone: '切换时区',
    dataFolder: '打开数据文件夹',
    logFolder: '打开程序日志所在文件夹',
    vendorApi: '在浏览器中打开接口文档',
    vendorConsole: '在浏览器中打开云平台控制台',
    noProfile: '还没有配置。',
    noRows: '还没有可导出的结果。',
    noSelection: '没有选中的操作。',
    detailFolded: '详情栏已收起。',
    noResources: '这条操作没有涉及资源。',
    compareFull: '对比的操作已达上限。',
    copyAs: '将此操作复制为 {form}',
    compareToggle: '将此操作加入或移出对比',
    story: '放大查看资源历程',
    raw: '原始记录：折叠与搜索',
    noBack: '没有更早的查询。',
    noForward: '没有更晚的查询。',
    notZoomed: '时间范围没有放大过。',
    archiveOnly: '只有归档视图才有。',
    oneProfile: '只有一个配置。',
    builtIn: '演示区域是内置的，只有一个。',
    oneZone: '当前显示全部区域，请先选择一个配置。',
    syncRuns: '已经在获取。',
    syncRests: '当前没有在获取。'
  },
  goTo: {
    title: '转到某行或某个时间',
    label: '行号或时间',
    hint: '第 1 到 {count} 行，或一个时间，例如 2026-11-20 14:03（{zone}）。',
    hintRows: '第 1 到 {count} 行。',
    go: '转到',
    at: '第 {row} 行，共 {total} 行',
    noRows: '没有可以转到的行。',
    statistics: '表格被统计挡住了，请先关闭统计。',
    issues: {
      empty: '请输入行号或时间。',
      neither: '“{text}”既不是行号，也不是时间。请写成 15,000 或 2026-11-20 14:03 这样。',
      zero: '行号从 1 开始。',
      pastEnd: '没有第 {row} 行，最后一行是第 {total} 行。',
      pastLoaded: '实时视图已加载 {loaded} 行，共 {total} 行。请向下滚动继续加载，或在归档中转到。',
      live: '只有在归档中才能转到某个时间。',
      unsorted: '当前不是按时间排序。请先按“时间”列排序，再转到某个时间。',
      older: '这里没有在 {time} 或更早创建的行。',
      newer: '这里没有在 {time} 或更晚创建的行。',
      failed: '归档没有应答，请再试一次。'
    }
  },
  palette: {
    title: '命令面板',
    ask: '想做什么？',
    none: '没有匹配的命令。',
    count: '{count} 个命令'
  },
  shortcuts: {
    title: '键盘快捷键',
    hint: '其他命令：{keys}',
    table: {
      title: '在表格中',
      move: '移动并选择',
      cell: '要操作的单元格',
      menu: '单元格菜单'
    },
    histogram: {
      title: '在时间分布图中',
      move: '逐柱移动',
      mark: '标记一段时间',
      zoom: '放大',
      back: '缩小'
    }
  },
  history: {
    label: '查询历史',
    removed: '已移除筛选。',
    replaced: '服务端一次只能查一个资源：{to} 已替换 {from}。',
    undo: '撤销'
  },
  menu: {
    file: '文件',
    edit: '编辑',
    view: '视图',
    window: '窗口',
    about: '关于 Oplog',
    services: '服务',
    hide: '隐藏 Oplog',
    hideOthers: '隐藏其他',
    unhide: '全部显示',
    quit: '退出 Oplog',
    undo: '撤销输入',
    redo: '重做输入',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    togglefullscreen: '全屏',
    minimize: '最小化',
    close: '关闭窗口'
  },
  settings: {
    density: '行高',
    densities: { comfortable: '宽松', normal: '标准', compact: '紧凑' },
    connectTimeoutMs: '连接时限（毫秒）',
    totalTimeoutMs: '应答时限（毫秒）',
    keychainTimeoutMs: '等待钥匙串的时间（毫秒）',
    quotaCalls: '每个时段的调用次数',
    syncIntervalS: '每隔多少秒查新记录（0：不查）',
    stuckMinutes: '超过多少分钟算卡住',
    notifications: '通知',
    notifyFailures: '操作失败时',
    notifyStuck: '操作卡住时',
    quietHours: '免打扰时段',
    quietFrom: '从',
    quietTo: '到',
    desktop: '桌面',
    tray: '在托盘显示图标和同步状态',
    closeToTray: '关闭窗口后留在托盘中',
    closeToTrayHint: '点击图标或再次启动 Oplog 即可打开窗口；退出请用图标的菜单。',
    startAtLogin: '登录时启动',
    checkUpdates: '检查更新',
    quotaWindowS: '时段长度（秒）'
  },
  empty: {
    failed: {
      title: '没有可显示的记录',
      hint: '原因见上方。见过的记录都在归档中。',
      archive: '原因见上方。',
      held: '本地保存了 {count} 条，无需网络和密钥即可查看。'
    },
    unseen: {
      title: '本地没有可用的记录',
      hint: '无法连接该区域，本地也没有保存过它的记录。'
    },
    nothingHeld: {
      title: '归档还是空的',
      hint: '获取一次全部历史，之后即可离线使用，并按任意条件筛选。'
    },
    pastEnd: {
      title: '这个位置之后没有记录',
      hint: '符合条件的共有 {count} 条，而起始位置跳过了前 {offset} 条。'
    },
    noMatch: {
      title: '没有符合条件的操作',
      hint: '服务端在这段时间、这些条件下没有记录。'
    },
    noMatchThen: {
      title: '当时没有符合条件的操作',
      hint: '服务端给出这份应答时，在这段时间、这些条件下没有记录。'
    },
    noMatchHeld: {
      title: '本地没有符合条件的记录',
      hint: '本机保存的记录中，没有符合这段时间和这些条件的。'
    },
    offers: {
      first: '从第一条开始',
      widen: '不限时间',
      clear: '清除筛选条件',
      archive: '查看归档',
      live: '向服务端查询',
      fetch: '获取全部历史',
      retry: '重试',
      profile: '编辑当前配置…'
    }
  },
  calendar: {
    open: '日历：{name}',
    previous: '上个月',
    next: '下个月',
    today: '今天',
    clear: '清空',
    hint: {
      start_time: '只填日期时，从当天 00:00:00 开始。时区：{zone}。',
      end_time: '只填日期时，到当天 23:59:59 为止。时区：{zone}。'
    }
  },
  views: {
    title: '视图',
    modified: '已修改',
    unchanged: '与保存的一致',
    none: '还没有保存的视图。视图会记住筛选、时间范围、列和排序。',
    name: '视图名称',
    ok: '保存',
    save: '保存修改',
    saveAs: '另存为新视图…',
    revert: '恢复为已保存的',
    saved: '视图“{name}”已保存。',
    onlyFor: '仅用于 {profile}（否则用于所有配置）',
    own: '仅 {profile}',
    rename: '重命名',
    remove: '删除',
    removeText: '删除这个视图？',
    more: '重命名、移动、删除',
    default: '打开配置时显示',
    defaultHint: '默认视图：打开此配置时显示它。Oplog 启动时的配置则接着显示上次的查询。',
    recent: '最近的查询',
    noRecent: '还没有。',
    clear: '清空',
    importFile: '导入…',
    exportFile: '导出…',
    exported: '已写出 {count} 个视图：{path}',
    imported: '已加入 {count} 个视图，{skipped} 个原已存在。'
  },
  link: {
    copy: '复制链接',
    copied: '链接已复制。其中只有筛选条件、区域和配置名称，不含任何密钥。',
    tooLong: '这个查询太长，无法做成链接。请存为视图后导出。',
    title: '打开链接中的视图？',
    wrong: '无法打开这个链接',
    on: '使用配置',
    open: '打开',
    switches: '配置将切换：{from} → {to}。',
    noZone: '这里没有区域 {zone} 的配置。在别的区域，同样的筛选可能查不到内容。',
    needsProfile: '还没有配置。请先新建一个（链接所指区域：{zone}），链接会保留。',
    needsAnyProfile: '还没有配置。请先新建一个，链接会保留。',
    does: '将替换当前的筛选、时间范围、列和排序；不会改动或删除已保存的视图。',
    waits: '收到一个链接，关闭此对话框后显示。',
    faults: {
      form: '这不是完整的视图链接，请重新完整复制。',
      'too-long': '链接超过 8000 个字符。',
      newer: '链接由更新版本的 Oplog 生成，请安装新版本。',
      unknown: '链接中的“{key}”不是视图的内容。',
      value: '链接中“{key}”的值不正确。'
    }
  },
  about: {
    open: '关于 Oplog…',
    title: '关于 Oplog',
    text: '青云 E-HPC 操作日志浏览器。MIT 许可证。',
    versions: '版本',
    runtime: '运行时',
    official: '官方',
    evaluation: '评估版：只能使用本机上的接口地址',
    sandbox: '沙箱',
    confined: '已启用',
    notConfined: '未启用：启动时带有 --no-sandbox',
    system: '系统',
    noAnswer: '归档没有应答',
    folders: '数据存放位置',
    folderNames: { data: '数据文件夹', archive: '归档', logs: '程序日志' },
    show: '打开文件夹',
    copy: '复制为文本',
    links: { 'vendor-api': '接口文档 ↗', 'vendor-console': '云平台控制台 ↗' },
    failed: '版本和文件夹信息读取失败。'
  },
  updates: {
    available: '新版本已发布：{release}。未经您同意不会下载或安装。',
    byHand: '新版本 Oplog {version} 已发布。此副本需要手动更新。',
    downloading: '正在下载 {release}…',
    ready: 'Oplog {version} 已下载并通过校验。安装时会退出并启动新版本。',
    notes: '更新内容',
    progress: '下载进度',
    check: '立即检查',
    download: '下载',
    cancel: '取消',
    install: '退出并安装',
    page: '打开下载页面',
    later: '以后再说',
    phases: {
      off: '此版本不检查更新。',
      idle: '尚未检查更新。',
      checking: '正在检查更新…',
      none: '已是最新版本。',
      available: '新版本 Oplog {version} 已发布。',
      downloading: '正在下载 Oplog {version}。',
      ready: 'Oplog {version} 等待安装。'
    },
    problems: {
      unreachable: '无法连接更新服务器，其他功能不受影响。',
      unreadable: '无法读取更新服务器的应答，请稍后再试。',
      signature: '版本列表没有本项目的签名，已拒绝。请勿安装其中提供的任何文件。',
      checksum: '文件与本项目签名的不一致，已删除。当前版本保持不变。',
      disk: '无法写入更新文件：磁盘已满，或文件夹不可写？',
      moved: '应用启动后，其文件被移动或改名。请移回原处再安装，或从现在的位置重新启动。',
      failed: '更新失败，原因见程序日志。当前版本保持不变。'
    }
  },
  help: {
    title: '使用手册',
    contents: '手册目录',
    search: '搜索手册',
    none: '手册中没有相关内容。',
    found: '找到 {count} 处',
    back: '回到上一页',
    more: '了解更多',
    code: '代码',
    meaning: '含义',
    todo: '怎么办'
  },
  joined: { labelled: '{label}：{value}', aside: '{text}（{aside}）', sentences: '{first}{then}' },
  age: { now: '刚刚', ago: '{span}前' },
  duration: {
    ms: '{n} 毫秒',
    s: '{n} 秒',
    m: '{m} 分 {s} 秒',
    h: '{h} 小时 {m} 分',
    d: '{d} 天 {h} 小时'
  },
  rules: {
    ofField: '{field}{rule}',
    ofLatinField: '{field} {rule}',
    required: '必须填写',
    integer: '必须是整数',
    range: '必须在 {min} 到 {max} 之间',
    instant: '必须是时间，例如 2026-11-20 14:03:59',
    'time-of-day': '必须是时刻，例如 22:00',
    'too-long': '太长',
    taken: '已被另一个视图使用',
    'end-before-start': '不能早于开始时间',
    'zone-form': '只能用小写字母、数字和连字符，例如 jn1a',
    'text-form': '不能含不完整的字符，例如被截断的表情符号',
    'endpoint-form': '必须是地址，例如 https://hpc-api.qingcloud.com/api',
    'endpoint-https': '必须以 https:// 开头（只有本机可以用 http）',
    'key-form': '不能含空格或非 ASCII 字符',
    other: '不被接受'
  },
  errorFacts: {
    server: '区域的服务器',
    field: '某个值',
    zone: '这个区域',
    service: '服务端说明：{message}',
    clockWrong: '似乎不准',
    clockAhead: '快了 {span}',
    clockBehind: '慢了 {span}',
    ofProfile: '“{profile}”：{what}',
    exportOthers: '没有写出文件，否则会缺少它的记录；其他区域可以逐个导出。'
  },
  errors: {
    'invalid-input': { what: '“{field}”不正确', todo: '它{rule}。请改正后再试。' },
    'invalid-parameter': {
      what: '参数“{field}”不正确',
      todo: '它{rule}。没有发出请求，请改正后再应用。'
    },
    'profile-unknown': { what: '这个配置已不存在', todo: '请在侧栏选择另一个配置。' },
    'profile-zone-fixed': {
      what: '配置的区域不能改',
      todo: '它属于 {zone}。要用别的区域请新建配置。'
    },
    'profile-built-in': {
      what: '演示区域是内置的，不能复制',
      todo: '要连接自己的区域请新建配置。'
    },
    'runtime-locked': {
      what: '当前运行时不能使用 {host}',
      todo: '评估运行时只能连接本机。请使用官方构建，或在源码中用“npm start”启动。'
    },
    'secret-missing': { what: '找不到这个配置的私钥', todo: '请编辑配置，重新输入私钥。' },
    'keychain-unavailable': {
      what: '系统钥匙串不可用',
      todo: '请启动 Secret Service（例如 gnome-keyring），或让私钥只保留到退出 Oplog。'
    },
    'keychain-locked': {
      what: '系统钥匙串已锁定',
      todo: '请解锁后再试，或让私钥只保留到退出 Oplog。'
    },
    'keychain-timed-out': {
      what: '系统钥匙串没有应答',
      todo: '请找一下它的密码窗口再试，或让私钥只保留到退出 Oplog。'
    },
    unreachable: {
      what: '无法连接 {host}',
      todo: '请检查网络、代理和配置里的接口地址。'
    },
    'timed-out': { what: '{host} 在 {limit} 内没有应答', todo: '请重试，或在设置中放宽时限。' },
    'certificate-refused': {
      what: '{host} 的证书不可信',
      todo: '请检查接口地址和系统时钟。私有云自己的证书机构要先装入系统。'
    },
    'proxy-password': {
      what: '连接 {host} 的代理要求密码',
      todo: 'Oplog 无法提供代理密码。请在系统设置中让接口地址不经过代理，或改用不要求密码的代理。'
    },
    'bad-response': {
      what: '{host} 的应答不是这个接口的格式',
      todo: '请确认接口地址以 /api 结尾，中间没有登录页或代理。'
    },
    'key-refused': {
      what: 'API 密钥 ID 或私钥不对',
      todo: '请与控制台核对 API 密钥 ID，重新输入私钥，再测试连接。'
    },
    'clock-skewed': {
      what: '本机时钟{clock}',
      todo: '服务端最多容许 60 秒。请校准系统时钟后刷新。'
    },
    denied: { what: '访问被拒绝', todo: '这个密钥无权读取操作日志，请向账号所有者申请权限。' },
    'quota-exceeded': {
      what: '调用配额已用尽',
      todo: '自动任务已停，{resumes} 恢复。在此期间可以查归档。'
    },
    'zone-unknown': {
      what: '服务端不认识区域 {zone}',
      todo: '请核对区域的拼写；可以新建一个正确的配置。'
    },
    'service-refused': {
      what: '服务端拒绝了这个查询',
      todo: '请修改筛选条件，或带上错误码联系云平台支持。'
    },
    'service-failed': { what: '服务端出错', todo: '问题在服务端，请稍后再试。' },
    aborted: { what: '已取消', todo: '没有改动任何内容。' },
    'disk-full': { what: '磁盘已满', todo: '请腾出空间或换个位置。没有留下不完整的文件。{path}' },
    'permission-denied': {
      what: '没有写入权限',
      todo: '请换到自己的文件夹。没有留下不完整的文件。{path}'
    },
    'file-in-use': {
      what: '文件正被其他程序打开',
      todo: '请在那个程序中关闭它，或换个文件名。没有留下不完整的文件。{path}'
    },
    'write-failed': { what: '文件写入失败', todo: '请换个位置再试。没有留下不完整的文件。{path}' },
    'read-failed': { what: '文件读取失败', todo: '请选择由 Oplog 写出的文件。{path}' },
    'open-failed': {
      what: '无法打开 {path}',
      todo: '系统拒绝了，或没有能打开它的程序。请手动打开。'
    },
    'views-unreadable': {
      what: '这个文件中没有视图',
      todo: '请选择由 Oplog 导出的视图文件。没有导入任何内容。{path}'
    },
    'config-newer': {
      what: '设置文件由更新版本的 Oplog 写成',
      todo: '请安装新版本。没有改动任何内容。{path}'
    },
    'views-newer': {
      what: '这些视图由更新版本的 Oplog 导出',
      todo: '请安装新版本。没有导入任何内容。{path}'
    },
    'view-unknown': {
      what: '这个视图已不存在',
      todo: '它已被删除。请把当前查询另存为新视图。'
    },
    'archive-unavailable': {
      what: '本地归档没有应答',
      todo: '若一直如此，请重启 Oplog。单个区域的实时视图不需要归档。'
    },
    'archive-newer': {
      what: '归档由更新版本的 Oplog 写成',
      todo: '请安装新版本。没有改动任何内容。{path}'
    },
    internal: { what: 'Oplog 内部出错', todo: '请再试一次。数据文件夹里的程序日志有更多说明。' }
  },
  archiveFailures: {
    'disk-full': {
      what: '归档所在的磁盘已满',
      todo: '请在那里腾出空间后重试。已存的记录完好无损。{path}'
    },
    'permission-denied': {
      what: '没有写入归档的权限',
      todo: '请让当前用户可以写入这个文件及其文件夹，然后重试。{path}'
    },
    locked: {
      what: '归档被另一个程序锁定',
      todo: '请关闭占用这个文件的程序（如备份、数据库工具），然后重试。{path}'
    },
    unreadable: {
      what: '无法读取归档',
      todo: '请确认它所在的磁盘可用，然后重试。若一直如此，请重启 Oplog。{path}'
    }
  },
  retCodes: retCodeTexts('zh', 'what'),
  retCodeTodos: retCodeTexts('zh', 'todo'),
  parameters: {
    status: '状态',
    job_action: '动作',
    resource_ids: '资源',
    owner: '操作者',
    start_time: '从',
    end_time: '到',
    search_word: '搜索词',
    reverse: '顺序',
    limit: '每页条数',
    offset: '起始位置',
    job_ids: '任务 ID（job_ids）',
    jobs: '任务（jobs）',
    action_describe: '操作',
    directive: 'Directive',
    verbose: 'Verbose'
  },
  columns: {
    create_time: '时间',
    status: '状态',
    action_describe: '操作',
    resource_ids: '资源',
    owner: '操作者',
    duration: '耗时',
    error_codes: '错误码',
    job_action: '动作',
    submitter: '运行节点',
    status_time: '更新',
    job_id: '任务 ID',
    task_count: '子任务'
  },
  notices: {
    'config-broken': '设置文件已损坏，原件保存为 {path}，应用已用全新设置启动。',
    'config-incomplete':
      '设置文件中的配置和视图有一部分无法读取，其余内容均已载入，原件保存为 {path}。',
    'archive-broken':
      '一个归档文件已损坏，原件保存为 {path}，已新建归档。若此前在同步全部历史，将自动重新获取。',
    'archive-salvaged': '一个归档文件已损坏，所有记录均已转入新归档，原件保存为 {path}。',
    'archive-write-failed': '新记录已显示，但未能存入 {path}：{reason}。',
    'secret-left':
      '配置已删除，但钥匙串无法使用，其中可能还留有它的条目：服务“Oplog”，账户“{path}”。'
  },
  colours: { green: '绿', violet: '紫', amber: '琥珀', slate: '灰', blue: '蓝', red: '红' },
  secretPlaces: {
    keychain: '私钥在钥匙串中',
    session: '私钥只保留到退出',
    missing: '缺少私钥',
    unknown: '尚未查询私钥'
  }
}
