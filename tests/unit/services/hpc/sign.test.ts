import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import vectors from '../../../../../shared/api/vectors.json'
