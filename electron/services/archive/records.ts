import type { Operation, RawOperation } from '#shared/operation'
import type { Dictionary } from './dictionary'
import type { IndexRow } from './index/block'
import { isRegular, operationOf, parseShape, rebuild, type ColumnValues, type Shape } from './shape'

/** Nearly all rows have one of a few; a field with a value of its own in each row makes as many as rows. */
const keptShapes = 2000

/** Rows of the index as the app and the service know them. */
export function createRecords(dictionary: Dictionary) {
  const shapes = new Map<number, { text: string; shape: Shape; regular: boolean }>()

  function shapeOf(id: number) {
    const text = dictionary.shape.at(id)
    const known = shapes.get(id)
    // A number may have been given anew after a transaction was undone.
    if (known?.text === text) return known
    const shape = parseShape(text)
    const made = { text, shape, regular: isRegular(shape) }
    if (shapes.size >= keptShapes) shapes.clear()
    shapes.set(id, made)
    return made
  }

  function valuesOf({ jobId, created, updated, texts, resources }: IndexRow): ColumnValues {
    return {
      jobId,
      created: created || null,
      updated: updated || null,
      status: dictionary.status.at(texts.status),
      action: dictionary.job_action.at(texts.job_action),
      description: dictionary.action_describe.at(texts.action_describe),
      owner: dictionary.owner.at(texts.owner),
      submitter: dictionary.submitter.at(texts.submitter),
      errorCodes: dictionary.error_codes.at(texts.error_codes),
      taskCount: dictionary.task_count.at(texts.task_count),
      resourceIds: resources.map(dictionary.resources.at)
    }
  }

  return {
    operationOf: (row: IndexRow): Operation => {
      const { shape, regular } = shapeOf(row.texts.shape)
      return operationOf(valuesOf(row), shape, regular)
    },
    rawOf: (row: IndexRow): RawOperation => rebuild(valuesOf(row), shapeOf(row.texts.shape).shape)
  }
}
