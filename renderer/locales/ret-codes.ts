interface Explained {
  /** What it means. */
  what: string
  /** What to do about it. */
  todo: string
}

interface RetCode {
  codes: readonly number[]
  en: Explained
  zh: Explained
}

/**
 * Every code the vendor publishes, for answers of the service and for operations that failed: the one
 * table of both languages. Codes of one row are told apart nowhere.
 */
const retCodes: readonly RetCode[] = [
  {
    codes: [1100],
    en: {
      what: 'Bad parameter',
      todo: 'Compare what was submitted with the action’s parameters, correct it and submit it again.'
    },
    zh: { what: '参数错误', todo: '请对照该动作的参数说明检查提交的内容，改正后重新提交。' }
  },
  {
    codes: [1101],
    en: {
      what: 'Bad method',
      todo: 'The action does not exist in this version of the service. Update whatever called it.'
    },
    zh: { what: '方法错误', todo: '请更新发起调用的程序：当前版本的服务没有这个动作。' }
  },
  {
    codes: [1200],
    en: {
      what: 'Unknown access key or wrong signature',
      todo: 'Check that the access key exists, is enabled, and belongs to its secret.'
    },
    zh: {
      what: 'API 密钥 ID 不存在或签名错误',
      todo: '请检查 API 密钥是否存在、是否启用，以及与私钥是否配对。'
    }
  },
  {
    codes: [1300],
    en: {
      what: 'The request’s timestamp is too old',
      todo: 'Set the clock of the computer that sent it by the network; 60 seconds are allowed.'
    },
    zh: {
      what: '请求的时间戳已过期',
      todo: '请校准发出请求的计算机的时钟，最多允许相差 60 秒。'
    }
  },
  {
    codes: [1400],
    en: {
      what: 'Denied: the resource is not yours, or its state does not allow this',
      todo: 'Look at the story of the resource: another operation may still be running. Otherwise ask its owner for the permission.'
    },
    zh: {
      what: '访问被拒绝：资源不属于该用户，或当前状态不允许该操作',
      todo: '请先看资源历程：可能有别的操作还在执行；否则请向资源所有者申请权限。'
    }
  },
  {
    codes: [2000],
    en: { what: 'Session expired', todo: 'Sign in again and repeat the operation.' },
    zh: { what: '会话已过期', todo: '请重新登录，然后重新执行该操作。' }
  },
  {
    codes: [2100],
    en: {
      what: 'Resource not found',
      todo: 'It may have been deleted: the story of the resource says when and by whom.'
    },
    zh: { what: '资源不存在', todo: '请查看资源历程：资源可能已被删除，那里有时间和操作者。' }
  },
  {
    codes: [2110],
    en: {
      what: 'Resource exists already',
      todo: 'Choose another name, or use the resource that exists.'
    },
    zh: { what: '资源已存在', todo: '请换一个名称，或直接使用已有的资源。' }
  },
  {
    codes: [2400],
    en: {
      what: 'No balance',
      todo: 'Top up the account or settle its bills, then repeat the operation.'
    },
    zh: { what: '余额不足', todo: '请充值或结清账单，然后重新执行该操作。' }
  },
  {
    codes: [2500],
    en: {
      what: 'Quota or rate limit reached',
      todo: 'Wait until the quota is free again, free some resources, or ask the vendor for more.'
    },
    zh: {
      what: '达到配额或频率限制',
      todo: '请等待配额恢复、释放一些资源，或向云平台申请提高配额。'
    }
  },
  {
    codes: [3300],
    en: {
      what: 'Invalid API module',
      todo: 'The service lacks this module in the zone. Ask the vendor’s support.'
    },
    zh: { what: 'API 模块无效', todo: '请联系云平台支持：该区域的服务没有这个模块。' }
  },
  {
    codes: [4000, 4001, 4002, 4003, 4004, 4005],
    en: {
      what: 'Licence problem',
      todo: 'Private cloud: have its administrator check validity and size of the licence.'
    },
    zh: { what: '许可证问题', todo: '请私有云的管理员检查许可证的有效期和规模。' }
  },
  {
    codes: [5000],
    en: {
      what: 'Internal error of the service',
      todo: 'Repeat it once. If it fails again, give the job id and time to the vendor’s support.'
    },
    zh: {
      what: '服务端内部错误',
      todo: '请重试一次；仍然失败时，请把任务 ID 和时间提供给云平台支持。'
    }
  },
  {
    codes: [5100],
    en: { what: 'The service is busy', todo: 'Repeat the operation in a few minutes.' },
    zh: { what: '服务端繁忙', todo: '请在几分钟后重新执行该操作。' }
  },
  {
    codes: [5200],
    en: {
      what: 'Not enough resources',
      todo: 'Choose fewer or other nodes, free some, or try again later.'
    },
    zh: { what: '资源不足', todo: '请减少节点数量、换一种规格、释放资源，或稍后再试。' }
  },
  {
    codes: [5300],
    en: {
      what: 'The service is being updated',
      todo: 'Repeat the operation once the update is over.'
    },
    zh: { what: '服务端正在更新', todo: '请在更新结束后重新执行该操作。' }
  },
  {
    codes: [5400, 5500, 5600],
    en: {
      what: 'A dependency of the service failed',
      todo: 'This is on the service’s side. Repeat it later; if it stays, give the job id to the vendor’s support.'
    },
    zh: {
      what: '服务端依赖的组件出错',
      todo: '请稍后重试，问题在服务端；一直失败时，请把任务 ID 提供给云平台支持。'
    }
  },
  {
    codes: [8000, 8001, 8002, 8003, 8004],
    en: {
      what: 'Disk or configuration problem at the service',
      todo: 'Check disks and settings of the nodes involved, then give the job id to the vendor’s support.'
    },
    zh: {
      what: '服务端的磁盘或配置问题',
      todo: '请检查相关节点的磁盘和配置，再把任务 ID 提供给云平台支持。'
    }
  }
]

/** One part of the table in one language, by code. */
export function retCodeTexts(language: 'en' | 'zh', part: keyof Explained): Record<string, string> {
  return Object.fromEntries(
    retCodes.flatMap((row) => row.codes.map((code) => [String(code), row[language][part]]))
  )
}
