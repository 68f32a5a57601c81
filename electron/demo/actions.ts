/** What an operation is done to, and so which ids its row names. */
export type Target = 'cluster' | 'queue' | 'nodes'

export interface DemoAction {
  name: string
  describe: string
  target: Target
  /** How often it happens, relative to the others. */
  weight: number
  /** How long it usually takes, s. */
  seconds: number
}

function action(
  name: string,
  describe: string,
  target: Target,
  weight: number,
  seconds: number
): DemoAction {
  return { name, describe, target, weight, seconds }
}

/**
 * Every kind of operation in the demo zone. The first is the vendor's own example; the others follow
 * its pattern, `Hpc` + tag + operation.
 */
export const actions: readonly DemoAction[] = [
  action('HpcQueueRemoveEhpcQueueNodes', '从队列移除节点', 'nodes', 14, 7),
  action('HpcQueueAddEhpcQueueNodes', '向队列添加节点', 'nodes', 16, 11),
  action('HpcQueueCreateEhpcQueue', '创建队列', 'queue', 3, 6),
  action('HpcQueueDeleteEhpcQueue', '删除队列', 'queue', 2, 5),
  action('HpcQueueModifyEhpcQueueAttributes', '修改队列属性', 'queue', 5, 2),
  action('HpcQueueStartEhpcQueue', '启用队列', 'queue', 3, 3),
  action('HpcQueueStopEhpcQueue', '停用队列', 'queue', 3, 3),
  action('HpcClusterCreateEhpcCluster', '创建集群', 'cluster', 1, 480),
  action('HpcClusterDeleteEhpcCluster', '删除集群', 'cluster', 1, 150),
  action('HpcClusterStartEhpcCluster', '启动集群', 'cluster', 2, 120),
  action('HpcClusterStopEhpcCluster', '关闭集群', 'cluster', 2, 70),
  action('HpcClusterRestartEhpcCluster', '重启集群', 'cluster', 1, 180),
  action('HpcClusterModifyEhpcClusterAttributes', '修改集群属性', 'cluster', 4, 2),
  action('HpcClusterRenewEhpcCluster', '续订集群', 'cluster', 1, 3),
  action('HpcNodeCreateEhpcNodes', '新增节点', 'nodes', 9, 95),
  action('HpcNodeDeleteEhpcNodes', '删除节点', 'nodes', 7, 40),
  action('HpcNodeStartEhpcNodes', '启动节点', 'nodes', 8, 35),
  action('HpcNodeStopEhpcNodes', '关闭节点', 'nodes', 8, 25),
  action('HpcNodeRestartEhpcNodes', '重启节点', 'nodes', 5, 50),
  action('HpcNodeResizeEhpcNodes', '调整节点规格', 'nodes', 2, 110),
  action('HpcUserAddEhpcUsers', '添加集群用户', 'cluster', 4, 2),
  action('HpcUserDeleteEhpcUsers', '删除集群用户', 'cluster', 2, 2),
  action('HpcUserResetEhpcUserPassword', '重置用户密码', 'cluster', 2, 1),
  action('HpcSoftwareInstallEhpcSoftware', '安装软件', 'cluster', 4, 240),
  action('HpcSoftwareUninstallEhpcSoftware', '卸载软件', 'cluster', 2, 60),
  action('HpcStorageAttachEhpcStorage', '挂载共享存储', 'cluster', 2, 15),
  action('HpcStorageDetachEhpcStorage', '卸载共享存储', 'cluster', 1, 10)
]

/** One entry an occurrence, so that a random place is a weighted choice. */
export const actionTickets: Uint8Array = Uint8Array.from(
  actions.flatMap(({ weight }, index) => Array.from({ length: weight }, () => index))
)
