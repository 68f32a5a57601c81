import type { UpdateInfo } from 'electron-updater'
import {
  parseUpdateInfo,
  Provider,
  resolveFiles,
  type ProviderRuntimeOptions
} from 'electron-updater/out/providers/Provider.js'
import type { UpdateFeed } from '../services/update-feed'
import { UpdateError } from '../services/update-problem'
import { isSigned } from '../services/update-signature'

/** A folder on a server: `latest….yml`, its signature `latest….yml.sig`, and the files it names. */
class SignedProvider extends Provider<UpdateInfo> {
  private readonly feed: UpdateFeed

  constructor(feed: UpdateFeed, options: ProviderRuntimeOptions) {
    super(options)
    this.feed = feed
  }

  /** electron-updater would send a number that tells this machine from all others. */
  override setRequestHeaders(): void {
    // No headers of our own.
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`
    const url = this.address(name)
    const list = (await this.httpRequest(url)) ?? ''
    const signature = await this.httpRequest(this.address(`${name}.sig`)).catch(
      (error: unknown) => {
        // A list without a signature is as good as none; a feed that fell silent is another matter.
        if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return null
        throw error
      }
    )
    if (!isSigned(list, signature ?? '', this.feed.key)) {
      throw new UpdateError('signature', `${name} is not signed by the project`)
    }
    return parseUpdateInfo(list, name, url)
  }

  override resolveFiles(info: UpdateInfo) {
    return resolveFiles(info, this.address(''))
  }

  private address(name: string): URL {
    return new URL(name, this.feed.url.endsWith('/') ? this.feed.url : `${this.feed.url}/`)
  }
}

/** electron-updater makes its provider itself, of a class. */
export function providerOf(
  feed: UpdateFeed
): new (
  configuration: unknown,
  updater: unknown,
  options: ProviderRuntimeOptions
) => Provider<UpdateInfo> {
  return class extends SignedProvider {
    constructor(_configuration: unknown, _updater: unknown, options: ProviderRuntimeOptions) {
      super(feed, options)
    }
  }
}
